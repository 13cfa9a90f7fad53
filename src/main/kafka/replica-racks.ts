import { failed, succeeded, type Result } from '../../shared/result';
import type { CallOptions, ClusterClient } from './cluster-client';
import { toFailure } from './errors';
import { TOPIC_REPLICAS, type TopicReplicas } from './protocol/apis/topic-replicas';

/**
 * Racks of the replicas of each partition, from 0, by topic; a topic that is not told of without an error is left out. Replicas on brokers that
 * the cluster does not name, or that have no rack, count for none: as for Kafka's clients. One request to the first broker that answers. Never rejects.
 */
export async function readReplicaRacks(client: ClusterClient | null, topics: readonly string[], options: CallOptions): Promise<Result<ReadonlyMap<string, readonly ReadonlySet<string>[]>>> {
  let failure = { scope: 'cluster', code: 'NOT_CONNECTED', message: 'The cluster is not connected.' };
  if (client === null) return failed(failure);
  for (const { nodeId } of client.brokers) {
    try {
      return succeeded(racksByTopic(await client.send(nodeId, TOPIC_REPLICAS, { topics }, options)));
    } catch (error) {
      failure = toFailure('cluster', error);
      if (options.signal.aborted) break;
    }
  }
  return failed(failure);
}

function racksByTopic({ brokers, topics }: TopicReplicas): ReadonlyMap<string, readonly ReadonlySet<string>[]> {
  const rackOf = new Map(brokers.map(({ nodeId, rack }) => [nodeId, rack]));
  /** Partitions of equal racks share one set. */
  const sets = new Map<string, ReadonlySet<string>>();
  const racksOf = (replicas: readonly number[]): ReadonlySet<string> => {
    const racks = new Set(replicas.flatMap((nodeId) => rackOf.get(nodeId) ?? []));
    const key = JSON.stringify([...racks].sort());
    const known = sets.get(key) ?? racks;
    sets.set(key, known);
    return known;
  };
  return new Map(
    topics
      .filter(({ errorCode, partitions }) => errorCode === 0 && new Set(partitions.map(({ partition }) => partition)).size === partitions.length && partitions.every(({ partition }) => partition >= 0 && partition < partitions.length))
      .map(({ topic, partitions }) => [topic, [...partitions].sort((left, right) => left.partition - right.partition).map(({ replicas }) => racksOf(replicas))]),
  );
}
