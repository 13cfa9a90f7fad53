import { expect, test } from 'vitest';
import { sessionCountdown } from '../../../../src/renderer/views/reset/session-countdown';
import { longestSession } from '../../../../src/shared/time-outs';

test('it counts down by what the group was told to have, and says when it is over what that means', () => {
  const told = longestSession([{ groupType: 'consumer', sessionTimeOutMs: 60_000 }]);
  expect(sessionCountdown(1_000, 14_200, told)).toBe('Members that were killed before are gone in 47 s at most, by the group’s consumer.session.timeout.ms of 1 min.');
  expect(sessionCountdown(1_000, 61_000, told)).toBe('The session time-out of 1 min is over: who is still here is alive.');
  const classic = longestSession([{ groupType: 'classic', sessionTimeOutMs: null }]);
  expect(sessionCountdown(0, 0, classic)).toBe('Members that were killed before are gone in 45 s at most, by the consumer’s default of 45 s; Kafka does not tell a classic member’s.');
  expect(sessionCountdown(0, 45_000, classic)).toBe('The session time-out of 45 s is over: who is still here is alive, or has a longer one.');
});
