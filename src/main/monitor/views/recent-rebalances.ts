import type { RebalanceStorm } from '../../../shared/rebalances';
import { STORM_WINDOW_MS, stormOf } from '../../rebalances/storm';
import type { GroupRecord } from '../group-record';

export interface RecentRebalances {
  /** Seen to begin in the last ten minutes, at least; -1: the group was never described. */
  readonly count: number;
  readonly storm: RebalanceStorm | null;
}

/** `now` in epoch ms, by the clock that the group's stamps follow. */
export function recentRebalances({ rebalances: log, firstDescribedAt, movedAt }: GroupRecord, now: number): RecentRebalances {
  if (log === null) return { count: firstDescribedAt > 0 ? 0 : -1, storm: null };
  const { rebalances } = log.tell(now, movedAt);
  return { count: rebalances.reduce((sum, { startedAt, count }) => (now - startedAt <= STORM_WINDOW_MS ? sum + count : sum), 0), storm: stormOf(rebalances, now) };
}
