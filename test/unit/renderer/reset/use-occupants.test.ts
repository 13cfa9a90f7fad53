import { expect, test } from 'vitest';
import type { GroupOccupant } from '../../../../src/shared/reset';
import { occupantsOf } from '../../../../src/renderer/views/reset/use-occupants';

const member = (memberId: string): GroupOccupant => ({ memberId, groupInstanceId: null, clientId: memberId, host: '/10.0.0.1' });
const group = (...memberIds: string[]) => [{ groupId: 'billing', refusal: null, members: memberIds.map(member) }];

test('who has left since stays on the list with the time of the last plan that found it, also when another one comes', () => {
  const first = occupantsOf([], group('a', 'b'), 1_000);
  const second = occupantsOf(first, group('b'), 3_000);
  const third = occupantsOf(second, group('b', 'c'), 5_000);
  const told = third.map(({ member: { memberId }, seenAt, hasLeft }) => [memberId, seenAt, hasLeft]);
  expect(told).toEqual([['b', 5_000, false], ['c', 5_000, false], ['a', 1_000, true]]);
});
