import type { ClusterProfile, ClusterSummary } from '../../shared/cluster';
import { formatAddress } from '../kafka/address';
import { parseBootstrapServers } from './bootstrap-servers';

type Connection = Pick<ClusterProfile, 'bootstrapServers' | 'commandConfig'>;

/** A saved cluster with the same bootstrap servers, in whatever order, and the same settings file; null if there is none. */
export function savedTwin(clusters: readonly ClusterProfile[], wanted: Connection): ClusterProfile | null {
  const servers = canonical(wanted.bootstrapServers);
  return clusters.find((cluster) => cluster.commandConfig === wanted.commandConfig && canonical(cluster.bootstrapServers) === servers) ?? null;
}

/** The summary with a note on each other saved connection that leads to the same Kafka cluster. */
export function withTwinNotes(summary: ClusterSummary, kafkaClusterIds: ReadonlyMap<string, string | null>, clusters: readonly ClusterProfile[]): ClusterSummary {
  if (summary.kafkaClusterId === null) return summary;
  const { profileId } = summary.profile;
  const twins = clusters.filter((cluster) => cluster.profileId !== profileId && kafkaClusterIds.get(cluster.profileId) === summary.kafkaClusterId);
  if (twins.length === 0) return summary;
  return { ...summary, notes: [...summary.notes, ...twins.map(({ name }) => `This is the same Kafka cluster as “${name}”: both are read, and its groups are counted twice.`)] };
}

function canonical(bootstrapServers: string): string {
  try {
    const addresses = parseBootstrapServers(bootstrapServers, '').map(({ host, port }) => formatAddress({ host: host.toLowerCase(), port }));
    return [...new Set(addresses)].sort().join(',');
  } catch {
    return bootstrapServers.trim();
  }
}
