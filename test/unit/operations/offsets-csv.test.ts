import { expect, test } from 'vitest';
import { readOffsetsCsv } from '../../../src/main/operations/offsets-csv';

const offset = (topic: string, partition: number, at: number, groupId: string | null = null, metadata: string | null = null) => ({ groupId, topic, partition, offset: at, leaderEpoch: null, metadata });

test.each([
  ['three columns of one group', 'orders,0,5\r\norders,1,0\n', ['billing'], [offset('orders', 0, 5), offset('orders', 1, 0)]],
  ['four columns', '"a,b",orders,0,5\n', ['a,b', 'c'], [offset('orders', 0, 5, 'a,b')]],
  ['a header and metadata of ours', '\ufeffgroup,topic,partition,offset,metadata\nbilling,orders,0,5,kept\n', ['billing'], [offset('orders', 0, 5, 'billing', 'kept')]],
])('reads %s', (_name, text, groups, offsets) => {
  expect(readOffsetsCsv(text, groups)).toEqual({ ok: true, offsets });
});

test.each([
  ['', ['a'], 'The file is empty.'],
  ['orders,0,5\n', ['a', 'b'], 'Line 1: it has three columns'],
  ['orders,0,5\norders,x,5\n', ['a'], 'Line 2: “x” is no partition.'],
  ['orders,0,-1\n', ['a'], 'Line 1: “-1” is no offset.'],
  ['orders,0,99999999999999999999\n', ['a'], 'Line 1: “99999999999999999999” is no offset.'],
  ['orders,0,5\norders,0,6\n', ['a'], 'Line 2: orders-0 is named twice.'],
  ['orders,0\n', ['a'], 'Line 1: it has 2 columns'],
])('refuses %j', (text, groups, problem) => {
  expect(readOffsetsCsv(text, groups)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
});
