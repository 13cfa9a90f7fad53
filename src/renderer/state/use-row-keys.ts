import { useEffect, useState } from 'react';
import { useKeys } from './keys';

/** j, k, arrows and Enter over `count` rows of ordinary tables. The row with `data-row={at}` is brought into view. */
export function useRowKeys(count: number, onOpen: (at: number) => void): number {
  const [chosen, setChosen] = useState(-1);
  const at = Math.min(chosen, count - 1);
  const move = (to: number) => setChosen(Math.max(0, Math.min(count - 1, to)));
  useKeys({
    j: () => move(at + 1),
    ArrowDown: () => move(at + 1),
    k: () => move(at - 1),
    ArrowUp: () => move(at - 1),
    Enter: () => at >= 0 && onOpen(at),
  });
  useEffect(() => {
    if (at >= 0) document.querySelector(`[data-row="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return at;
}
