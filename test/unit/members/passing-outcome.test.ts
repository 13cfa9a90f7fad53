import { expect, test } from 'vitest';
import { passingOutcome } from '../../../src/main/members/passing-outcome';

const JOINED = { errorCode: 0, memberId: 'p' } as NonNullable<Parameters<typeof passingOutcome>[1]['joined']>;

test('a join that was complete before the member left is said to have been a second rebalance, not that others had joined: all may have left meanwhile', () => {
  const outcome = passingOutcome('g', { wasListed: false, wasAnsweredFirst: true, joined: JOINED, left: null });
  expect(outcome).toMatchObject({ isRefused: false, failure: { code: 'TWO_REBALANCES', message: 'The rebalance of g was complete before the passing member had left, so its leaving was a second one.' } });
});
