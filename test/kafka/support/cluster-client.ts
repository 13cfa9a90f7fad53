import { readClientConfig } from '../../../src/main/clusters/client-config';
import type { ClusterClient } from '../../../src/main/kafka/cluster-client';
import { createClusterClient } from '../../../src/main/kafka/connect';
import type { TestCluster } from '../../support/kafka';

const CONNECT_MS = 10_000;

/** A connected client that may write; the caller closes it. */
export async function connectTo({ bootstrapServers }: TestCluster): Promise<ClusterClient> {
  const { settings } = await readClientConfig({ bootstrapServers, commandConfig: null });
  const client = createClusterClient(settings);
  await client.connect({ signal: new AbortController().signal, timeoutMs: CONNECT_MS });
  return client;
}
