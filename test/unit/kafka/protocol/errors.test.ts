import { expect, test } from 'vitest';
import { errorName, errorText, kafkaError } from '../../../../src/main/kafka/protocol/errors';

test('codes have Kafka’s names and a clause to put after a colon', () => {
  expect(kafkaError(16)).toEqual({ name: 'NOT_COORDINATOR', retriable: true, text: 'the group has moved to another coordinator' });
  expect([-1, 0, 3, 30, 69, 133].map(errorName)).toEqual([
    'UNKNOWN_SERVER_ERROR',
    'NONE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'GROUP_AUTHORIZATION_FAILED',
    'GROUP_ID_NOT_FOUND',
    'SHARE_SESSION_LIMIT_REACHED',
  ]);
});

test('a code from the future is kept as a number', () => {
  expect(kafkaError(999)).toEqual({ name: 'ERROR_999', retriable: false, text: errorText(999) });
  expect(errorText(999)).toContain('999');
});
