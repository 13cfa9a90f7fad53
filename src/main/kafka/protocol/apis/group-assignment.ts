import type { TopicPartitions } from '../../../../shared/group';
import type { Reader } from '../reader';

/**
 * The assignment structure that consumer and share groups have in common (always flexible).
 *
 * Assignment => [topic_partitions]
 *   topic_partitions => topic_id topic_name [partitions]
 */
export function readGroupAssignment(reader: Reader): TopicPartitions[] {
  const assignment: TopicPartitions[] = [];
  for (let count = reader.arrayCount(19, true, 0.4); count > 0; count -= 1) {
    reader.skip(16);
    assignment.push({ topic: reader.string(true), partitions: reader.int32Array(true) });
    reader.skipTaggedFields();
  }
  reader.skipTaggedFields();
  return assignment;
}
