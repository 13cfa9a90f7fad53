import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import { addEvent, rebalanceText, type GroupEvent } from '../../../src/main/monitor/group-events';

function member(memberId: string, partitions: readonly number[] | null): GroupMember {
  return {
    memberId, groupInstanceId: null, clientId: memberId, host: 'h', rack: null, subscription: ['t'], subscribedPattern: null,
    assignment: partitions === null ? null : [{ topic: 't', partitions }], targetAssignment: null, memberEpoch: null,
  };
}

test('names what happened between two descriptions', () => {
  expect(rebalanceText([member('a', [0, 1])], [member('a', [0]), member('b', [1])], 'Stable')).toBe('1 joined');
  expect(rebalanceText([member('a', [0]), member('b', [1])], [member('c', [0, 1])], 'Stable')).toBe('1 joined, 2 left');
  expect(rebalanceText([member('a', [0]), member('b', [1])], [member('a', [1]), member('b', [0])], 'Stable')).toBe('partitions moved');
  expect(rebalanceText([member('a', [0])], [member('a', null)], 'PreparingRebalance')).toBe('PreparingRebalance');
  // An assignment that the broker hides while it rebalances has not moved.
  expect(rebalanceText([member('a', null)], [member('a', [0])], 'Stable')).toBeNull();
  expect(rebalanceText([member('a', [0])], [member('a', [0])], 'Stable')).toBeNull();
});

test('the steps of one rebalance are one event, and what it was replaces that it was', () => {
  const events: GroupEvent[] = [];
  addEvent(events, { at: 0, kind: 'rebalance', text: 'PreparingRebalance' });
  addEvent(events, { at: 2_000, kind: 'rebalance', text: '1 left' });
  addEvent(events, { at: 4_000, kind: 'rebalance', text: 'partitions moved' });
  addEvent(events, { at: 5_000, kind: 'coordinator-moved', text: 'moved' });
  addEvent(events, { at: 60_000, kind: 'rebalance', text: '1 joined' });
  expect(events).toEqual([
    { at: 0, kind: 'rebalance', text: '1 left' },
    { at: 5_000, kind: 'coordinator-moved', text: 'moved' },
    { at: 60_000, kind: 'rebalance', text: '1 joined' },
  ]);
});
