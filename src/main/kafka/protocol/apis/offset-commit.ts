import type { KafkaApi } from '../api';
import { decodePartitionErrors, type PartitionErrors } from './partition-errors';

export interface OffsetCommitRequest {
  readonly groupId: string;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly offset: number;
      /** Of the record at the offset; -1: not known. */
      readonly leaderEpoch: number;
      readonly metadata: string | null;
    }[];
  }[];
}

/**
 * Commits offsets from outside a group: always generation -1 and an empty member id, so that the coordinator refuses it
 * (UNKNOWN_MEMBER_ID) while the group has members. Nothing here can commit on behalf of a member.
 *
 * OffsetCommit Request (6..9) => group_id generation_id member_id group_instance_id(7+) [topics]
 *   topics => name [partitions]
 *     partitions => partition_index committed_offset committed_leader_epoch committed_metadata
 * OffsetCommit Response (6..9) => throttle_time_ms [topics]
 *   topics => name [partitions]
 *     partitions => partition_index error_code
 *
 * 6 leader epochs, 7 static members, 8 flexible, 9 member epochs. 10 names topics by id: we stay at 9.
 */
export const OFFSET_COMMIT: KafkaApi<OffsetCommitRequest, { readonly topics: readonly PartitionErrors[] }> = {
  key: 8,
  name: 'OffsetCommit',
  minVersion: 6,
  maxVersion: 9,
  flexibleFrom: 8,

  encode(writer, { groupId, topics }, version) {
    const flexible = version >= 8;
    writer.string(groupId, flexible);
    writer.int32(-1);
    writer.string('', flexible);
    if (version >= 7) writer.nullableString(null, flexible);
    writer.arrayCount(topics.length, flexible);
    for (const { topic, partitions } of topics) {
      writer.string(topic, flexible);
      writer.arrayCount(partitions.length, flexible);
      for (const { partition, offset, leaderEpoch, metadata } of partitions) {
        writer.int32(partition);
        writer.int64(offset);
        writer.int32(leaderEpoch);
        writer.nullableString(metadata, flexible);
        if (flexible) writer.noTaggedFields();
      }
      if (flexible) writer.noTaggedFields();
    }
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 8;
    reader.skip(4);
    const topics = decodePartitionErrors(reader, flexible);
    if (flexible) reader.skipTaggedFields();
    return { topics };
  },
};
