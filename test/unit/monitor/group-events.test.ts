import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { addEvent, eventsOf } from '../../../src/main/monitor/group-events';
import { newGroupRecord } from '../../../src/main/monitor/group-record';
import { memberNames } from '../../../src/main/rebalances/names';
import { memberOf } from './watched-group';

interface Step {
  readonly state?: string;
  readonly members: readonly GroupMember[];
}

function described(...steps: readonly Step[]) {
  const record = newGroupRecord('g', 1);
  steps.forEach(({ state = 'Stable', members }, index) => {
    applyDescription(record, { groupState: state, protocolType: 'consumer', assignor: state === 'Stable' ? 'range' : null, groupEpoch: null, assignmentEpoch: null, members, failures: [] }, (index + 1) * 10_000);
  });
  return record;
}

function eventsAfter(...steps: readonly Step[]) {
  return eventsOf(described(...steps), 100_000).map(({ kind, text }) => [kind, text]);
}

const A = memberOf('a', [0, 1]);

test('names what happened between two descriptions, and who', () => {
  expect(eventsAfter({ members: [A] }, { members: [memberOf('a', [0]), memberOf('b', [1])] })).toEqual([['rebalance', 'b joined']]);
  expect(eventsAfter({ members: [memberOf('a', [0]), memberOf('b', [1])] }, { members: [memberOf('c', [0, 1])] })).toEqual([['members-left', 'c joined, a, b left']]);
  expect(eventsAfter({ members: [A, memberOf('b', [2])] }, { state: 'Empty', members: [] })).toEqual([['members-left', 'a, b left, no member remains']]);
  expect(eventsAfter({ members: [memberOf('a', [0]), memberOf('b', [1])] }, { members: [memberOf('a', [1]), memberOf('b', [0])] })).toEqual([['rebalance', 'partitions moved']]);
  expect(eventsAfter({ members: [{ ...A, generation: 1 }] }, { members: [{ ...A, generation: 2 }] })).toEqual([['rebalance', 'rebalanced']]);
  const fixed = (memberId: string): GroupMember => ({ ...A, memberId, groupInstanceId: 'fixed' });
  expect(eventsAfter({ members: [fixed('f-1'), memberOf('b', [2])] }, { members: [fixed('f-2')] })).toEqual([['members-left', 'fixed joined again, b left']]);
  expect(eventsAfter({ members: [fixed('f-1')] }, { members: [fixed('f-2')] })).toEqual([['rebalance', 'fixed joined again']]);
  expect(eventsAfter({ members: [A] }, { members: [{ ...A }] })).toEqual([]);
});

test('the steps of one rebalance are one event, told when it is over, among the others', () => {
  const hidden = { ...A, assignment: null };
  expect(eventsAfter({ members: [A] }, { state: 'PreparingRebalance', members: [hidden] })).toEqual([]);
  const record = described({ members: [A] }, { state: 'PreparingRebalance', members: [hidden] }, { members: [A] });
  addEvent(record.events, { at: 15_000, kind: 'coordinator-moved', text: 'moved' });
  addEvent(record.events, { at: 25_000, kind: 'topic-deleted', text: 'gone' });
  expect(eventsOf(record, 100_000)).toEqual([
    { at: 15_000, kind: 'coordinator-moved', text: 'moved' },
    { at: 20_000, kind: 'rebalance', text: 'rebalanced' },
    { at: 25_000, kind: 'topic-deleted', text: 'gone' },
  ]);
});

test('members are named by what tells them apart, few of them, and no name can hide', () => {
  const named = (clientId: string, groupInstanceId: string | null = null) => ({ clientId, groupInstanceId });
  expect(memberNames(['a', 'b', 'c', 'd', 'e'].map((name) => named(name)))).toBe('a, b, c and 2 more');
  expect(memberNames([named('app'), named('app'), named('app', 'app-1')])).toBe('app ×2, app-1');
  expect(memberNames([named('x\u202e')])).toBe('x\\u202e');
});
