import { parseBootstrapServers } from '../../src/main/clusters/bootstrap-servers';
import { createClusterClient } from '../../src/main/kafka/connect';
import { openSnapshots, type Snapshots } from '../../src/main/monitor/snapshot';

/** The engine's rounds against a test cluster's plain listener. */
export function openTestSnapshots(bootstrapServers: string, timeoutMs = 10_000): Promise<Snapshots> {
  const client = createClusterClient({
    bootstrapServers: parseBootstrapServers(bootstrapServers, 'test'),
    clientId: 'offsight-test',
    tls: null,
    sasl: null,
    connectTimeoutMs: 5_000,
  });
  return openSnapshots(client, { signal: new AbortController().signal, timeoutMs });
}

/** Requests of the cheapest of a few rounds: a consumer's first commit or the log starts' turn may fall into any one. */
export async function fewestRequests(snapshots: Snapshots): Promise<number> {
  const counts: number[] = [];
  for (let round = 0; round < 4; round += 1) counts.push((await snapshots.round()).requests);
  return Math.min(...counts);
}
