import type { PlannedPartition } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { ALTER_SHARE_GROUP_OFFSETS } from '../../kafka/protocol/apis/alter-share-group-offsets';
import { TopicPartitionMap } from '../read/topic-partition-map';

/** Sends planned start offsets of a share group to its coordinator; gives Kafka's error code of each partition. Rejects with KafkaFailure. */
export async function alterShareStarts(client: ClusterClient, nodeId: number, groupId: string, partitions: readonly PlannedPartition[], calls: CallOptions): Promise<TopicPartitionMap<number>> {
  const topics = new Map<string, { partition: number; startOffset: number }[]>();
  for (const { topic, partition, newOffset } of partitions) {
    if (newOffset === null) continue;
    const ofTopic = topics.get(topic) ?? [];
    topics.set(topic, ofTopic);
    ofTopic.push({ partition, startOffset: newOffset });
  }
  const response = await client.send(nodeId, ALTER_SHARE_GROUP_OFFSETS, { groupId, topics: [...topics].map(([topic, ofTopic]) => ({ topic, partitions: ofTopic })) }, calls);
  const answered = new TopicPartitionMap<number>();
  if (response.errorCode !== 0) for (const { topic, partition } of partitions) answered.set(topic, partition, response.errorCode);
  else for (const { topic, partitions: rows } of response.topics) for (const { partition, errorCode } of rows) answered.set(topic, partition, errorCode);
  return answered;
}
