import type { RefObject } from 'react';
import { useKeys } from '../../state/keys';

interface Places {
  readonly count: number;
  /** The selected place, -1 for none. */
  readonly at: number;
  readonly pageSize: number;
}

/** j, k, arrows, page keys, Home, End, Enter, the space bar where rows can be chosen; Esc takes the focus out of the table, which lets its order move again. */
export function useGridKeys(ref: RefObject<HTMLElement | null>, { count, at, pageSize }: Places, onMove: (place: number) => void, onOpen: () => void, onChoose: (() => void) | null = null): void {
  const move = (to: number) => {
    if (count === 0) return;
    onMove(Math.max(0, Math.min(count - 1, to)));
    ref.current?.focus({ preventScroll: true });
  };
  const next = () => move(at + 1);
  const previous = () => move(at === -1 ? 0 : at - 1);
  const isInside = ref.current !== null && ref.current.contains(document.activeElement);
  useKeys({
    j: next,
    ArrowDown: next,
    k: previous,
    ArrowUp: previous,
    PageDown: () => move(at + pageSize),
    PageUp: () => move(at - pageSize),
    Home: () => move(0),
    End: () => move(count - 1),
    Enter: onOpen,
    ...(onChoose === null ? {} : { ' ': onChoose }),
    ...(isInside ? { Escape: () => (document.activeElement as HTMLElement | null)?.blur() } : {}),
  });
}
