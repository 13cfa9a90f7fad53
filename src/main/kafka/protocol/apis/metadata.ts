import type { KafkaApi } from '../api';
import type { Reader } from '../reader';

/** Columns of its own for each topic: at most 100,000 topics are read, so 100,000 partitions however they are spread. */
const TOPIC_COST = 2;

export interface MetadataTopic {
  /** Of the topic as a whole: UNKNOWN_TOPIC_OR_PARTITION (3), TOPIC_AUTHORIZATION_FAILED (29) …; 0 is none. */
  readonly errorCode: number;
  readonly topic: string;
  /** Null before version 10 (Kafka 2.8) and on clusters without topic ids. */
  readonly topicId: string | null;
  readonly internal: boolean;
  /** Columns with one entry per partition, ascending by partition. */
  readonly partition: Int32Array;
  /** -1: no leader. */
  readonly leader: Int32Array;
  /** -1: not known. */
  readonly leaderEpoch: Int32Array;
  readonly errorCodes: Int16Array;
}

export interface Metadata {
  readonly clusterId: string | null;
  /** -1: not known. */
  readonly controllerId: number;
  readonly brokers: readonly { readonly nodeId: number; readonly host: string; readonly port: number; readonly rack: string | null }[];
  readonly topics: readonly MetadataTopic[];
}

/**
 * Brokers and topics. `topics: null` asks for all, an empty list for none; a topic that does not exist is never
 * created by asking.
 *
 * Metadata Request (7..12) => [topics] allow_auto_topic_creation include_cluster_authorized_operations(8..10)
 *     include_topic_authorized_operations(8+)
 *   topics => topic_id(10+) name
 * Metadata Response => throttle_time_ms [brokers] cluster_id controller_id [topics] cluster_authorized_operations(8..10)
 *   brokers => node_id host port rack
 *   topics => error_code name topic_id(10+) is_internal [partitions] topic_authorized_operations(8+)
 *     partitions => error_code partition_index leader_id leader_epoch [replica_nodes] [isr_nodes] [offline_replicas]
 *
 * 7 leader epochs, 8 authorised operations, 9 flexible, 10 topic ids, 11 no cluster operations, 12 asks by id (a
 * response may then have a null name; we ask by name and skip such a topic). 13 adds a top-level error for a client
 * that must start again from its bootstrap servers; not needed by one that asks each broker anyway.
 */
export const METADATA: KafkaApi<{ readonly topics: readonly string[] | null }, Metadata> = {
  key: 3,
  name: 'Metadata',
  minVersion: 7,
  maxVersion: 12,
  flexibleFrom: 9,

  encode(writer, request, version) {
    const flexible = version >= 9;
    if (request.topics === null) {
      writer.nullArray(flexible);
    } else {
      writer.arrayCount(request.topics.length, flexible);
      for (const topic of request.topics) {
        if (version >= 10) writer.uuid(null);
        writer.string(topic, flexible);
        if (flexible) writer.noTaggedFields();
      }
    }
    writer.boolean(false);
    if (version >= 8 && version <= 10) writer.boolean(false);
    if (version >= 8) writer.boolean(false);
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 9;
    reader.skip(4);
    const brokers: Metadata['brokers'][number][] = [];
    for (let count = reader.arrayCount(flexible ? 11 : 12, flexible); count > 0; count -= 1) {
      brokers.push({ nodeId: reader.int32(), host: reader.string(flexible), port: reader.int32(), rack: reader.nullableString(flexible) });
      if (flexible) reader.skipTaggedFields();
    }
    const clusterId = reader.nullableString(flexible);
    const controllerId = reader.int32();
    const topics: MetadataTopic[] = [];
    for (let count = reader.arrayCount(flexible ? 6 : 9, flexible, TOPIC_COST); count > 0; count -= 1) {
      const topic = decodeTopic(reader, version);
      if (topic !== null) topics.push(topic);
    }
    if (version >= 8 && version <= 10) reader.skip(4);
    if (flexible) reader.skipTaggedFields();
    return { clusterId, controllerId, brokers, topics };
  },
};

function decodeTopic(reader: Reader, version: number): MetadataTopic | null {
  const flexible = version >= 9;
  const errorCode = reader.int16();
  const topic = version >= 12 ? reader.nullableString(true) : reader.string(flexible);
  const topicId = version >= 10 ? reader.uuid() : null;
  const internal = reader.boolean();
  const columns = decodePartitions(reader, flexible);
  if (version >= 8) reader.skip(4);
  if (flexible) reader.skipTaggedFields();
  return topic === null ? null : { errorCode, topic, topicId, internal, ...columns };
}

type Columns = Pick<MetadataTopic, 'partition' | 'leader' | 'leaderEpoch' | 'errorCodes'>;

function decodePartitions(reader: Reader, flexible: boolean): Columns {
  const count = reader.arrayCount(flexible ? 18 : 26, flexible, 0.02);
  const columns = emptyColumns(count);
  let ascending = true;
  let previous = -Infinity;
  for (let index = 0; index < count; index += 1) {
    columns.errorCodes[index] = reader.int16();
    const partition = reader.int32();
    columns.partition[index] = partition;
    columns.leader[index] = reader.int32();
    columns.leaderEpoch[index] = reader.int32();
    for (let list = 0; list < 3; list += 1) reader.skipInt32Array(flexible);
    if (flexible) reader.skipTaggedFields();
    if (partition < previous) ascending = false;
    previous = partition;
  }
  if (ascending) return columns;
  reader.spend(count, 0.3);
  return sortColumns(columns);
}

function emptyColumns(count: number): Columns {
  return {
    partition: new Int32Array(count),
    leader: new Int32Array(count),
    leaderEpoch: new Int32Array(count),
    errorCodes: new Int16Array(count),
  };
}

function sortColumns(from: Columns): Columns {
  const order = Array.from(from.partition.keys()).sort((a, b) => (from.partition[a] ?? 0) - (from.partition[b] ?? 0));
  const sorted = emptyColumns(order.length);
  order.forEach((source, index) => {
    sorted.partition[index] = from.partition[source] ?? 0;
    sorted.leader[index] = from.leader[source] ?? 0;
    sorted.leaderEpoch[index] = from.leaderEpoch[source] ?? 0;
    sorted.errorCodes[index] = from.errorCodes[source] ?? 0;
  });
  return sorted;
}
