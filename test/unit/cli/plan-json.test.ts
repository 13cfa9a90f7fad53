import { expect, test } from 'vitest';
import { resultJson } from '../../../src/cli/operations/plan-json';
import type { PlannedGroup, PlannedPartition, ResetPlan } from '../../../src/shared/reset';

const PARTITION: PlannedPartition = {
  topic: 'orders', partition: 0, oldOffset: 50, oldLeaderEpoch: null, oldMetadata: null, newOffset: 5, newLeaderEpoch: null, newMetadata: null, logStartOffset: 0, logEndOffset: 100, lastStableOffset: 100, topicId: null, removesCommit: false, clamped: null, warnings: [], problem: null,
};
const GROUP: PlannedGroup = { groupId: '', groupType: 'classic', groupState: 'Empty', groupEpoch: null, members: [], sessionTimeOutMs: null, coordinatorId: 1, refusal: null, warnings: [], partitions: [PARTITION] };
const PLAN: ResetPlan = {
  planId: 'plan', kafkaClusterId: 'cluster', createdAt: 0, expiresAt: 1, failures: [],
  request: { groupIds: ['billing', 'shipping'], target: { kind: 'to-offset', offset: 5 }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false },
  groups: ['billing', 'shipping'].map((groupId) => ({ ...GROUP, groupId })),
};

test('a partition of a refused plan tells why its own group is refused, or that another one is', () => {
  const drift = { scope: 'group shipping', code: 'OFFSET_MOVED', message: 'shipping moved.' };
  const errorsOf = (failures: readonly (typeof drift)[]) => resultJson(PLAN, { kind: 'refused', failures }, [], null).groups.map(({ partitions }) => partitions[0]?.error);
  expect(errorsOf([drift])).toEqual(['Nothing was changed: another group of the plan is refused (see "refused").', 'shipping moved.']);
  expect(errorsOf([{ scope: 'disk', code: 'AUDIT_NOT_WRITABLE', message: 'No audit.' }])).toEqual(['No audit.', 'No audit.']);
});
