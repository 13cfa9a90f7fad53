import { expect, test } from 'vitest';
import { planGroupDeletion } from '../../../../src/main/operations/plan/plan-deletion';
import type { GroupReading } from '../../../../src/main/operations/read/read-groups';
import { TopicPartitionMap } from '../../../../src/main/operations/read/topic-partition-map';

const UNREAD = { scope: 'partition orders-1', code: 'UNSTABLE_OFFSET_COMMIT', message: 'The committed offset of orders-1 could not be read.' };
const READING: GroupReading = { groupId: 'g', coordinatorId: 1, groupType: 'classic', groupState: 'Empty', groupEpoch: null, members: [], committed: new TopicPartitionMap(), failure: null };
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
