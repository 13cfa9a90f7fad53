import type { Connection } from './connection';
import type { CallOptions } from './cluster-client';
import { within } from './deadline';
import { KafkaFailure } from './errors';
import { negotiate } from './negotiate';
import type { KafkaApi } from './protocol/api';

/**
 * One request and its answer in the newest version that both sides speak. When time is up the connection is destroyed,
 * with every other call on it: nobody knows what it would still deliver. Rejects with KafkaFailure.
 */
export async function exchange<Request, Response>(connection: Connection, api: KafkaApi<Request, Response>, request: Request, limits: Omit<CallOptions, 'lane'>): Promise<Response> {
  const version = negotiate(connection.versions, api);
  if (version === null) {
    throw new KafkaFailure('UNSUPPORTED_VERSION', `The broker does not offer ${api.name} in a version that Offsight speaks (${api.minVersion} to ${api.maxVersion}).`, {
      advice: api.name === 'Metadata' ? 'Offsight needs Kafka 2.1 or later.' : null,
      retriable: false,
    });
  }
  const sentAt = performance.now();
  const answer = connection.send(api, version, request);
  limits.onSent?.(connection);
  return within(answer, limits, () => connection.timeOut(api, sentAt, Math.round(limits.timeoutMs)));
}
