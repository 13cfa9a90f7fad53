import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterClient } from '../../../src/main/kafka/cluster-client';
import { readFirstRecords } from '../../../src/main/operations/read/read-first-records';
import type { TestCluster } from '../../support/kafka';

const MINUTE_MS = 60_000;
/** Epoch ms of the first record with a time of its own: `orders` has one every ten minutes from here on. */
export const FIRST_AT = Date.now() - 24 * 60 * MINUTE_MS;
export const RECORD_EVERY_MS = 10 * MINUTE_MS;
/** For the log cleaner to be at work while a test waits for it. */
export const WORLD_PROPERTIES = { 'log.cleaner.backoff.ms': '200' };
const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };

/**
 * orders-0: 60 records, orders-1: the same from offset 20 on, orders-2: 40 whose times go back and forth, orders-3: none; empty-0, empty-1;
 * compacted-0: with offsets that are gone, from the first one on; ledger-0: transactions committed, aborted and their markers.
 * The groups have commits within the logs, below, beyond, and (on some partitions) none.
 */
export async function makeResetWorld(cluster: TestCluster, client: ClusterClient, groups: readonly string[]): Promise<void> {
  const compaction = { 'cleanup.policy': 'compact', 'segment.ms': '100', 'min.cleanable.dirty.ratio': '0.001', 'delete.retention.ms': '100' };
  await cluster.createTopics([{ topic: 'orders', partitions: 4 }, { topic: 'empty', partitions: 2 }, { topic: 'compacted', configs: compaction }, { topic: 'ledger' }]);
  const produce = (topic: string, partition: number, records: readonly object[], outcome = 'none'): Promise<unknown> => cluster.call('produceRecords', { topic, partition, records, outcome });
  const timed = (count: number, order: (index: number) => number): readonly object[] => Array.from({ length: count }, (_, index) => ({ value: 'x', timestamp: FIRST_AT + order(index) * RECORD_EVERY_MS }));
  for (const partition of [0, 1]) await produce('orders', partition, timed(60, (index) => index));
  await produce('orders', 2, timed(40, (index) => (index * 7) % 40));
  await cluster.deleteRecords('orders', 1, 20);
  for (let round = 0; round < 4; round += 1) {
    await produce('compacted', 0, Array.from({ length: 20 }, (_, index) => ({ key: `key-${index % 5}`, value: 'x', timestamp: FIRST_AT + round * RECORD_EVERY_MS })));
    await sleep(150); // the next batch begins a new segment
  }
  for (const outcome of ['commit', 'abort', 'commit', 'abort']) await produce('ledger', 0, timed(5, (index) => index), outcome);
  for (const group of groups) {
    await cluster.commit(group, [
      { topic: 'orders', partition: 0, offset: 35 },
      { topic: 'orders', partition: 1, offset: 5 },
      { topic: 'orders', partition: 2, offset: 400 },
      { topic: 'empty', partition: 0, offset: 0 },
      { topic: 'compacted', partition: 0, offset: 30 },
      { topic: 'ledger', partition: 0, offset: 6 },
    ]);
  }
  await untilCompacted(client);
}

async function untilCompacted(client: ClusterClient): Promise<void> {
  const metadata = await client.readMetadata(['compacted'], OPTIONS);
  for (;;) {
    const found = (await readFirstRecords(client, metadata, [{ topic: 'compacted', partition: 0, offset: 0 }], OPTIONS)).get('compacted', 0);
    if (found !== null && found !== undefined && 'offset' in found && found.offset > 0) return;
    await sleep(100);
  }
}
