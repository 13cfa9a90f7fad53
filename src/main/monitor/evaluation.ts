import type { Failure } from '../../shared/failure';
import { judge, lookOver, type HealthInput } from '../groups/health';
import { evaluateLag } from '../groups/lag';
import { endsRevisionOf, isStandingStill } from '../groups/standing-still';
import type { RebalanceLog } from '../rebalances/rebalance-log';
import { epochNow, stampOf } from './clock-step';
import { noteRebalancing } from './close-watch';
import type { ClusterFacts } from './cluster-facts';
import { noteDeparture } from './departure';
import { isDenied } from './group-failures';
import { membersOf, type GroupRecord } from './group-record';
import { shareOffsetsFailure } from './share-offsets';
import { Slice } from './slice';
import { takeVerdict } from './verdict-since';

/** Code of the failure of groups whose figures are old though nothing failed that we know of. */
export const NOT_READ = 'NOT_READ';
/** Kafka's default session time-out, 45 s, and some. */
const MEMBERS_RETURN_MS = 60_000;

/** Lag, history and verdict of every group, in slices, so that calls and the window are never kept waiting. */
export async function evaluateGroups(facts: ClusterFacts, roundStartedAt: number, intervalMs: number): Promise<void> {
  const slice = new Slice();
  const startedAt = stampOf(facts, roundStartedAt);
  const logs: RebalanceLog[] = [];
  for (const record of facts.groups.values()) {
    const now = epochNow(facts);
    evaluateGroup(facts, record, startedAt(), now, intervalMs);
    if (record.rebalances !== null) {
      logs.push(record.rebalances);
      noteRebalancing(facts, record);
    }
    if (slice.isUsedUp) await slice.breathe();
  }
  facts.history.keepOnly(facts.groups);
  forgetRebalances(logs, epochNow(facts));
}

/** Of a group and of all groups together: 2 to 4 kB each, measured. */
const MOST_REBALANCES_OF_GROUP = 100;
const MOST_REBALANCES = 2_500;

function forgetRebalances(logs: readonly RebalanceLog[], now: number): void {
  const kept = logs.reduce((sum, { size }) => sum + size, 0);
  const most = kept > MOST_REBALANCES ? Math.max(2, Math.floor(MOST_REBALANCES / logs.length)) : MOST_REBALANCES_OF_GROUP;
  for (const log of logs) log.forget(now, most);
}

/** No round can be had: every group's figures are from before, and this is why. Their verdicts are kept, as of then. */
export function markAllStale(facts: ClusterFacts, failure: Failure): void {
  for (const record of facts.groups.values()) record.staleReason = failure;
}

function evaluateGroup(facts: ClusterFacts, record: GroupRecord, roundStartedAt: number, now: number, intervalMs: number): void {
  const { committedAt } = record;
  const inTime = committedAt >= roundStartedAt;
  if (record.firstCommittedAt < facts.leaptAt && committedAt >= facts.leaptAt) record.firstCommittedAt = committedAt;
  const still = renewLag(facts, record, now);
  record.staleReason = staleReason(facts, record, inTime);
  const { lags, oldLags } = record.totals;
  // What a slow broker tells between two rounds is a sample too, of the time at which it came.
  const fresh = committedAt > 0 && !(committedAt <= record.sampledAt) && (oldLags === 0 || oldLags < lags);
  if (fresh) record.sampledAt = committedAt;
  facts.history.append(record, fresh && !inTime ? committedAt : roundStartedAt, fresh, still);
  noteDeparture(record, roundStartedAt, inTime, now);
  const members = membersOf(record);
  const input: HealthInput = {
    rows: record.rows,
    groupState: record.groupState,
    members: members === null ? null : members.length,
    shared: record.groupType === 'share',
    handedOver: isHandedOver(record, now),
    left: record.departure,
    totalLag: record.totals.totalLag,
    unknownPartitions: record.totals.unknownPartitions,
    denied: isDenied(record),
    firstSampledAt: record.firstCommittedAt,
    now: inTime ? now : committedAt,
    intervalMs,
    trendOver: (windowMs) => facts.history.trend(record, windowMs),
    holdsRecords: (row) => facts.partitions.holdsRecords(record.rows.topic[row] ?? -1, record.rows.partition[row] ?? -1),
  };
  record.scan = lookOver(input, still ? record.scan : null);
  takeVerdict(record, judge(input, record.scan.found), now);
  record.verdictAtLeast = (record.verdictSince ?? NaN) <= record.firstCommittedAt + intervalMs;
}

/** Works out the group's lag; true: nothing has changed since the last time, so that only its age is another. */
function renewLag({ partitions }: ClusterFacts, record: GroupRecord, now: number): boolean {
  const { rows, commitsRevision, evaluatedFor, committedAt } = record;
  const endsRevision = endsRevisionOf(rows, partitions);
  if (evaluatedFor.commitsRevision === commitsRevision && evaluatedFor.endsRevision === endsRevision && isStandingStill(rows, record.totals, partitions, committedAt)) {
    rows.sampledAt.fill(committedAt);
    return true;
  }
  const totals = evaluateLag(rows, partitions, committedAt, now);
  record.totals = { ...totals, unknownPartitions: totals.unknownPartitions + record.partitionsLeftOut };
  record.evaluatedFor = { commitsRevision, endsRevision };
  return false;
}

/** Its members may need as long to come back as their sessions may last. */
function isHandedOver({ movedAt, hadMembers }: GroupRecord, now: number): boolean {
  return hadMembers && now - movedAt < MEMBERS_RETURN_MS;
}

function staleReason(facts: ClusterFacts, record: GroupRecord, inTime: boolean): Failure | null {
  if (record.missingSince !== null) return missingFailure(record.groupId);
  const { lags, oldLags } = record.totals;
  if (inTime) return lags > 0 && oldLags === lags ? endsFailure(record.groupId) : null;
  const coordinator = facts.brokers.get(record.coordinatorId);
  const slow = coordinator === undefined || record.groupType !== 'share' ? null : shareOffsetsFailure(coordinator);
  return slow ?? record.offsetFailure ?? coordinator?.failure ?? coordinator?.slow ?? notReadFailure(record);
}

function missingFailure(groupId: string): Failure {
  return { scope: `group ${groupId}`, code: 'NOT_LISTED', message: `No broker lists ${groupId} at the moment: it was deleted, or another broker is taking it over. Its figures may be from before.` };
}

function notReadFailure({ groupId, committedAt }: GroupRecord): Failure {
  const rest = committedAt > 0 ? 'its figures are from before' : 'nothing of them is known yet';
  return { scope: `group ${groupId}`, code: NOT_READ, message: `The offsets of ${groupId} were not read in the last round; ${rest}.` };
}

function endsFailure(groupId: string): Failure {
  return { scope: `group ${groupId}`, code: 'LOG_ENDS_NOT_READ', message: `None of the log ends of ${groupId} could be read in the last round; its lag is from before.` };
}
