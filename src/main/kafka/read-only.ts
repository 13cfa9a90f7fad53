import type { ClusterClient } from './cluster-client';
import { KafkaFailure } from './errors';

/**
 * Kafka APIs that only read, by key: Fetch, ListOffsets, Metadata, OffsetFetch, FindCoordinator, DescribeGroups, ListGroups,
 * ApiVersions, DescribeConfigs, ConsumerGroupDescribe, ShareGroupDescribe, StreamsGroupDescribe, DescribeShareGroupOffsets. What is not listed writes.
 */
const READING: ReadonlySet<number> = new Set([1, 2, 3, 9, 10, 15, 16, 18, 32, 69, 77, 89, 90]);

/** The same client, which sends nothing that could change the cluster, whatever a screen or a mistake asks for. */
export function readOnly(client: ClusterClient): ClusterClient {
  return {
    get settings() { return client.settings; },
    get brokers() { return client.brokers; },
    get brokersLeftOut() { return client.brokersLeftOut; },
    get kafkaClusterId() { return client.kafkaClusterId; },
    get kafkaVersion() { return client.kafkaVersion; },
    get traffic() { return client.traffic; },
    connect: (options) => client.connect(options),
    readMetadata: (topics, options) => client.readMetadata(topics, options),
    versionOf: (nodeId, api, options) => client.versionOf(nodeId, api, options),
    fastestMs: (nodeId) => client.fastestMs(nodeId),
    send: (nodeId, api, request, options) => (READING.has(api.key) ? client.send(nodeId, api, request, options) : Promise.reject(refusal(api.name))),
    close: () => client.close(),
  };
}

function refusal(name: string): KafkaFailure {
  return new KafkaFailure('READ_ONLY', `${name} was not sent: this connection is read-only.`, { advice: 'Unlock changes for this cluster first.', retriable: false });
}
