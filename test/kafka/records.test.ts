import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { readRecords, type RecordsPage, type RecordsWish } from '../../src/main/operations/records/read-records';
import { startCluster, type TestCluster } from '../support/kafka';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
let cluster: TestCluster;
let client: ClusterClient;

beforeAll(async () => {
  cluster = await startCluster({ properties: { 'log.cleaner.backoff.ms': '200' } });
  await cluster.createTopics([{ topic: 'orders', partitions: 5 }, { topic: 'payments', partitions: 1 }]);
  ({ client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true }));
  await client.connect(OPTIONS);
}, 120_000);
afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'].map((compression, partition) => [compression, partition] as const))('records that a Java producer compressed by %s are read as they were', async (compression, partition) => {
  const records = Array.from({ length: 200 }, (_, index) => ({ key: index % 3 === 0 ? null : `key-${index}`, value: index % 7 === 0 ? null : `${'grüße '.repeat(index)}${index}`, headers: index % 5 === 0 ? { trace: `t${index}`, empty: null } : {} }));
  await cluster.call('produceRecords', { topic: 'orders', partition, compression, records });
  const page = await readRecords(client, { topic: 'orders', partition, from: { kind: 'offset', offset: 0 }, most: 500 }, OPTIONS);
  expect(page.records.map(({ key, value, headers }) => ({ key: text(key), value: text(value), headers: Object.fromEntries(headers.map((header) => [text(header.name), text(header.value)])) }))).toEqual(records);
  expect(new Set(page.records.map((record) => record.compression))).toContain(compression);
  expect(page).toMatchObject({ from: 0, next: 200, logStartOffset: 0, logEndOffset: 200, lastStableOffset: 200, gaps: [], notes: [] });
  expect(page.records.map(({ offset }) => offset)).toEqual(records.map((_, index) => index));
});

test('pages follow each other, from an offset, from a time and from the end', async () => {
  const first = await readRecords(client, { topic: 'orders', partition: 0, from: { kind: 'offset', offset: 150 }, most: 20 }, OPTIONS);
  expect([first.records[0]?.offset, first.records.length, first.next]).toEqual([150, 20, 170]);
  const last = await readRecords(client, { topic: 'orders', partition: 0, from: { kind: 'last' }, most: 3 }, OPTIONS);
  expect(last.records.map(({ offset }) => offset)).toEqual([197, 198, 199]);
  const at = first.records[0]?.timestamp ?? 0;
  const byTime = await readRecords(client, { topic: 'orders', partition: 0, from: { kind: 'time', at }, most: 1 }, OPTIONS);
  expect(byTime.records[0]?.timestamp).toBe(at);
  const late = await readRecords(client, { topic: 'orders', partition: 0, from: { kind: 'time', at: Date.now() + 3_600_000 }, most: 5 }, OPTIONS);
  expect([late.records.length, late.from]).toEqual([0, 200]);
});

test('aborted records and the marks of transactions are told as such', async () => {
  await cluster.call('produceRecords', { topic: 'payments', partition: 0, outcome: 'abort', records: [{ value: 'undone' }] });
  await cluster.call('produceRecords', { topic: 'payments', partition: 0, outcome: 'commit', records: [{ value: 'kept' }] });
  const { records } = await readRecords(client, { topic: 'payments', partition: 0, from: { kind: 'offset', offset: 0 }, most: 10 }, OPTIONS);
  expect(records.map(({ offset, kind, aborted, value }) => [offset, kind, aborted, kind === 'record' ? text(value) : null])).toEqual([
    [0, 'record', true, 'undone'], [1, 'abort-marker', false, null], [2, 'record', false, 'kept'], [3, 'commit-marker', false, null],
  ]);
});

test('offsets that were compacted away are gaps, in pages of both directions', async () => {
  await cluster.createTopic('latest', 1, 1, { 'cleanup.policy': 'compact', 'segment.ms': '50', 'min.cleanable.dirty.ratio': '0.001', 'delete.retention.ms': '0' });
  const put = (records: readonly { readonly key: string; readonly value: string }[]): Promise<unknown> => cluster.call('produceRecords', { topic: 'latest', partition: 0, records });
  await put([{ key: 'kept', value: '0' }, ...Array.from({ length: 300 }, (_, index) => ({ key: 'a', value: String(index) }))]);
  const read = (from: RecordsWish['from'], most: number): Promise<RecordsPage> => readRecords(client, { topic: 'latest', partition: 0, from, most }, OPTIONS);
  // Each new record may roll the segment; the cleaner takes all but the active one.
  await expect.poll(async () => { await put([{ key: 'b', value: 'x' }]); return (await read({ kind: 'offset', offset: 0 }, 2)).gaps[0]; }, { timeout: 60_000, interval: 300 }).toEqual({ from: 1, to: 299 });
  const first = await read({ kind: 'offset', offset: 0 }, 2);
  expect(first.records.map(({ offset }) => offset)).toEqual([0, 300]);
  const back = await read({ kind: 'before', offset: 301 }, 2);
  expect([back.records.map(({ offset }) => offset), back.gaps, back.from, back.next]).toEqual([[0, 300], [{ from: 1, to: 299 }], 0, 301]);
  const one = await read({ kind: 'before', offset: 300 }, 1);
  expect([one.records.map(({ offset }) => offset), one.from, one.next, one.gaps]).toEqual([[0], 0, 300, [{ from: 1, to: 299 }]]);
});

test('records that an open transaction holds back from consumers are shown all the same', async () => {
  await cluster.createTopic('held', 1);
  await cluster.call('produceRecords', { topic: 'held', partition: 0, outcome: 'open', records: [{ value: 'undecided' }] });
  await cluster.call('produceRecords', { topic: 'held', partition: 0, records: [{ value: 'behind' }] });
  const page = await readRecords(client, { topic: 'held', partition: 0, from: { kind: 'offset', offset: 0 }, most: 10 }, OPTIONS);
  expect([page.records.map(({ value }) => text(value)), page.lastStableOffset, page.logEndOffset, page.gaps]).toEqual([['undecided', 'behind'], 0, 2, []]);
});

test('what is not there is said plainly', async () => {
  await expect(readRecords(client, { topic: 'orders', partition: 9, from: { kind: 'last' }, most: 1 }, OPTIONS)).rejects.toThrow('orders has no partition 9; it has 5.');
  await expect(readRecords(client, { topic: 'nowhere', partition: 0, from: { kind: 'last' }, most: 1 }, OPTIONS)).rejects.toThrow('nowhere-0 could not be read');
});

function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
}
