import type { RebalanceHistory } from '../../../shared/rebalances';
import { generationOf } from '../../rebalances/look';
import { rebalanceProtocolOf } from '../../rebalances/rebalance-protocol';
import { stormOf } from '../../rebalances/storm';
import { underWayOf } from '../../rebalances/under-way';
import type { GroupRecord } from '../group-record';

/** `resolutionMs`: between descriptions of this group at present; `now` in epoch ms, by the clock that its stamps follow. */
export function rebalanceHistory(record: GroupRecord, resolutionMs: number, now: number): RebalanceHistory {
  const { groupId, description, describedAt, firstDescribedAt, rebalances: log, movedAt, timeOuts, assignmentSeenAt } = record;
  const newest = description === null ? null : { ...description, at: describedAt };
  const told = log?.tell(now, movedAt) ?? { rebalances: [], forgotten: 0 };
  const on = log?.underWay ?? null;
  // A new coordinator begins every member's session anew.
  const heartbeats = timeOuts === null ? null : { ...timeOuts, since: movedAt > assignmentSeenAt ? movedAt : assignmentSeenAt };
  return {
    groupId,
    watchedSince: firstDescribedAt > 0 ? firstDescribedAt : null,
    resolutionMs,
    protocol: newest === null ? null : rebalanceProtocolOf(newest.members.length > 0 && newest.assignor === null && on?.before ? on.before : newest),
    generation: newest === null ? null : (generationOf(newest.members) ?? (on?.before ? generationOf(on.before.members) : null)),
    ...told,
    underWay: newest === null || on === null ? null : underWayOf(on, newest, describedAt, heartbeats),
    storm: stormOf(told.rebalances, now),
  };
}
