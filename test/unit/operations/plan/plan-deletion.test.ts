import { expect, test } from 'vitest';
import { deletionDrift, planGroupDeletion } from '../../../../src/main/operations/plan/plan-deletion';
import type { GroupReading } from '../../../../src/main/operations/read/read-groups';
import { TopicPartitionMap } from '../../../../src/main/operations/read/topic-partition-map';

const UNREAD = { scope: 'partition orders-1', code: 'UNSTABLE_OFFSET_COMMIT', message: 'The committed offset of orders-1 could not be read.' };
const READING: GroupReading = { groupId: 'g', coordinatorId: 1, groupType: 'classic', protocolType: 'consumer', groupState: 'Empty', groupEpoch: null, members: [], hasClassicMembers: true, subscribedTopics: new Set(), committed: new TopicPartitionMap(), failure: null };
READING.committed.set('orders', 0, { offset: 7, leaderEpoch: null, metadata: null });
READING.committed.set('orders', 1, UNREAD);
const PARTITIONS = [0, 1].map((partition) => ({ topic: 'orders', partition }));

test('a group of which an offset could not be read is not deleted: nothing could put it back', () => {
  const planned = planGroupDeletion('g', READING, PARTITIONS, new TopicPartitionMap(), { kind: 'groups', groupIds: ['g'] });
  expect(planned).toMatchObject({ refusal: { code: 'NOT_READ' }, partitions: [{ committedOffset: 7, problem: null }, { committedOffset: null, problem: UNREAD }] });
});

test('of single offsets, one that could not be read is no reason to keep the others', () => {
  expect(planGroupDeletion('g', READING, PARTITIONS, new TopicPartitionMap(), { kind: 'offsets', groupId: 'g', partitions: PARTITIONS }).refusal).toBeNull();
});

test('an offset of a topic that a member subscribes to is left, and may move', () => {
  const wish = { kind: 'offsets', groupId: 'g', partitions: [{ topic: 'orders', partition: 0 }] } as const;
  const live: GroupReading = { ...READING, groupState: 'Stable', members: [{ memberId: 'm', groupInstanceId: null, clientId: 'c', host: '/h' }], subscribedTopics: new Set(['orders']) };
  const planOf = (reading: GroupReading) => ({ planId: 'p', kafkaClusterId: 'c', createdAt: 0, expiresAt: 1, wish, groups: [planGroupDeletion('g', reading, wish.partitions, new TopicPartitionMap(), wish)] });
  const plan = planOf(live);
  expect(plan.groups).toMatchObject([{ refusal: null, partitions: [{ committedOffset: 7, problem: { code: 'GROUP_SUBSCRIBED_TO_TOPIC' } }] }]);
  const committed: GroupReading['committed'] = new TopicPartitionMap();
  committed.set('orders', 0, { offset: 8, leaderEpoch: null, metadata: null });
  expect(deletionDrift(plan, planOf({ ...live, committed }))).toEqual([]);
  expect(deletionDrift(planOf(READING), plan).map(({ code }) => code)).toEqual(['GROUP_SUBSCRIBED_TO_TOPIC']);
});

test('what is known of a living group is foretold: another protocol type refuses all, a rebalance hides what is subscribed', () => {
  const wish = { kind: 'offsets', groupId: 'g', partitions: PARTITIONS } as const;
  const planned = (reading: Partial<GroupReading>) => planGroupDeletion('g', { ...READING, members: [{ memberId: 'm', groupInstanceId: null, clientId: 'c', host: '/h' }], ...reading }, PARTITIONS, new TopicPartitionMap(), wish);
  for (const groupState of ['Stable', 'PreparingRebalance', 'CompletingRebalance']) expect(planned({ protocolType: 'connect', groupState }).refusal).toMatchObject({ code: 'GROUP_HAS_MEMBERS', message: 'g has 1 member and is no consumer group (protocol type connect): Kafka deletes its offsets only while it has no member. Stop them first.' });
  expect(planned({ protocolType: 'connect', groupState: 'Empty', members: [] }).refusal).toBeNull();
  expect(planned({ protocolType: null, groupState: 'Stable' }).refusal).toBeNull();
  expect(planned({ groupType: 'consumer', groupState: 'Reconciling' })).toMatchObject({ refusal: null, notes: [expect.not.stringContaining('rebalancing')] });
  expect(planned({ groupState: 'PreparingRebalance' })).toMatchObject({ refusal: null, notes: [expect.stringContaining('It is rebalancing: what they subscribe is not told now')] });
});
