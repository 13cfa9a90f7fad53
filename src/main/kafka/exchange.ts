import type { Connection } from './connection';
import { within, type Limits } from './deadline';
import { KafkaFailure } from './errors';
import { negotiate } from './negotiate';
import type { KafkaApi } from './protocol/api';

/**
 * One request and its answer in the newest version that both sides speak. When time is up the connection is destroyed,
 * with every other call on it: nobody knows what it would still deliver. Rejects with KafkaFailure.
 */
export async function exchange<Request, Response>(connection: Connection, api: KafkaApi<Request, Response>, request: Request, limits: Limits): Promise<Response> {
  const version = negotiate(connection.versions, api);
  if (version === null) {
    throw new KafkaFailure('UNSUPPORTED_VERSION', `The broker does not offer ${api.name} in a version that Offsight speaks (${api.minVersion} to ${api.maxVersion}).`, {
      advice: api.name === 'Metadata' ? 'Offsight needs Kafka 2.1 or later.' : null,
      retriable: false,
    });
  }
  const sentAt = performance.now();
  return within(connection.send(api, version, request), limits, () => connection.timeOut(api, sentAt, Math.round(limits.timeoutMs)));
}
