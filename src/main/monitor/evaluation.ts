import { judge, type LagTrend } from '../groups/health';
import { evaluateLag } from '../groups/lag';
import type { ClusterFacts } from './cluster-facts';
import { membersOf, type GroupRecord } from './group-record';
import { Slice } from './slice';

/** Lag, history and verdict of every group, in slices, so that calls and the window are never kept waiting. */
export async function evaluateGroups(facts: ClusterFacts, roundStartedAt: number, intervalMs: number): Promise<void> {
  const slice = new Slice();
  for (const record of facts.groups.values()) {
    evaluateGroup(facts, record, roundStartedAt, intervalMs);
    if (slice.isUsedUp) await slice.breathe();
  }
  facts.history.keepOnly(facts.groups);
}

function evaluateGroup(facts: ClusterFacts, record: GroupRecord, roundStartedAt: number, intervalMs: number): void {
  const now = Date.now();
  const fresh = record.committedAt >= roundStartedAt;
  record.totals = evaluateLag(record.rows, facts.partitions, record.committedAt, now);
  record.staleReason = fresh ? null : (record.offsetFailure ?? facts.brokers.get(record.coordinatorId)?.failure ?? null);
  facts.history.append(record, roundStartedAt, fresh);
  const members = membersOf(record);
  const health = judge({
    rows: record.rows,
    groupState: record.groupState,
    members: members === null ? null : members.length,
    shared: record.groupType === 'share',
    totalLag: record.totals.totalLag,
    unknownPartitions: record.totals.unknownPartitions,
    denied: record.denied,
    firstSampledAt: record.firstCommittedAt,
    now: fresh ? now : record.committedAt,
    intervalMs,
    trend: trendOf(facts, record, intervalMs),
    holdsRecords: (row) => facts.partitions.holdsRecords(record.rows.topic[row] ?? -1, record.rows.partition[row] ?? -1),
  });
  if (health.since !== null) record.verdictSince = health.since;
  else if (health.verdict !== record.health.verdict || record.verdictSince === null) record.verdictSince = now;
  record.verdictAtLeast = record.verdictSince <= record.firstCommittedAt + intervalMs;
  record.health = health;
}

function trendOf(facts: ClusterFacts, record: GroupRecord, intervalMs: number): LagTrend {
  return facts.history.trend(record, Math.max(90_000, intervalMs * 9));
}
