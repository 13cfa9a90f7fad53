import { REBALANCING_STATES, type SilentMember } from '../../../shared/group';
import type { GroupRecord } from '../group-record';

/** Consumers commit every 5 s unless they are told otherwise. */
const SHORTEST_SILENCE_MS = 10_000;
/** Of a member that was not seen to commit yet, whose rhythm may be any: Kafka Streams commits every 30 s. */
const FIRST_SILENCE_MS = 40_000;
const ROUNDS_OF_SILENCE = 2;
/** Of the rhythm in which its partitions are committed. */
const GAPS_OF_SILENCE = 3;

/** Members that seem to have stopped, as of the newest reading of the offsets. None while the group rebalances: then nobody commits. */
export function silentMembers(record: GroupRecord, intervalMs: number): readonly SilentMember[] {
  const { rows, rowMembers, committedAt, firstCommittedAt, firstDescribedAt, rebalances, groupState } = record;
  if (rowMembers === null || groupState === null || REBALANCING_STATES.has(groupState)) return [];
  // All of them took part in the last rebalance.
  const together = Math.max(firstCommittedAt, rebalances?.settledAt ?? firstDescribedAt);
  const signAt = new Float64Array(rowMembers.length).fill(together);
  const waitsSince = new Float64Array(rowMembers.length).fill(Infinity);
  const gapMs = new Float64Array(rowMembers.length);
  for (let row = 0; row < rows.count; row += 1) {
    const owner = rows.owner[row] ?? -1;
    if (owner < 0) continue;
    const changedAt = rows.commitChangedAt[row] ?? NaN;
    if (changedAt > (signAt[owner] ?? NaN)) signAt[owner] = changedAt;
    gapMs[owner] = Math.max(gapMs[owner] ?? 0, rows.commitGapMs[row] ?? 0);
    const laggingSince = rows.laggingSince[row] ?? NaN;
    if ((rows.lag[row] ?? NaN) > 0 && laggingSince < (waitsSince[owner] ?? NaN)) waitsSince[owner] = laggingSince;
  }
  return Array.from(signAt).flatMap((since, member) => {
    const longEnough = Math.max(since > together ? SHORTEST_SILENCE_MS : FIRST_SILENCE_MS, ROUNDS_OF_SILENCE * intervalMs, GAPS_OF_SILENCE * (gapMs[member] ?? 0));
    // Records that came later than the last commit leave it as long again.
    return committedAt - Math.max(since, waitsSince[member] ?? Infinity) >= longEnough ? [{ member, since }] : [];
  });
}
