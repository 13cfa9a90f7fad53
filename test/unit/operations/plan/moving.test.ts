import { expect, test } from 'vitest';
import { withMoving } from '../../../../src/main/operations/plan/moving';
import type { PlannedGroup, PlannedPartition, ResetPlan } from '../../../../src/shared/reset';

const PARTITION: PlannedPartition = {
  topic: 'orders', partition: 0, oldOffset: 50, oldLeaderEpoch: null, oldMetadata: null, newOffset: 5, newLeaderEpoch: null, newMetadata: null, logStartOffset: 0, logEndOffset: 100, lastStableOffset: 100, topicId: null, removesCommit: false, clamped: null, warnings: [], problem: null,
};
const MEMBER = { memberId: 'm', groupInstanceId: null, clientId: 'c', host: '/h' };
const planOf = (oldOffset: number | null, createdAt: number, group: Partial<PlannedGroup> = {}, problem: PlannedPartition['problem'] = null): ResetPlan => ({
  planId: 'plan', kafkaClusterId: 'cluster', createdAt, expiresAt: createdAt + 1, failures: [],
  request: { groupIds: ['nightly'], target: { kind: 'to-offset', offset: 5 }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false },
  groups: [{ groupId: 'nightly', groupType: 'classic', groupState: 'Empty', groupEpoch: null, members: [], sessionTimeOutMs: null, coordinatorId: 1, refusal: null, warnings: [], ...group, partitions: [{ ...PARTITION, oldOffset, problem }] }],
});

test.each<[string, ResetPlan | null, ResetPlan, readonly string[]]>([
  ['something commits', planOf(50, 0), planOf(51, 1), ['moving']],
  ['nothing commits', planOf(50, 0), planOf(50, 1), []],
  ['there was no plan before', null, planOf(51, 1), []],
  ['that was long ago', planOf(50, 0), planOf(51, 600_000), []],
  ['it had a member', planOf(50, 0, { members: [MEMBER] }), planOf(51, 1), []],
  ['it has a member', planOf(50, 0), planOf(51, 1, { members: [MEMBER] }), []],
  ['it could not be read', planOf(50, 0), planOf(null, 1, {}, { scope: 'partition orders-0', code: 'NOT_READ', message: 'No.' }), []],
])('committed without a member: %s', (_name, before, now, warnings) => {
  expect(withMoving(before, now, () => []).groups[0]?.partitions[0]?.warnings).toEqual(warnings);
});

test('what whoever watches saw move is told by the first plan, unless the group has members', () => {
  const seen = () => [{ topic: 'orders', partition: 0 }, { topic: 'orders', partition: 7 }];
  expect(withMoving(null, planOf(50, 1), seen).groups[0]?.partitions[0]?.warnings).toEqual(['moving']);
  expect(withMoving(null, planOf(50, 1, { members: [MEMBER] }), seen).groups[0]?.partitions[0]?.warnings).toEqual([]);
});
