import type { TopicPartitions } from '../../../../shared/group';
import { DecodeError } from '../decode-error';
import { Reader } from '../reader';

export interface Subscription {
  /** As the member wrote it; may be newer than what we read. */
  readonly version: number;
  readonly topics: readonly string[];
  /** The assignor's own, opaque. A view into the given bytes. */
  readonly userData: Uint8Array | null;
  readonly ownedPartitions: readonly TopicPartitions[];
  /** Null before version 2, and where the member has none yet. */
  readonly generation: number | null;
  /** Null before version 3, and where the member has none. */
  readonly rack: string | null;
}

export interface Assignment {
  readonly version: number;
  readonly assignment: readonly TopicPartitions[];
  readonly userData: Uint8Array | null;
}

/**
 * A classic consumer's metadata in DescribeGroups. Throws DecodeError; also for no bytes at all, which is what Kafka
 * sends while a group is not Stable: look at the length first.
 *
 * Subscription => version(int16) [topics] user_data [owned_partitions](1+) generation_id(2+) rack_id(3+)
 *   owned_partitions => topic [partitions]
 *
 * Newer versions only append. Some clients say version 1 or later and leave the later fields out; Kafka's own classes
 * would refuse that, we read what is there.
 */
export function decodeSubscription(bytes: Uint8Array): Subscription {
  const reader = new Reader(bytes);
  const version = decodeVersion(reader);
  const topics = reader.stringArray(false);
  const userData = reader.nullableBytes(false);
  const ownedPartitions = version >= 1 && reader.remaining > 0 ? decodeTopicPartitions(reader) : [];
  const generation = version >= 2 && reader.remaining > 0 ? reader.int32() : -1;
  const rack = version >= 3 && reader.remaining > 0 ? reader.nullableString(false) : null;
  return { version, topics: [...new Set(topics)], userData, ownedPartitions, generation: generation < 0 ? null : generation, rack };
}

/**
 * A classic consumer's assignment in DescribeGroups. Throws DecodeError; also for no bytes at all, which means nothing
 * assigned in a Stable group and not known in any other state: look at the length first.
 *
 * Assignment => version(int16) [assigned_partitions] user_data
 *   assigned_partitions => topic [partitions]
 */
export function decodeAssignment(bytes: Uint8Array): Assignment {
  const reader = new Reader(bytes);
  const version = decodeVersion(reader);
  const assignment = decodeTopicPartitions(reader);
  const userData = reader.remaining > 0 ? reader.nullableBytes(false) : null;
  return { version, assignment, userData };
}

function decodeVersion(reader: Reader): number {
  const version = reader.int16();
  if (version < 0) throw new DecodeError(`The consumer protocol has no version ${version}`);
  return version;
}

/** A topic that is listed twice becomes one, at its first place. */
export function decodeTopicPartitions(reader: Reader): TopicPartitions[] {
  const byTopic = new Map<string, number[]>();
  for (let count = reader.arrayCount(6, false, 0.4); count > 0; count -= 1) {
    const topic = reader.string(false);
    const partitions = reader.int32Array(false);
    const known = byTopic.get(topic);
    if (known === undefined) byTopic.set(topic, partitions);
    else for (const partition of partitions) known.push(partition);
  }
  return Array.from(byTopic, ([topic, partitions]) => ({ topic, partitions }));
}
