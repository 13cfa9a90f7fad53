import type { KafkaApi } from '../api';

/** One batch for one partition. */
export interface ProduceRequest {
  readonly topic: string;
  readonly partition: number;
  /** How long the leader may wait for its replicas. */
  readonly timeoutMs: number;
  /** A record batch as it is to lie in the log. */
  readonly records: Uint8Array;
}

export interface ProduceResponse {
  readonly errorCode: number;
  /** Of the first record; -1: not written. */
  readonly baseOffset: number;
  /** The broker's own words for an error; null: none. */
  readonly errorMessage: string | null;
}

/**
 * Writes a batch at its leader, answered when all in-sync replicas have it (acks -1). Neither idempotent nor in a transaction.
 *
 * Produce Request (7..9) => transactional_id acks timeout_ms [topic_data]
 *   topic_data => name [partition_data]
 *     partition_data => index records
 * Produce Response (7..9) => [responses] throttle_time_ms
 *   responses => name [partition_responses]
 *     partition_responses => index error_code base_offset log_append_time_ms log_start_offset [record_errors](8+) error_message(8+)
 *       record_errors => batch_index batch_index_error_message
 *
 * 7 zstd, 8 errors of single records, 9 flexible. 10 tells new leaders, 13 names topics by id: we stay at 9.
 */
export const PRODUCE: KafkaApi<ProduceRequest, ProduceResponse> = {
  key: 0,
  name: 'Produce',
  minVersion: 7,
  maxVersion: 9,
  flexibleFrom: 9,

  encode(writer, { topic, partition, timeoutMs, records }, version) {
    const flexible = version >= 9;
    writer.nullableString(null, flexible);
    writer.int16(-1);
    writer.int32(timeoutMs);
    writer.arrayCount(1, flexible);
    writer.string(topic, flexible);
    writer.arrayCount(1, flexible);
    writer.int32(partition);
    writer.bytes(records, flexible);
    if (flexible) {
      writer.noTaggedFields();
      writer.noTaggedFields();
      writer.noTaggedFields();
    }
  },

  decode(reader, version) {
    const flexible = version >= 9;
    let answer: ProduceResponse | null = null;
    for (let topics = reader.arrayCount(flexible ? 3 : 6, flexible); topics > 0; topics -= 1) {
      reader.string(flexible);
      for (let partitions = reader.arrayCount(30, flexible); partitions > 0; partitions -= 1) {
        reader.skip(4);
        const errorCode = reader.int16();
        const baseOffset = reader.int64();
        reader.skip(16);
        let errorMessage: string | null = null;
        if (version >= 8) {
          for (let count = reader.arrayCount(6, flexible); count > 0; count -= 1) {
            reader.skip(4);
            reader.nullableString(flexible);
            if (flexible) reader.skipTaggedFields();
          }
          errorMessage = reader.nullableString(flexible);
        }
        if (flexible) reader.skipTaggedFields();
        answer = { errorCode, baseOffset, errorMessage };
      }
      if (flexible) reader.skipTaggedFields();
    }
    reader.skip(4);
    if (flexible) reader.skipTaggedFields();
    return answer ?? { errorCode: NOT_ANSWERED, baseOffset: -1, errorMessage: null };
  },
};

/** UNKNOWN_SERVER_ERROR: an answer without the partition that was asked for says nothing of it. */
const NOT_ANSWERED = -1;
