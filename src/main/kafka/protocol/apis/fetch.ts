import type { KafkaApi } from '../api';
import type { Reader } from '../reader';

export interface FetchRequest {
  /** `committed`: up to the last stable offset only, aborted transactions told beside. */
  readonly isolation: 'committed' | 'uncommitted';
  /** Of the whole answer, about: the first batch of the first partition that has records comes whole, however large. */
  readonly maxBytes: number;
  readonly topics: readonly {
    readonly topic: string;
    /** `maxBytes`: how much of it to send; of a first batch that is larger nothing comes (see above for the exception). */
    readonly partitions: readonly { readonly partition: number; readonly offset: number; readonly maxBytes: number }[];
  }[];
}

export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  /** -1: not known. */
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
  /** Transactions that were aborted, of those whose records may be in this answer. */
  readonly aborted: readonly { readonly producerId: number; readonly firstOffset: number }[];
  /** Record batches as they lie in the log; the last one may be cut. */
  readonly records: Uint8Array;
}

export interface FetchResponse {
  /** Of the whole request. */
  readonly errorCode: number;
  readonly partitions: readonly FetchedPartition[];
}

/**
 * Records at their partitions' leader, without a session and without waiting. It belongs to no group and commits nothing.
 *
 * Fetch Request (10..12) => replica_id max_wait_ms min_bytes max_bytes isolation_level session_id session_epoch [topics]
 *     [forgotten_topics_data] rack_id(11+)
 *   topics => topic [partitions]
 *     partitions => partition current_leader_epoch fetch_offset last_fetched_epoch(12+) log_start_offset partition_max_bytes
 * Fetch Response (10..12) => throttle_time_ms error_code session_id [responses]
 *   responses => topic [partitions]
 *     partitions => partition_index error_code high_watermark last_stable_offset log_start_offset [aborted_transactions]
 *         preferred_read_replica(11+) records
 *       aborted_transactions => producer_id first_offset
 *
 * 10 zstd, 11 followers may be read from (we ask leaders), 12 flexible. 13 names topics by id: we stay at 12.
 */
export const FETCH: KafkaApi<FetchRequest, FetchResponse> = {
  key: 1,
  name: 'Fetch',
  minVersion: 10,
  maxVersion: 12,
  flexibleFrom: 12,

  encode(writer, { isolation, maxBytes, topics }, version) {
    const flexible = version >= 12;
    writer.int32(-1);
    writer.int32(0);
    writer.int32(0);
    writer.int32(maxBytes);
    writer.int8(isolation === 'committed' ? 1 : 0);
    writer.int32(0);
    writer.int32(-1);
    writer.arrayCount(topics.length, flexible);
    for (const { topic, partitions } of topics) {
      writer.string(topic, flexible);
      writer.arrayCount(partitions.length, flexible);
      for (const wanted of partitions) {
        writer.int32(wanted.partition);
        writer.int32(-1);
        writer.int64(wanted.offset);
        if (flexible) writer.int32(-1);
        writer.int64(-1);
        writer.int32(wanted.maxBytes);
        if (flexible) writer.noTaggedFields();
      }
      if (flexible) writer.noTaggedFields();
    }
    writer.arrayCount(0, flexible);
    if (version >= 11) writer.string('', flexible);
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 12;
    reader.skip(4);
    const errorCode = reader.int16();
    reader.skip(4);
    const partitions: FetchedPartition[] = [];
    for (let topics = reader.arrayCount(flexible ? 3 : 6, flexible); topics > 0; topics -= 1) {
      const topic = reader.string(flexible);
      for (let left = reader.arrayCount(35, flexible); left > 0; left -= 1) partitions.push(decodePartition(reader, topic, version));
      if (flexible) reader.skipTaggedFields();
    }
    if (flexible) reader.skipTaggedFields();
    return { errorCode, partitions };
  },
};

function decodePartition(reader: Reader, topic: string, version: number): FetchedPartition {
  const flexible = version >= 12;
  const partition = reader.int32();
  const errorCode = reader.int16();
  const highWatermark = reader.int64();
  const lastStableOffset = reader.int64();
  const logStartOffset = reader.int64();
  const aborted: FetchedPartition['aborted'][number][] = [];
  for (let count = reader.nullableArrayCount(16, flexible) ?? 0; count > 0; count -= 1) {
    aborted.push({ producerId: reader.int64(), firstOffset: reader.int64() });
    if (flexible) reader.skipTaggedFields();
  }
  if (version >= 11) reader.skip(4);
  const records = reader.nullableBytes(flexible) ?? new Uint8Array(0);
  if (flexible) reader.skipTaggedFields();
  return { topic, partition, errorCode, highWatermark, lastStableOffset, logStartOffset, aborted, records };
}
