import { expect, test } from 'vitest';
import { longestSession } from '../../../src/shared/time-outs';

const classic = { groupType: 'classic', sessionTimeOutMs: null };

test('of several groups the longest session time-out counts, and of equal ones that which nobody told', () => {
  expect(longestSession([{ groupType: 'consumer', sessionTimeOutMs: 30_000 }, { groupType: 'share', sessionTimeOutMs: 40_000 }])).toEqual({ sessionMs: 40_000, source: 'the group’s share.session.timeout.ms of 40 s', isTold: true });
  expect(longestSession([{ groupType: 'consumer', sessionTimeOutMs: 45_000 }, classic])).toEqual({ sessionMs: 45_000, source: 'the consumer’s default of 45 s; Kafka does not tell a classic member’s', isTold: false });
  expect(longestSession([classic, { groupType: 'consumer', sessionTimeOutMs: 60_000 }])).toEqual({ sessionMs: 60_000, source: 'the group’s consumer.session.timeout.ms of 1 min', isTold: false });
});
