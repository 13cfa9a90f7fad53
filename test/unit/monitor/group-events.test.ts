import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import { addEvent, changeOfMembers, type GroupEvent } from '../../../src/main/monitor/group-events';
import { memberNames } from '../../../src/main/rebalances/names';

function member(memberId: string, partitions: readonly number[] | null): GroupMember {
  return {
    memberId, groupInstanceId: null, clientId: memberId, host: 'h', rack: null, subscription: ['t'], subscribedPattern: null,
    assignment: partitions === null ? null : [{ topic: 't', partitions }], targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null,
  };
}

test('names what happened between two descriptions, and who', () => {
  expect(changeOfMembers([member('a', [0, 1])], [member('a', [0]), member('b', [1])], 'Stable')).toEqual({ kind: 'rebalance', text: 'b joined' });
  expect(changeOfMembers([member('a', [0]), member('b', [1])], [member('c', [0, 1])], 'Stable')).toEqual({ kind: 'members-left', text: 'c joined, a, b left' });
  expect(changeOfMembers([member('a', [0]), member('b', [1]), member('c', [2])], [member('a', [0, 2]), member('b', [1])], 'PreparingRebalance')).toEqual({ kind: 'members-left', text: 'c left' });
  expect(changeOfMembers([member('a', [0]), member('b', [1])], [], 'Empty')).toEqual({ kind: 'members-left', text: 'a, b left, no member remains' });
  expect(changeOfMembers([member('a', [0]), member('b', [1])], [member('a', [1]), member('b', [0])], 'Stable')?.text).toBe('partitions moved');
  expect(changeOfMembers([member('a', [0])], [member('a', null)], 'PreparingRebalance')?.text).toBe('PreparingRebalance');
  const fixed = (memberId: string) => ({ ...member(memberId, [0]), groupInstanceId: 'fixed' });
  expect(changeOfMembers([fixed('f-1'), member('b', [1])], [fixed('f-2')], 'Stable')).toEqual({ kind: 'members-left', text: 'fixed joined again, b left' });
  expect(changeOfMembers([fixed('f-1')], [fixed('f-2')], 'Stable')).toEqual({ kind: 'rebalance', text: 'fixed joined again' });
  // An assignment that the broker hides while it rebalances has not moved.
  expect(changeOfMembers([member('a', null)], [member('a', [0])], 'Stable')).toBeNull();
  expect(changeOfMembers([member('a', [0])], [member('a', [0])], 'Stable')).toBeNull();
});

test('members are named by what tells them apart, few of them, and no name can hide', () => {
  const named = (clientId: string, groupInstanceId: string | null = null) => ({ ...member(clientId, null), groupInstanceId });
  expect(memberNames(['a', 'b', 'c', 'd', 'e'].map((name) => named(name)))).toBe('a, b, c and 2 more');
  expect(memberNames([named('app'), named('app'), named('app', 'app-1')])).toBe('app ×2, app-1');
  expect(memberNames([named('x\u202e')])).toBe('x\\u202e');
});

test('the steps of one rebalance are one event, and what it was replaces that it was', () => {
  const events: GroupEvent[] = [];
  addEvent(events, { at: 0, kind: 'rebalance', text: 'PreparingRebalance' });
  addEvent(events, { at: 2_000, kind: 'members-left', text: 'a left' });
  addEvent(events, { at: 4_000, kind: 'rebalance', text: 'partitions moved' });
  addEvent(events, { at: 5_000, kind: 'members-left', text: 'b left' });
  addEvent(events, { at: 6_000, kind: 'coordinator-moved', text: 'moved' });
  addEvent(events, { at: 60_000, kind: 'rebalance', text: 'c joined' });
  expect(events).toEqual([
    { at: 0, kind: 'members-left', text: 'a left' },
    { at: 5_000, kind: 'members-left', text: 'b left' },
    { at: 6_000, kind: 'coordinator-moved', text: 'moved' },
    { at: 60_000, kind: 'rebalance', text: 'c joined' },
  ]);
});
