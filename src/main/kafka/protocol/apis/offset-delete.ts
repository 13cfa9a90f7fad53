import type { KafkaApi } from '../api';
import { decodePartitionErrors, type PartitionErrors } from './partition-errors';

export interface OffsetDeleteRequest {
  readonly groupId: string;
  readonly topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

export interface OffsetDeleteResponse {
  /** Of the whole request; then nothing was deleted. */
  readonly errorCode: number;
  readonly topics: readonly PartitionErrors[];
}

/**
 * Deletes committed offsets (KIP-496, Kafka 2.4). While the group lives, only those of topics that nobody subscribes.
 *
 * OffsetDelete Request (0) => group_id [topics]
 *   topics => name [partitions]
 *     partitions => partition_index
 * OffsetDelete Response (0) => error_code throttle_time_ms [topics]
 */
export const OFFSET_DELETE: KafkaApi<OffsetDeleteRequest, OffsetDeleteResponse> = {
  key: 47,
  name: 'OffsetDelete',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 1,

  encode(writer, { groupId, topics }) {
    writer.string(groupId, false);
    writer.arrayCount(topics.length, false);
    for (const { topic, partitions } of topics) {
      writer.string(topic, false);
      writer.arrayCount(partitions.length, false);
      for (const partition of partitions) writer.int32(partition);
    }
  },

  decode(reader) {
    const errorCode = reader.int16();
    reader.skip(4);
    return { errorCode, topics: decodePartitionErrors(reader, false) };
  },
};
