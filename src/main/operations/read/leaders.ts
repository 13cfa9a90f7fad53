import type { Failure } from '../../../shared/failure';
import type { Metadata, MetadataTopic } from '../../kafka/protocol/apis/metadata';
import { errorName, errorText } from '../../kafka/protocol/errors';

/** The node that leads each partition by that Metadata, or why there is none. */
export function leadersOf({ topics }: Metadata): (topic: string, partition: number) => number | Failure {
  const byName = new Map(topics.map((topic) => [topic.topic, topic]));
  return (topic, partition) => {
    const found = byName.get(topic);
    if (found === undefined || found.errorCode === 3) return logFailure(topic, partition, 'TOPIC_GONE', 'the topic does not exist');
    if (found.errorCode !== 0) return logFailure(topic, partition, errorName(found.errorCode), errorText(found.errorCode));
    const index = rowOf(found, partition);
    if (index < 0) return logFailure(topic, partition, 'NO_SUCH_PARTITION', `the topic has ${found.partition.length} partitions`);
    const leader = found.leader[index] ?? -1;
    return leader < 0 ? logFailure(topic, partition, 'LEADER_NOT_AVAILABLE', 'the partition has no leader at the moment') : leader;
  };
}

export function logFailure(topic: string, partition: number, code: string, clause: string): Failure {
  return { scope: `partition ${topic}-${partition}`, code, message: `The log of ${topic}-${partition} could not be read: ${clause}.` };
}

/** Partitions are ascending and mostly without gaps. */
function rowOf({ partition: partitions }: MetadataTopic, partition: number): number {
  return partitions[partition] === partition ? partition : partitions.indexOf(partition);
}
