import type { KafkaApi } from '../api';

export interface AlterShareGroupOffsetsRequest {
  readonly groupId: string;
  readonly topics: readonly { readonly topic: string; readonly partitions: readonly { readonly partition: number; readonly startOffset: number }[] }[];
}

export interface AlterShareGroupOffsetsResponse {
  /** Of the whole request; then nothing was altered. */
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number; readonly errorMessage: string | null }[];
  }[];
}

/**
 * Sets share-partition start offsets of a share group without members (KIP-932, Kafka 4.1), at its coordinator.
 *
 * AlterShareGroupOffsets Request (0) => group_id [topics]
 *   topics => topic_name [partitions]
 *     partitions => partition_index start_offset
 * AlterShareGroupOffsets Response (0) => throttle_time_ms error_code error_message [responses]
 *   responses => topic_name topic_id [partitions]
 *     partitions => partition_index error_code error_message
 */
export const ALTER_SHARE_GROUP_OFFSETS: KafkaApi<AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse> = {
  key: 91,
  name: 'AlterShareGroupOffsets',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,

  encode(writer, { groupId, topics }) {
    writer.string(groupId, true);
    writer.arrayCount(topics.length, true);
    for (const { topic, partitions } of topics) {
      writer.string(topic, true);
      writer.arrayCount(partitions.length, true);
      for (const { partition, startOffset } of partitions) {
        writer.int32(partition);
        writer.int64(startOffset);
        writer.noTaggedFields();
      }
      writer.noTaggedFields();
    }
    writer.noTaggedFields();
  },

  decode(reader) {
    reader.skip(4);
    const errorCode = reader.int16();
    const errorMessage = reader.nullableString(true);
    const topics: AlterShareGroupOffsetsResponse['topics'][number][] = [];
    for (let count = reader.arrayCount(19, true); count > 0; count -= 1) {
      const topic = reader.string(true);
      reader.skip(16);
      const partitions: AlterShareGroupOffsetsResponse['topics'][number]['partitions'][number][] = [];
      for (let left = reader.arrayCount(8, true); left > 0; left -= 1) {
        partitions.push({ partition: reader.int32(), errorCode: reader.int16(), errorMessage: reader.nullableString(true) });
        reader.skipTaggedFields();
      }
      reader.skipTaggedFields();
      topics.push({ topic, partitions });
    }
    reader.skipTaggedFields();
    return { errorCode, errorMessage, topics };
  },
};
