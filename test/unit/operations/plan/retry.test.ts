import { expect, test } from 'vitest';
import { retryRequest } from '../../../../src/main/operations/plan/retry';
import type { PlannedPartition, ResetOutcome, ResetPlan } from '../../../../src/shared/reset';

const planned = (partition: number, over: Partial<PlannedPartition> = {}): PlannedPartition => ({
  topic: 'orders', partition, oldOffset: 50, oldLeaderEpoch: null, oldMetadata: null, newOffset: 60, newLeaderEpoch: 3, newMetadata: null, logStartOffset: 0, logEndOffset: 100,
  lastStableOffset: 100, topicId: null, removesCommit: false, clamped: null, warnings: [], problem: null, ...over,
});
const outcome = (partition: number, status: ResetOutcome['status'], code: string | null = null): ResetOutcome => ({
  topic: 'orders', partition, oldOffset: 50, newOffset: 60, status, readBack: 50, failure: code === null ? null : { scope: `partition orders-${partition}`, code, message: code },
});

test('a retry goes to the positions of the plan, of what failed, is unknown or was not tried, and never shifts again', () => {
  const partitions = [planned(0), planned(1), planned(2), planned(3), planned(4), planned(5, { newOffset: null, problem: { scope: 'partition orders-5', code: 'TOPIC_GONE', message: '' } }), planned(6, { newOffset: null, newLeaderEpoch: null, removesCommit: true })];
  const plan: ResetPlan = {
    planId: 'plan', kafkaClusterId: 'cluster', createdAt: 0, expiresAt: 1, failures: [],
    request: { groupIds: ['__proto__'], target: { kind: 'shift-by', by: 10 }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false },
    groups: [{ groupId: '__proto__', groupType: 'classic', groupState: 'Empty', groupEpoch: null, members: [], sessionTimeOutMs: null, coordinatorId: 1, refusal: null, warnings: [], partitions }],
  };
  const outcomes = [outcome(0, 'applied'), outcome(1, 'failed', 'TIMED_OUT'), outcome(2, 'unknown', 'SILENT'), outcome(3, 'skipped', 'CANCELLED'), outcome(4, 'reverted', 'REVERTED'), outcome(5, 'skipped', 'TOPIC_GONE'), outcome(6, 'failed', 'SILENT')];
  const target = (partition: number, offset: number | null, leaderEpoch: number | null) => ({ groupId: '__proto__', topic: 'orders', partition, offset, leaderEpoch, metadata: null });
  expect(retryRequest({ plan, groups: [{ groupId: '__proto__', outcomes }] })).toEqual({
    groupIds: ['__proto__'], target: { kind: 'to-offsets', origin: 'plan', offsets: [target(1, 60, 3), target(2, 60, 3), target(3, 60, 3), target(6, null, null)] }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false,
  });
  expect(retryRequest({ plan, groups: [{ groupId: '__proto__', outcomes: outcomes.slice(0, 1) }] })).toBeNull();
});
