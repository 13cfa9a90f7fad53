import { expect, test } from 'vitest';
import { readOffsetsCsv } from '../../../../src/main/operations/files/offsets-csv';
import { readOffsetsFile } from '../../../../src/main/operations/files/offsets-file';
import { writeOffsetsJson } from '../../../../src/main/operations/files/offsets-json';

const offset = (topic: string, partition: number, at: number, groupId: string | null = null, metadata: string | null = null) => ({ groupId, topic, partition, offset: at, leaderEpoch: null, metadata });

test.each([
  ['three columns of one group', 'orders,0,5\r\norders,1,0\n', [offset('orders', 0, 5), offset('orders', 1, 0)]],
  ['four columns', '"a,b",orders,0,5\n', [offset('orders', 0, 5, 'a,b')]],
  ['a header and metadata of ours', '\ufeffgroup,topic,partition,offset,metadata\nbilling,orders,0,5,kept\n', [offset('orders', 0, 5, 'billing', 'kept')]],
  ['lines that end in different ways', 'orders,0,5\r\norders,1,6\norders,2,7\rorders,3,8', [offset('orders', 0, 5), offset('orders', 1, 6), offset('orders', 2, 7), offset('orders', 3, 8)]],
  ['a header that names other columns', 'offset,topic,partition\n5,orders,0\n', [offset('orders', 0, 5)]],
  ['hostile names', '"__proto__","a ""b""\n",0,5\n', [offset('a "b"\n', 0, 5, '__proto__')]],
])('reads %s', async (_name, text, offsets) => {
  expect(await readOffsetsCsv(text)).toEqual({ ok: true, offsets });
});

test.each([
  ['', 'The file is empty.'],
  ['orders,0,5\n\norders,x,5\n', 'Line 3, column 2: “x” is no partition.'],
  ['orders,0,-1\n', 'Line 1, column 3: “-1” is no offset.'],
  ['g,orders,0,99999999999999999999\n', 'Line 1, column 4: “99999999999999999999” is no offset.'],
  ['orders,0,5\norders,0,6\n', 'Line 2: orders-0 is named twice.'],
  ['orders,0\n', 'Line 1: it has 2 columns'],
  ['orders,0,5\ng,orders,0,5\n', 'Line 2: it has 4 columns'],
  ['g,orders,0,5\norders,0,5\n', 'Line 2: it has 3 columns'],
  ['orders,0,5\n"orders,0,5\n', 'Line 2: The file is no CSV'],
  ['topic,partition,offset,lag\norders,0,5,7\n', 'Line 1, column 4: “lag” is not one of group, topic, partition, offset, metadata'],
  ['topic,topic,partition,offset\na,b,0,5\n', 'Line 1, column 2: “topic” is not one of'],
])('refuses %j', async (text, problem) => {
  expect(await readOffsetsCsv(text)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
});

test('a line of megabytes is refused, not chewed for minutes', async () => {
  const nines = '9'.repeat(8 * 1024 * 1024);
  for (const text of [`orders,0,${nines}`, `"${nines}`]) expect(await readOffsetsCsv(text)).toEqual({ ok: false, problem: expect.stringContaining('The file is no CSV: Max Record Size') });
});

test('JSON comes back as it was written, whatever the names', async () => {
  const offsets = [{ ...offset('__proto__', 0, 5, 'a\udcff\n"', ''), leaderEpoch: 3 }, offset('orders', 1, 0, 'b')];
  expect(await readOffsetsFile(writeOffsetsJson('c', offsets))).toEqual({ ok: true, offsets });
});

test.each([
  ['{"offsets": [\n  {]', 'Line 2, column 4: The file is no JSON'],
  ['{"offsets": [{"groupId": null, "topic": "t", "partition": -1, "offset": 5, "leaderEpoch": null, "metadata": null}]}', 'offsets.0.partition: '],
  ['{"offsets": 5}', 'offsets: '],
])('refuses %s', async (text, problem) => {
  expect(await readOffsetsFile(text)).toEqual({ ok: false, problem: expect.stringContaining(problem) });
});

test('a file of many slices is read whole', async () => {
  const read = await readOffsetsCsv(Array.from({ length: 5_000 }, (_, partition) => `grüße,"orders",${partition},7\n`).join(''));
  expect(read.ok && read.offsets.every(({ groupId, partition }, index) => groupId === 'grüße' && partition === index) && read.offsets.length).toBe(5_000);
});

test('a broken quote behind many slices is told, too', async () => {
  expect(await readOffsetsCsv(`orders,0,5\n${'x'.repeat(50_000)},1,5\n"orders,2,5\n`)).toEqual({ ok: false, problem: expect.stringContaining('Line 3: The file is no CSV') });
});
