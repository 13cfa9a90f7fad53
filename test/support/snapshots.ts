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
