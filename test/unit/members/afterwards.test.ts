import { expect, test } from 'vitest';
import { afterwards } from '../../../src/main/members/afterwards';
import { pairReturned } from '../../../src/main/members/returned';
import { group, member } from './group';

test('a member that came back under another id is the same: its partitions have not moved', () => {
  const before = group({ members: [member('a', 2, { generation: 4 }), member('b', 2, { generation: 4 }, 2)] });
  const now = group({ members: [member('a-new', 2, { generation: 0 }), member('b', 2, { generation: 6 }, 2)] });
  const returned = pairReturned(before, [before.members[0] ?? member('a', 2)], now);
  expect([...returned].map(([memberId, was]) => [memberId, was.memberId])).toEqual([['a-new', 'a']]);
  expect(afterwards(before, { now, settledAfterMs: 3_140 }, returned)).toEqual({ settledAfterMs: 3_140, groupState: 'Stable', generation: { from: 5, to: 7 }, groupEpoch: { from: null, to: null }, rebalances: 2, moved: { count: 0, moves: [] }, text: 'Stable after 3.1 s, generation 5 → 7, 0 partitions moved.' });
  expect(afterwards(before, { now, settledAfterMs: 3_140 }, new Map()).moved?.count).toBe(2);
});

test('who stayed is nobody’s return, and each newcomer is one at most', () => {
  const before = group({ members: [member('a', 1), member('b', 1, {}, 1), member('s', 1, { groupInstanceId: 'i' }, 2)] });
  const removed = before.members.filter(({ memberId }) => memberId !== 'b');
  expect([...pairReturned(before, removed, group({ members: [member('b', 3)] })).keys()]).toEqual([]);
  expect([...pairReturned(before, removed, group({ members: [member('b', 1), member('x', 1, { host: '10.0.0.9' }), member('s-new', 1, { groupInstanceId: 'i' })] }))].map(([memberId, was]) => [memberId, was.memberId])).toEqual([['s-new', 's']]);
  expect([...pairReturned(before, before.members.slice(0, 2), group({ members: [member('x', 3)] })).values()]).toHaveLength(1);
});

test('ten thousand that come back under new ids hold nothing up', () => {
  const members = (prefix: string) => Array.from({ length: 10_000 }, (_, index) => member(`${prefix}-${index}`, 1, { clientId: `client-${(index * 7) % 10_000}`, host: `host-${index % 2}` }, index));
  const before = group({ members: members('old') });
  const { user } = process.cpuUsage();
  expect(pairReturned(before, before.members, group({ members: members('new') })).size).toBe(10_000);
  expect(pairReturned(before, before.members, group({ members: members('new').map((each) => ({ ...each, clientId: 'other' })) })).size).toBe(0);
  expect(process.cpuUsage({ user, system: 0 }).user).toBeLessThan(2_000_000);
});

test('a generation is not told that only members tell who have never been in one', () => {
  const before = group({ members: [member('a', 2, { generation: 1 })] });
  const now = group({ members: [member('a-new', 2, { generation: 0 })] });
  expect(afterwards(before, { now, settledAfterMs: 800 }, pairReturned(before, before.members, now))).toMatchObject({ generation: { from: 2, to: null }, rebalances: null, text: 'Stable after 0.8 s, 0 partitions moved.' });
});

test('what was not seen is not told', () => {
  const before = group();
  expect(afterwards(before, { now: null, settledAfterMs: null }, new Map())).toMatchObject({ rebalances: null, moved: null, groupState: null, text: 'What became of the group could not be read.' });
  expect(afterwards(before, { now: group({ groupState: 'PreparingRebalance' }), settledAfterMs: null }, new Map())).toMatchObject({ rebalances: null, moved: null, generation: { to: null }, text: 'When it was last read, the group had not settled yet: it was PreparingRebalance.' });
  expect(afterwards(before, { now: group({ members: [member('a', 0, { assignment: null })] }), settledAfterMs: 900 }, new Map())).toMatchObject({ moved: null, text: 'Stable after 0.9 s, which partitions moved is not told.' });
});
