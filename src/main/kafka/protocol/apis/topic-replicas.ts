import type { KafkaApi } from '../api';
import type { Reader } from '../reader';
import { METADATA } from './metadata';

/** What the replica lists of one partition cost to take over, in microseconds. */
const PARTITION_COST = 0.3;

export interface TopicReplicas {
  readonly brokers: readonly { readonly nodeId: number; readonly rack: string | null }[];
  readonly topics: readonly {
    readonly errorCode: number;
    readonly topic: string;
    /** Broker ids of all replicas, also those that are offline; as the broker lists them, mostly by partition. */
    readonly partitions: readonly { readonly partition: number; readonly replicas: readonly number[] }[];
  }[];
}

/** The same request as METADATA, of whose answer only where the replicas are is read: the rounds have no use for it, and it is most of the answer. */
export const TOPIC_REPLICAS: KafkaApi<{ readonly topics: readonly string[] | null }, TopicReplicas> = {
  ...METADATA,

  decode(reader, version) {
    const flexible = version >= 9;
    reader.skip(4);
    const brokers: TopicReplicas['brokers'][number][] = [];
    for (let count = reader.arrayCount(flexible ? 11 : 12, flexible); count > 0; count -= 1) {
      const nodeId = reader.int32();
      reader.string(flexible);
      reader.skip(4);
      brokers.push({ nodeId, rack: reader.nullableString(flexible) });
      if (flexible) reader.skipTaggedFields();
    }
    reader.nullableString(flexible);
    reader.skip(4);
    const topics: TopicReplicas['topics'][number][] = [];
    for (let count = reader.arrayCount(flexible ? 6 : 9, flexible); count > 0; count -= 1) {
      const errorCode = reader.int16();
      const topic = version >= 12 ? reader.nullableString(true) : reader.string(flexible);
      if (version >= 10) reader.skip(16);
      reader.skip(1);
      const partitions = decodePartitions(reader, flexible);
      if (version >= 8) reader.skip(4);
      if (flexible) reader.skipTaggedFields();
      if (topic !== null) topics.push({ errorCode, topic, partitions });
    }
    if (version >= 8 && version <= 10) reader.skip(4);
    if (flexible) reader.skipTaggedFields();
    return { brokers, topics };
  },
};

function decodePartitions(reader: Reader, flexible: boolean): TopicReplicas['topics'][number]['partitions'] {
  const partitions: { readonly partition: number; readonly replicas: readonly number[] }[] = [];
  for (let count = reader.arrayCount(flexible ? 18 : 26, flexible, PARTITION_COST); count > 0; count -= 1) {
    reader.skip(2);
    const partition = reader.int32();
    reader.skip(8);
    partitions.push({ partition, replicas: reader.int32Array(flexible) });
    reader.skipInt32Array(flexible);
    reader.skipInt32Array(flexible);
    if (flexible) reader.skipTaggedFields();
  }
  return partitions;
}
