import { expect, test } from 'vitest';
import { FIND_COORDINATOR } from '../../../../src/main/kafka/protocol/apis/find-coordinator';
import { LIST_OFFSETS } from '../../../../src/main/kafka/protocol/apis/list-offsets';
import { OFFSET_FETCH } from '../../../../src/main/kafka/protocol/apis/offset-fetch';
import { Writer } from '../../../../src/main/kafka/protocol/writer';

test('versions that take one group refuse none and several', () => {
  for (const groupIds of [[], ['a', 'b']]) {
    expect(() => OFFSET_FETCH.encode(new Writer(), { groupIds }, 7)).toThrow('exactly one group');
    expect(() => FIND_COORDINATOR.encode(new Writer(), { groupIds }, 3)).toThrow('exactly one group');
  }
});

test('a special timestamp is refused by versions that do not know it', () => {
  expect(() => LIST_OFFSETS.encode(new Writer(), { timestamp: -3, topics: [] }, 6)).toThrow('no timestamp -3');
  expect(() => LIST_OFFSETS.encode(new Writer(), { timestamp: NaN, topics: [] }, 7)).toThrow('no timestamp NaN');
});
