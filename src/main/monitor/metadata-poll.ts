import { displayName } from '../../shared/display-name';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { Metadata } from '../kafka/protocol/apis/metadata';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { addEvent } from './group-events';

const EVERY_MS = 60_000;
/** While something is missing, so that its return is seen soon. */
const EVERY_MISSING_MS = 5_000;
/** A broker that is away for longer does not come back soon. */
const MISSED_FOR_MS = 10 * 60_000;

export function isMetadataDue(facts: ClusterFacts): boolean {
  const missing = facts.leaderless || [...facts.brokers.values()].some((broker) => (broker.live ? broker.failure !== null : performance.now() - broker.leftAt < MISSED_FOR_MS));
  return facts.metadataDue || facts.partitions.exceeded || !(performance.now() - facts.metadataReadAt < (missing ? EVERY_MISSING_MS : EVERY_MS));
}

/** Renews brokers, topics and leaders; `topics` null = all. Never rejects: on failure the old ones stay, and it is due again. */
export async function readMetadata(client: ClusterClient, facts: ClusterFacts, options: CallOptions, topics: readonly string[] | null = null): Promise<void> {
  try {
    const metadata = await client.readMetadata(topics, options);
    const counts = facts.partitions.countsRevision;
    facts.partitions.applyMetadata(metadata.topics, topics);
    if (facts.partitions.countsRevision !== counts) for (const record of facts.groups.values()) record.rowsDirty = true;
    noteDeletedTopics(facts);
    applyBrokers(facts, metadata.brokers);
    facts.brokersLeftOut = client.brokersLeftOut;
    facts.metadataFailure = null;
    if (topics !== null) return;
    facts.leaderless = metadata.topics.some(({ leader }) => leader.includes(-1));
    facts.metadataDue = false;
    facts.metadataReadAt = performance.now();
  } catch (error) {
    facts.metadataFailure = toFailure('cluster', error);
    facts.metadataDue = true;
    facts.note(facts.metadataFailure);
  }
}

/** Told once, to every group that has a row of the topic. */
function noteDeletedTopics({ partitions, groups }: ClusterFacts): void {
  partitions.topics.forEach((entry, index) => {
    if (!entry.existed || entry.status !== 'gone') return;
    entry.existed = false;
    const event = { at: Date.now(), kind: 'topic-deleted', text: `topic ${displayName(entry.topic)} was deleted` } as const;
    for (const { rows, events } of groups.values()) if (rows.topic.includes(index)) addEvent(events, event);
  });
}

/** A broker that Metadata no longer names is kept, as not live: its groups may come back with it. After a while without groups it is forgotten. */
function applyBrokers(facts: ClusterFacts, brokers: Metadata['brokers']): void {
  const named = new Set(brokers.map((broker) => broker.nodeId));
  for (const { nodeId, host, port, rack } of brokers) Object.assign(facts.broker(nodeId), { host, port, rack, live: true, leftAt: NaN });
  const coordinators = new Set([...facts.groups.values()].map(({ coordinatorId }) => coordinatorId));
  for (const broker of facts.brokers.values()) {
    if (named.has(broker.nodeId)) continue;
    if (broker.live) leave(broker);
    else if (performance.now() - broker.leftAt > MISSED_FOR_MS && !coordinators.has(broker.nodeId)) facts.brokers.delete(broker.nodeId);
  }
}

function leave(broker: BrokerFacts): void {
  const { nodeId, host, port } = broker;
  Object.assign(broker, {
    live: false,
    leftAt: performance.now(),
    completeListingAskedAt: NaN,
    state: 'failed',
    groups: null,
    slow: null,
    failure: {
      scope: `broker ${nodeId}`,
      code: 'NOT_IN_METADATA',
      message: `Broker ${nodeId} (${host}:${port}) is no longer among the cluster's live brokers. Groups that it coordinated are shown as last read until another broker takes them over.`,
    },
  } satisfies Partial<BrokerFacts>);
}
