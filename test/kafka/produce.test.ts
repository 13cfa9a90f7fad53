import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { produceRecords } from '../../src/main/operations/records/produce';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies } from '../support/kafka-proxy';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
let cluster: TestCluster;
let client: ClusterClient;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'letters', partitions: 5 }, { topic: 'unanswered', partitions: 1 }, { topic: 'compacted', partitions: 1, configs: { 'cleanup.policy': 'compact' } }, { topic: 'small', partitions: 1, configs: { 'max.message.bytes': '200' } }]);
  ({ client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true }));
  await client.connect(OPTIONS);
}, 120_000);
afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test('what is written is read by Kafka’s own consumer as it was', async () => {
  const written = await produceRecords(client, 'letters', [
    { key: bytes('order-1'), value: bytes('grüße'), headers: [{ name: bytes('reason'), value: bytes('not JSON') }, { name: bytes('empty'), value: null }] },
    { key: null, value: null, headers: [] },
  ], OPTIONS);
  expect(written).toEqual({ partition: 1, offset: 0 });
  const printed = await cluster.java('org.apache.kafka.tools.consumer.ConsoleConsumer', [
    '--bootstrap-server', cluster.bootstrapServers, '--topic', 'letters', '--partition', String(written.partition), '--offset', 'earliest', '--max-messages', '2', '--timeout-ms', '20000',
    '--formatter-property', 'print.headers=true', '--formatter-property', 'print.key=true',
  ]);
  expect(printed.trim().split('\n')).toEqual(['reason:not JSON,empty:null\torder-1\tgrüße', 'NO_HEADERS\tnull\tnull']);
  expect(await produceRecords(client, 'letters', [{ key: bytes('order-1'), value: bytes('again'), headers: [] }], OPTIONS)).toEqual({ partition: 1, offset: 2 });
});

test('what the broker refuses is not written, and says why', async () => {
  const record = { key: null, value: bytes('x'.repeat(1_000)), headers: [] };
  await expect(produceRecords(client, 'nowhere', [record], OPTIONS)).rejects.toMatchObject({ code: 'NO_SUCH_TOPIC' });
  await expect(produceRecords(client, 'small', [record], OPTIONS)).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE' });
  await expect(produceRecords(client, 'compacted', [record], OPTIONS)).rejects.toMatchObject({ code: 'INVALID_RECORD', message: expect.stringContaining('key') as string });
  expect((await cluster.logOffsets('small', 'compacted')).map(({ logEndOffset }) => logEndOffset)).toEqual([0, 0]);
});

test('without an answer it is not sent again, since it may be written', async () => {
  const proxies = await startKafkaProxies(cluster.bootstrapServers);
  const { client: proxied } = await openClient({ bootstrapServers: proxies.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true });
  try {
    await proxied.connect(OPTIONS);
    const letter = { key: null, value: bytes('once'), headers: [] };
    await produceRecords(proxied, 'unanswered', [letter], OPTIONS); // over a connection that has served already, a close would not be strange
    proxies.decide(({ apiKey }) => (apiKey === 0 ? 'cut-after' : 'pass'));
    await expect(produceRecords(proxied, 'unanswered', [letter], OPTIONS)).rejects.toMatchObject({ code: 'WRITE_UNKNOWN' });
    proxies.decide(() => 'pass');
    expect(await cluster.logOffsets('unanswered')).toMatchObject([{ logEndOffset: 2 }]);
  } finally {
    proxied.close();
    await proxies.close();
  }
});

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
