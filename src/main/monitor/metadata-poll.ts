import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { ClusterFacts } from './cluster-facts';
import { noteFailure } from './group-failures';

/** Renews brokers, topics and leaders; `topics` null = all. Never rejects: on failure the old ones stay, and it is due again. */
export async function readMetadata(client: ClusterClient, facts: ClusterFacts, options: CallOptions, topics: readonly string[] | null = null): Promise<void> {
  try {
    const metadata = await client.readMetadata(topics, options);
    const counts = facts.partitions.countsRevision;
    facts.partitions.applyMetadata(metadata.topics, topics);
    if (facts.partitions.countsRevision !== counts) for (const record of facts.groups.values()) record.rowsDirty = true;
    applyBrokers(facts, metadata.brokers);
    facts.metadataFailure = null;
    if (topics !== null) return;
    facts.metadataDue = false;
    facts.metadataReadAt = Date.now();
  } catch (error) {
    facts.metadataFailure = toFailure('cluster', error);
    facts.metadataDue = true;
    noteFailure(facts, facts.metadataFailure);
  }
}

/** A broker that Metadata no longer names is kept, as not live: its groups may come back with it. */
function applyBrokers(facts: ClusterFacts, brokers: readonly { readonly nodeId: number; readonly host: string; readonly port: number; readonly rack: string | null }[]): void {
  const named = new Set(brokers.map((broker) => broker.nodeId));
  for (const { nodeId, host, port, rack } of brokers) {
    const broker = facts.broker(nodeId);
    Object.assign(broker, { host, port, rack, live: true });
  }
  for (const broker of facts.brokers.values()) {
    if (named.has(broker.nodeId) || !broker.live) continue;
    broker.live = false;
    broker.listedCompletely = false;
    broker.state = 'failed';
    broker.groups = null;
    broker.failure = {
      scope: `broker ${broker.nodeId}`,
      code: 'NOT_IN_METADATA',
      message: `Broker ${broker.nodeId} (${broker.host}:${broker.port}) is no longer among the cluster's live brokers. Groups that it coordinated are shown as last read until another broker takes them over.`,
    };
  }
}
