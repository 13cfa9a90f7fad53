import type { KafkaApi } from '../api';
import { OFFSET_TOO_LARGE } from '../errors';
import type { Reader } from '../reader';

export interface ShareGroupPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  /** First offset that is not acknowledged by all; null: the group has none here (yet). */
  readonly startOffset: number | null;
  readonly leaderEpoch: number;
  /** Records still to be delivered or acknowledged, by the broker's own count; null if it does not know, as always before version 1. */
  readonly lag: number | null;
}

export interface ShareGroupOffsets {
  readonly groupId: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly topics: readonly { readonly topic: string; readonly partitions: readonly ShareGroupPartition[] }[];
}

/**
 * Start offsets of share groups for all their topics, at their coordinator.
 *
 * DescribeShareGroupOffsets Request (0..1) => [groups]
 *   groups => group_id [topics]     (null: all)
 * DescribeShareGroupOffsets Response => throttle_time_ms [groups]
 *   groups => group_id [topics] error_code error_message
 *     topics => topic_name topic_id [partitions]
 *       partitions => partition_index start_offset leader_epoch lag(1+) error_code error_message
 *
 * 1 the lag (Kafka 4.2).
 */
export const DESCRIBE_SHARE_GROUP_OFFSETS: KafkaApi<
  { readonly groupIds: readonly string[] },
  { readonly groups: readonly ShareGroupOffsets[] }
> = {
  key: 90,
  name: 'DescribeShareGroupOffsets',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,

  encode(writer, request) {
    writer.arrayCount(request.groupIds.length, true);
    for (const groupId of request.groupIds) {
      writer.string(groupId, true);
      writer.nullArray(true);
      writer.noTaggedFields();
    }
    writer.noTaggedFields();
  },

  decode(reader, version) {
    reader.skip(4);
    const groups: ShareGroupOffsets[] = [];
    for (let count = reader.arrayCount(6, true); count > 0; count -= 1) groups.push(decodeGroup(reader, version));
    reader.skipTaggedFields();
    return { groups };
  },
};

function decodeGroup(reader: Reader, version: number): ShareGroupOffsets {
  const groupId = reader.string(true);
  const topics: ShareGroupOffsets['topics'][number][] = [];
  for (let count = reader.arrayCount(19, true); count > 0; count -= 1) {
    const topic = reader.string(true);
    reader.skip(16);
    const partitions: ShareGroupPartition[] = [];
    for (let rows = reader.arrayCount(version >= 1 ? 28 : 20, true, 0.4); rows > 0; rows -= 1) partitions.push(decodePartition(reader, version));
    reader.skipTaggedFields();
    topics.push({ topic, partitions });
  }
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(true);
  reader.skipTaggedFields();
  return { groupId, errorCode, errorMessage, topics };
}

function decodePartition(reader: Reader, version: number): ShareGroupPartition {
  const partition = reader.int32();
  const startOffset = reader.int64();
  const leaderEpoch = reader.int32();
  const lag = version >= 1 ? knownOffset(reader.int64()) : null;
  const errorCode = reader.int16();
  const errorMessage = reader.nullableString(true);
  reader.skipTaggedFields();
  const tooLarge = errorCode === 0 && startOffset > Number.MAX_SAFE_INTEGER;
  return { partition, errorCode: tooLarge ? OFFSET_TOO_LARGE : errorCode, errorMessage, startOffset: knownOffset(startOffset), leaderEpoch, lag };
}

function knownOffset(value: number): number | null {
  return value < 0 || value > Number.MAX_SAFE_INTEGER ? null : value;
}
