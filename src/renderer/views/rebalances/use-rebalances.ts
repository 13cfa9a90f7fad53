import type { RebalanceHistory } from '../../../shared/rebalances';
import { useNow } from '../../state/now';
import { useReading } from '../../state/reading';
import type { Reading } from '../../state/reader';

const SECONDS_A_DAY = 86_400;

/** What rebalances a group had: read with each round, and once a second while they are looked at. */
export function useRebalances(profileId: string, groupId: string, revision: number, isWatched: boolean): Reading<RebalanceHistory> {
  const second = Math.floor(useNow() / 1_000) % SECONDS_A_DAY;
  return useReading('rebalances:read', { profileId, groupId }, revision * SECONDS_A_DAY + (isWatched ? second : 0));
}
