import { listGroups } from '../../kafka/admin';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure } from '../../kafka/errors';
import { errorName, errorText } from '../../kafka/protocol/errors';

/** Ids of all groups, sorted. Rejects with KafkaFailure if one broker does not tell all that it has: "all" would be untrue. */
export async function listGroupIds(client: ClusterClient, options: CallOptions): Promise<readonly string[]> {
  const listings = await Promise.all(client.brokers.map(({ nodeId }) => listGroups(client, nodeId, options)));
  for (const { errorCode } of listings) if (errorCode !== 0) throw new KafkaFailure(errorName(errorCode), `Not all groups could be listed: ${errorText(errorCode)}.`);
  return [...new Set(listings.flatMap(({ groups }) => groups.map(({ groupId }) => groupId)))].sort();
}
