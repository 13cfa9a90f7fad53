import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import { underWayOf } from '../../../src/main/rebalances/under-way';
import { look, member } from './group-looks';

const BEFORE = { ...look([member('a-1', [0, 1]), member('b-1', [2])]), at: 0 };

function waiting(groupState: string, members: readonly GroupMember[], epochs: readonly [number, number] | null = null) {
  const told = underWayOf(BEFORE, 1_000, { at: 5_000, groupState, assignor: null, members, groupEpoch: epochs?.[0] ?? null, assignmentEpoch: epochs?.[1] ?? null }, 5_000);
  return { ...told, members: told?.waitsFor?.members.members.map(({ memberId }) => memberId) };
}

test('a classic group tells who is in it, not who has joined again: those from before are candidates', () => {
  expect(waiting('Stable', [])).toEqual({ members: undefined });
  expect(waiting('PreparingRebalance', [member('a-1', null), member('b-1', null), member('c-1', null)])).toMatchObject({ members: ['a-1', 'b-1'], sinceMs: 4_000, timeOutMs: null, waitsFor: { certainty: 'possible' } });
  expect(waiting('PreparingRebalance', [member('b-1', null), member('c-1', null)]).evidence).toMatch(/^b is the only one that was there before: unless a newcomer is still joining/);
  expect(waiting('CompletingRebalance', BEFORE.members)).toMatchObject({ members: undefined, waitsFor: null });
});

test('the consumer protocol tells: who has yet to give up what others are to get', () => {
  const target = (partitions: readonly number[]) => [{ topic: 't', partitions }];
  const a = member('a-1', [0], { memberEpoch: 4, targetAssignment: target([0]) });
  const b = member('b-1', [2], { memberEpoch: 4, targetAssignment: target([2]) });
  const c = member('c-1', [], { memberEpoch: 5, targetAssignment: target([1]) });
  expect(waiting('Reconciling', [a, b, c], [5, 5])).toMatchObject({ members: ['a-1'], waitsFor: { certainty: 'certain' } });
  expect(waiting('Reconciling', [{ ...a, memberEpoch: 5 }, b, c], [5, 5])).toMatchObject({ members: ['b-1'] });
  expect(waiting('Reconciling', [{ ...a, memberEpoch: 5 }, { ...b, memberEpoch: 5 }, c], [5, 5])).toMatchObject({ waitsFor: null });
  expect(waiting('Assigning', [a, b, c], [6, 5])).toMatchObject({ waitsFor: null, evidence: 'The coordinator works out the assignment for epoch 6.' });
});
