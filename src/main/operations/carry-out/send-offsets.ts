import type { PlannedPartition } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { ALTER_SHARE_GROUP_OFFSETS } from '../../kafka/protocol/apis/alter-share-group-offsets';
import { OFFSET_COMMIT } from '../../kafka/protocol/apis/offset-commit';
import { OFFSET_DELETE } from '../../kafka/protocol/apis/offset-delete';
import { kafkaError } from '../../kafka/protocol/errors';
import { byTopic } from '../read/by-topic';
import { TopicPartitionMap } from '../read/topic-partition-map';

/** Sends what is planned for partitions of one group to its coordinator, in one request. Gives Kafka's error code of each that was answered. Rejects with KafkaFailure. */
export type Send = (client: ClusterClient, nodeId: number, groupId: string, partitions: readonly PlannedPartition[], calls: CallOptions) => Promise<TopicPartitionMap<number>>;

export const sendCommit: Send = async (client, nodeId, groupId, partitions, calls) => {
  const topics = byTopic(partitions.flatMap(goingSomewhere), ({ partition, newOffset, newLeaderEpoch, newMetadata }) => ({ partition, offset: newOffset, leaderEpoch: newLeaderEpoch ?? -1, metadata: newMetadata }));
  return answersOf((await client.send(nodeId, OFFSET_COMMIT, { groupId, topics }, calls)).topics);
};

/** Takes commits away. */
export const sendDelete: Send = async (client, nodeId, groupId, partitions, calls) => {
  const topics = byTopic(partitions, ({ partition }) => partition);
  const { errorCode, topics: answered } = await client.send(nodeId, OFFSET_DELETE, { groupId, topics }, calls);
  if (errorCode === 0) return answersOf(answered);
  // A group that is not there has no commit any more: reading back tells.
  return sameOfAll(partitions, kafkaError(errorCode).name === 'GROUP_ID_NOT_FOUND' ? 0 : errorCode);
};

/** Start offsets of a share group. */
export const sendShareStarts: Send = async (client, nodeId, groupId, partitions, calls) => {
  const topics = byTopic(partitions.flatMap(goingSomewhere), ({ partition, newOffset }) => ({ partition, startOffset: newOffset }));
  const { errorCode, topics: answered } = await client.send(nodeId, ALTER_SHARE_GROUP_OFFSETS, { groupId, topics }, calls);
  return errorCode === 0 ? answersOf(answered) : sameOfAll(partitions, errorCode);
};

function goingSomewhere(planned: PlannedPartition): readonly (PlannedPartition & { readonly newOffset: number })[] {
  const { newOffset } = planned;
  return newOffset === null ? [] : [{ ...planned, newOffset }];
}

function answersOf(topics: readonly { readonly topic: string; readonly partitions: readonly { readonly partition: number; readonly errorCode: number }[] }[]): TopicPartitionMap<number> {
  const answered = new TopicPartitionMap<number>();
  for (const { topic, partitions } of topics) for (const { partition, errorCode } of partitions) answered.set(topic, partition, errorCode);
  return answered;
}

function sameOfAll(partitions: readonly PlannedPartition[], errorCode: number): TopicPartitionMap<number> {
  const answered = new TopicPartitionMap<number>();
  for (const { topic, partition } of partitions) answered.set(topic, partition, errorCode);
  return answered;
}
