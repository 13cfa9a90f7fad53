import { expect, test } from 'vitest';
import { verificationOf, withEarlier } from '../../../../src/main/operations/carry-out/verify';
import type { CommittedOffsets } from '../../../../src/main/operations/read/partition-facts';
import type { GroupReading } from '../../../../src/main/operations/read/read-groups';
import { TopicPartitionMap } from '../../../../src/main/operations/read/topic-partition-map';
import type { GroupOutcome } from '../../../../src/shared/reset';

const UNREAD = { scope: 'partition orders-2', code: 'COORDINATOR_LOAD_IN_PROGRESS', message: 'It could not be read.' };
const GROUPS: readonly GroupOutcome[] = [{ groupId: 'billing', outcomes: [0, 1, 2].map((partition) => ({ topic: 'orders', partition, oldOffset: 20, newOffset: 5, status: 'applied', readBack: 5, failure: null })) }];

test('what was moved back stays so, wherever it goes on; what cannot be read does not hold', () => {
  const first = verificationOf(GROUPS, readings({ 0: 20, 1: 5, 2: 5 }));
  expect([first.movedBack.map(({ partition, now }) => [partition, now]), first.failures]).toEqual([[[0, 20]], []]);
  const last = withEarlier(first, verificationOf(GROUPS, readings({ 0: 7, 1: 6, 2: UNREAD })));
  expect([last.movedBack.map(({ partition, now }) => [partition, now]), last.failures]).toEqual([[[0, 20]], [UNREAD]]);
  expect(withEarlier(first, verificationOf(GROUPS, readings({ 0: 25, 1: 6, 2: 5 }))).movedBack.map(({ now }) => now)).toEqual([25]);
});

function readings(held: Readonly<Record<number, number | typeof UNREAD>>): ReadonlyMap<string, GroupReading> {
  const committed: CommittedOffsets = new TopicPartitionMap();
  for (const [partition, offset] of Object.entries(held)) committed.set('orders', Number(partition), typeof offset === 'number' ? { offset, leaderEpoch: null, metadata: null } : offset);
  return new Map([['billing', { groupId: 'billing', coordinatorId: 1, groupType: 'classic', protocolType: 'consumer', groupState: 'Empty', groupEpoch: null, members: [], hasClassicMembers: true, subscribedTopics: new Set(), committed, failure: null }]]);
}
