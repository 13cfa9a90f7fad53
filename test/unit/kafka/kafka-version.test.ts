import { expect, test } from 'vitest';
import { kafkaVersionOf } from '../../../src/main/kafka/kafka-version';

const versions = (ranges: Readonly<Record<number, number>>) => new Map(Object.entries(ranges).map(([apiKey, maxVersion]) => [Number(apiKey), { minVersion: 0, maxVersion }]));

test.each([
  [{ 1: 18, 3: 13, 9: 10, 10: 6, 16: 5, 28: 5, 35: 5, 60: 2 }, '4.3'],
  [{ 1: 17, 3: 12, 9: 9, 10: 6, 16: 5, 35: 4, 60: 1 }, '3.9'],
  [{ 1: 13, 9: 8, 11: 9, 35: 4 }, '3.3 or 3.4'],
  [{ 1: 13, 6: 7, 9: 8, 11: 9, 35: 4 }, '3.3'],
  [{ 1: 12, 3: 11, 9: 7, 16: 4, 50: 0 }, '2.8'],
  [{ 1: 10, 2: 4 }, '2.1'],
  [{ 1: 8 }, null],
])('%j is Kafka %s', (ranges, release) => {
  expect(kafkaVersionOf(versions(ranges))).toBe(release);
});
