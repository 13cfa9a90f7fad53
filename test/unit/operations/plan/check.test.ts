import { expect, test } from 'vitest';
import { driftBetween } from '../../../../src/main/operations/plan/check';
import type { PlannedGroup, PlannedPartition, ResetPlan } from '../../../../src/shared/reset';

const PARTITION: PlannedPartition = {
  topic: 'orders', partition: 0, oldOffset: 50, oldLeaderEpoch: null, oldMetadata: null, newOffset: 5, newLeaderEpoch: null, newMetadata: null, logStartOffset: 0, logEndOffset: 100,
  lastStableOffset: 100, topicId: 'first', removesCommit: false, clamped: null, warnings: [], problem: null,
};
const GROUP: PlannedGroup = { groupId: 'billing', groupType: 'consumer', groupState: 'Empty', groupEpoch: 7, members: [], sessionTimeOutMs: null, coordinatorId: 1, refusal: null, warnings: [], partitions: [PARTITION] };
const planOf = (group: Partial<PlannedGroup> = {}, partition: Partial<PlannedPartition> = {}): ResetPlan => ({
  planId: 'plan', kafkaClusterId: 'cluster', createdAt: 0, expiresAt: 1, failures: [],
  request: { groupIds: ['billing'], target: { kind: 'to-offset', offset: 5 }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false },
  groups: [{ ...GROUP, ...group, partitions: [{ ...PARTITION, ...partition }] }],
});

test.each<[string, Partial<PlannedGroup>, Partial<PlannedPartition>, readonly string[]]>([
  ['nothing', {}, {}, []],
  ['another coordinator and a longer log', { coordinatorId: 2 }, { logEndOffset: 200 }, []],
  ['a topic that was created again, though its offsets look alike', {}, { topicId: 'second' }, ['TOPIC_RECREATED']],
  ['a broker that does not tell topic ids', {}, { topicId: null }, []],
  ['a member that came and left', { groupEpoch: 9 }, {}, ['EPOCH_CHANGED']],
  ['an epoch that is no longer told', { groupEpoch: null }, {}, []],
  ['another type', { groupType: 'classic' }, {}, ['TYPE_CHANGED']],
  ['a commit', {}, { oldOffset: 51 }, ['OFFSET_MOVED']],
  ['a commit that is gone', {}, { oldOffset: null }, ['OFFSET_MOVED']],
  ['a commit that could not be read is not called gone', {}, { oldOffset: null, newOffset: null, problem: { scope: 'partition orders-0', code: 'UNSTABLE_OFFSET_COMMIT', message: 'Its commit could not be read.' } }, ['UNSTABLE_OFFSET_COMMIT']],
  ['retention', {}, { logStartOffset: 6 }, ['LOG_START_MOVED']],
])('drift: %s', (_what, group, partition, codes) => {
  expect(driftBetween(planOf(), planOf(group, partition)).map(({ code }) => code)).toEqual(codes);
});

test('drift: another cluster, also one whose id is not known', () => {
  for (const kafkaClusterId of ['other', null]) expect(driftBetween(planOf(), { ...planOf(), kafkaClusterId }).map(({ code }) => code)).toEqual(['ANOTHER_CLUSTER']);
});

test('drift: a group that the plan leaves alone may do what it likes, and stays left alone', () => {
  const refusal = { scope: 'group live', code: 'GROUP_HAS_MEMBERS', message: 'live has members.' };
  const plan = planOf();
  const live = { ...GROUP, groupId: 'live', groupState: 'Stable', refusal };
  const same = { ...GROUP, groupId: 'same', partitions: [{ ...PARTITION, oldOffset: 5 }] };
  const now = { ...plan, groups: [...plan.groups, { ...live, groupState: 'Empty', groupEpoch: 9, refusal: null, partitions: [{ ...PARTITION, oldOffset: 51 }] }, { ...same, partitions: [{ ...PARTITION, oldOffset: 60 }] }] };
  expect(driftBetween({ ...plan, groups: [...plan.groups, live, same] }, now)).toEqual([]);
});
