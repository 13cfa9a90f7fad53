import { useCallback, useMemo } from 'react';
import { useViewMemory } from '../../state/view-memory';
import type { Order } from './held-order';

export interface ChosenGroupIds {
  readonly chosen: ReadonlySet<string>;
  readonly isAll: boolean;
  toggle(groupId: string): void;
  /** Every group of the list, or none. */
  toggleAll(): void;
  clear(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** Which groups of a cluster are chosen, to be changed together; remembered while the window lives. */
export function useChosenGroups(profileId: string, order: Order): ChosenGroupIds {
  const [chosen, setChosen] = useViewMemory<ReadonlySet<string>>(`groups.chosen ${profileId}`, NONE);
  const listed = useMemo(() => [...order.rows].flatMap((row) => order.index.groupIds[row] ?? []), [order]);
  const isAll = chosen.size > 0 && listed.length > 0 && listed.every((groupId) => chosen.has(groupId));
  const toggle = useCallback(
    (groupId: string) => {
      const next = new Set(chosen);
      if (!next.delete(groupId)) next.add(groupId);
      setChosen(next);
    },
    [chosen, setChosen],
  );
  return { chosen, isAll, toggle, toggleAll: () => setChosen(isAll ? NONE : new Set([...chosen, ...listed])), clear: () => setChosen(NONE) };
}
