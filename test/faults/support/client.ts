import { onTestFinished } from 'vitest';
import type { CallOptions, ClusterClient } from '../../../src/main/kafka/cluster-client';
import { createClusterClient } from '../../../src/main/kafka/connect';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import type { ConnectionSettings } from '../../../src/main/kafka/settings';

/** A client of 127.0.0.1 that is closed when the test ends. */
export function openClient(port: number, settings: Partial<ConnectionSettings> = {}): ClusterClient {
  const client = createClusterClient({
    bootstrapServers: [{ host: '127.0.0.1', port }],
    clientId: 'offsight-test',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1_500,
    ...settings,
  });
  onTestFinished(() => client.close());
  return client;
}

export function call(timeoutMs = 5_000, signal: AbortSignal = new AbortController().signal): CallOptions {
  return { timeoutMs, signal };
}

/** What the promise is rejected with; fails the test if it is not, or by anything but a KafkaFailure. */
export async function failureOf(promise: Promise<unknown>): Promise<KafkaFailure> {
  const outcome: unknown = await promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
  if (outcome instanceof KafkaFailure) return outcome;
  throw new Error('No KafkaFailure', { cause: outcome });
}
