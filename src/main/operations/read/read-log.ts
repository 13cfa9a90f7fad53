import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { LIST_OFFSETS, type ListOffsetsRequest } from '../../kafka/protocol/apis/list-offsets';
import type { Metadata } from '../../kafka/protocol/apis/metadata';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { byTopic } from './by-topic';
import { leadersOf, logFailure } from './leaders';
import type { LogPosition } from './partition-facts';
import { TopicPartitionMap, type TopicPartition } from './topic-partition-map';

/** One position of each partition, or why it is not known. An offset of -1 with a time: no record is as new. */
export type LogReading = TopicPartitionMap<LogPosition | Failure>;

/** Asks the leaders, by the Metadata given. Every wanted partition has an entry. */
export async function readLog(client: ClusterClient, metadata: Metadata, wanted: readonly TopicPartition[], timestamp: ListOffsetsRequest['timestamp'], options: CallOptions): Promise<LogReading> {
  const read: LogReading = new TopicPartitionMap();
  const byLeader = new Map<number, TopicPartition[]>();
  const leaderOf = leadersOf(metadata);
  for (const { topic, partition } of wanted) {
    const leader = leaderOf(topic, partition);
    if (typeof leader !== 'number') {
      read.set(topic, partition, leader);
      continue;
    }
    read.set(topic, partition, logFailure(topic, partition, 'NOT_ANSWERED', 'its leader left it out of the answer'));
    const ofLeader = byLeader.get(leader) ?? [];
    byLeader.set(leader, ofLeader);
    ofLeader.push({ topic, partition });
  }
  await Promise.all(
    [...byLeader].map(async ([nodeId, asked]) => {
      const request = { timestamp, topics: byTopic(asked, ({ partition }) => partition).map(({ topic, partitions }) => ({ topic, partition: Int32Array.from(partitions) })) };
      try {
        const response = await client.send(nodeId, LIST_OFFSETS, request, options);
        for (const { topic, from, to } of response.topics) {
          for (let row = from; row < to; row += 1) {
            const partition = response.partition[row] ?? -1;
            const error = response.errorCode[row] ?? 0;
            const leaderEpoch = response.leaderEpoch[row] ?? -1;
            if (read.get(topic, partition) === undefined) continue;
            read.set(topic, partition, error === 0 ? { offset: response.offset[row] ?? -1, leaderEpoch: leaderEpoch < 0 ? null : leaderEpoch } : logFailure(topic, partition, errorName(error), errorText(error)));
          }
        }
      } catch (error) {
        if (options.signal.aborted) throw error;
        for (const { topic, partition } of asked) read.set(topic, partition, { ...toFailure('', error), scope: `partition ${topic}-${partition}` });
      }
    }),
  );
  return read;
}
