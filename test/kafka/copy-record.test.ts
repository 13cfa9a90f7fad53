import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import { createEngine, type Engine } from '../../src/main/engine';
import { produceRecords } from '../../src/main/operations/records/produce';
import { startCluster, type TestCluster } from '../support/kafka';

let cluster: TestCluster;
let engine: Engine;
let directory: string;
let profileId: string;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', partitions: 1 }, { topic: 'orders-dlq', partitions: 3 }, { topic: 'stopped-dlq', partitions: 1 }, { topic: 'long', partitions: 1, configs: { 'max.message.bytes': '8000000' } }]);
  await cluster.call('produceRecords', { topic: 'orders', partition: 0, records: [{ key: 'order-1', value: 'not JSON', headers: { trace: 'abc' } }] });
  directory = mkdtempSync(join(tmpdir(), 'offsight-copy-'));
  engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  const added = await engine.handle('clusters:add', { name: 'orders', environment: 'production', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000 });
  if (!added.ok) throw new Error('The cluster was not added.');
  ({ profileId } = added.value);
}, 120_000);
afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('a record is copied to a dead-letter topic with headers that lead back, after the guards, and the audit has it', async () => {
  const wish = { profileId, copyId: 'one', topic: 'orders', partition: 0, offset: 0, to: { topic: 'orders-dlq' }, groupId: 'billing', reason: 'INC-7' };
  expect(await engine.handle('records:produce', { ...wish, typed: 'orders-dlq' })).toMatchObject({ ok: false, failure: { code: 'READ_ONLY' } });
  await engine.handle('writes:unlock', { profileId, reason: 'INC-7', typed: 'orders-dlq', expected: 'orders-dlq' });
  expect(await engine.handle('records:produce', { ...wish, typed: 'orders' })).toMatchObject({ ok: false, failure: { code: 'NAME_NOT_TYPED' } });
  expect(await engine.handle('records:produce', { ...wish, offset: 9, typed: 'orders-dlq' })).toMatchObject({ ok: false, failure: { code: 'NO_SUCH_RECORD' } });
  expect(await engine.handle('records:produce', { ...wish, to: { topic: 'nowhere' }, typed: 'nowhere' })).toMatchObject({ ok: false, failure: { code: 'NO_SUCH_TOPIC' } });

  expect(await engine.handle('records:produce', { ...wish, to: { topic: 'orders' }, typed: 'orders' })).toMatchObject({ ok: false, failure: { code: 'SAME_TOPIC' } });

  const copied = await engine.handle('records:produce', { ...wish, typed: 'orders-dlq' });
  expect(copied).toEqual({ ok: true, value: { topic: 'orders-dlq', partition: expect.any(Number), offset: 0, auditFailure: null } });
  const printed = await cluster.java('org.apache.kafka.tools.consumer.ConsoleConsumer', [
    '--bootstrap-server', cluster.bootstrapServers, '--topic', 'orders-dlq', '--from-beginning', '--max-messages', '1', '--timeout-ms', '20000', '--formatter-property', 'print.headers=true', '--formatter-property', 'print.key=true',
  ]);
  expect(printed.trim()).toBe('trace:abc,offsight.topic:orders,offsight.partition:0,offsight.offset:0,offsight.group:billing,offsight.reason:INC-7\torder-1\tnot JSON');

  // What a cluster's audit shows goes by its id, which the first round tells.
  await expect.poll(async () => { const audit = await engine.handle('audit:read', { profileId }); return audit.ok ? audit.value.operations.map(({ action, reason, meant, done }) => [action, reason, meant, done]) : null; }, { timeout: 30_000 }).toEqual([
    ['copy-record', 'INC-7', 1, 1], ['copy-record', 'INC-7', 1, 0],
  ]);
});

test('a copy that is stopped before it is sent writes nothing', async () => {
  const copying = engine.handle('records:produce', { profileId, copyId: 'stopped', topic: 'orders', partition: 0, offset: 0, to: { topic: 'stopped-dlq' }, groupId: null, reason: 'INC-7', typed: 'stopped-dlq' });
  await engine.handle('records:cancelProduce', { profileId, copyId: 'stopped' });
  expect(await copying).toMatchObject({ ok: false, failure: { code: 'CANCELLED' } });
  const { logEndOffset } = await engine.handle('records:read', { profileId, topic: 'stopped-dlq', partition: 0, from: { kind: 'last' }, most: 1 }).then((read) => (read.ok ? read.value : { logEndOffset: -1 }));
  expect(logEndOffset).toBe(0);
});

test('of a long record a MiB is shown, and all of it when it is asked for', async () => {
  const { client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true });
  const calls = { signal: new AbortController().signal, timeoutMs: 20_000 };
  await client.connect(calls);
  const value = Buffer.alloc(3 * 1024 * 1024, 'long ');
  const { offset } = await produceRecords(client, 'long', [{ key: null, value, headers: [] }], calls);
  client.close();
  const read = async (whole: boolean) => {
    const record = await engine.handle('record:read', { profileId, topic: 'long', partition: 0, offset, whole });
    return record.ok && record.value !== null ? [record.value.value?.length, record.value.valueBytes] : record;
  };
  expect(await read(false)).toEqual([1024 * 1024, value.length]);
  expect(await read(true)).toEqual([value.length, value.length]);
  const list = await engine.handle('records:read', { profileId, topic: 'long', partition: 0, from: { kind: 'last' }, most: 50 });
  expect(list.ok && list.value.records.map((record) => [record.value?.length, record.valueBytes])).toEqual([[512, value.length]]);
});
