import type { KafkaApi } from '../api';
import { OFFSET_TOO_LARGE } from '../errors';
import type { Reader } from '../reader';

export interface ListOffsetsRequest {
  /** `latest` is the high watermark, `last-stable` what consumers read up to that wait for transactions to end. A number is epoch ms (first offset at or after it), or -3: the newest timestamp (version 7 on). */
  readonly timestamp: 'latest' | 'last-stable' | 'earliest' | number;
  /** Partitions led by the asked broker. */
  readonly topics: readonly { readonly topic: string; readonly partition: Int32Array }[];
}

/** One set of columns for the whole response; the rows of a topic are [from, to). */
export interface ListOffsetsResponse {
  readonly topics: readonly { readonly topic: string; readonly from: number; readonly to: number }[];
  readonly partition: Int32Array;
  readonly errorCode: Int16Array;
  /** -1 beside an error, and where no record is as new as the timestamp; NaN beside OFFSET_TOO_LARGE. */
  readonly offset: Float64Array;
  /** Epoch ms of the record found; -1 where no time was asked for. */
  readonly timestamp: Float64Array;
  /** -1: not known. */
  readonly leaderEpoch: Int32Array;
}

/**
 * Offsets by position or time, read uncommitted but for `last-stable`, at the partitions' leader. encode throws a plain Error for a special
 * timestamp that the version does not know.
 *
 * ListOffsets Request (4..7) => replica_id isolation_level [topics]
 *   topics => name [partitions]
 *     partitions => partition_index current_leader_epoch timestamp
 * ListOffsets Response => throttle_time_ms [topics]
 *   topics => name [partitions]
 *     partitions => partition_index error_code timestamp offset leader_epoch
 *
 * 4 leader epochs, 5 OFFSET_NOT_AVAILABLE, 6 flexible, 7 the newest timestamp (KIP-734). 8 to 11 add offsets of tiered
 * storage and a time-out for them.
 */
export const LIST_OFFSETS: KafkaApi<ListOffsetsRequest, ListOffsetsResponse> = {
  key: 2,
  name: 'ListOffsets',
  minVersion: 4,
  maxVersion: 7,
  flexibleFrom: 6,

  encode(writer, request, version) {
    const flexible = version >= 6;
    const timestamp = wireTimestamp(request.timestamp, version);
    writer.int32(-1);
    writer.int8(request.timestamp === 'last-stable' ? 1 : 0);
    writer.arrayCount(request.topics.length, flexible);
    for (const { topic, partition } of request.topics) {
      writer.string(topic, flexible);
      writer.arrayCount(partition.length, flexible);
      for (const index of partition) {
        writer.int32(index);
        writer.int32(-1);
        writer.int64(timestamp);
        if (flexible) writer.noTaggedFields();
      }
      if (flexible) writer.noTaggedFields();
    }
    if (flexible) writer.noTaggedFields();
  },

  decode(reader, version) {
    const flexible = version >= 6;
    reader.skip(4);
    const rows = new Rows(reader.remaining, flexible);
    const topics: ListOffsetsResponse['topics'][number][] = [];
    for (let count = reader.arrayCount(flexible ? 3 : 6, flexible, 0.5); count > 0; count -= 1) {
      const topic = reader.string(flexible);
      topics.push({ topic, ...rows.decodePartitions(reader) });
      if (flexible) reader.skipTaggedFields();
    }
    if (flexible) reader.skipTaggedFields();
    return { topics, ...rows.finish() };
  },
};

function wireTimestamp(timestamp: ListOffsetsRequest['timestamp'], version: number): number {
  if (timestamp === 'latest' || timestamp === 'last-stable') return -1;
  if (timestamp === 'earliest') return -2;
  if (timestamp >= 0 || (timestamp === -3 && version >= 7)) return timestamp;
  throw new Error(`ListOffsets v${version} knows no timestamp ${timestamp}`);
}

class Rows {
  private readonly partition: Int32Array;
  private readonly errorCode: Int16Array;
  private readonly offset: Float64Array;
  private readonly timestamp: Float64Array;
  private readonly leaderEpoch: Int32Array;
  private readonly rowBytes: number;
  private used = 0;

  /** Allocates at once what a response of `remaining` bytes can hold: no more memory than the response itself. */
  constructor(remaining: number, private readonly flexible: boolean) {
    this.rowBytes = flexible ? 27 : 26;
    const capacity = Math.floor(remaining / this.rowBytes);
    this.partition = new Int32Array(capacity);
    this.errorCode = new Int16Array(capacity);
    this.offset = new Float64Array(capacity);
    this.timestamp = new Float64Array(capacity);
    this.leaderEpoch = new Int32Array(capacity);
  }

  decodePartitions(reader: Reader): { from: number; to: number } {
    const { partition, errorCode, offset, timestamp, leaderEpoch, flexible } = this;
    const from = this.used;
    const to = from + reader.arrayCount(this.rowBytes, flexible, 0.05);
    for (let row = from; row < to; row += 1) {
      partition[row] = reader.int32();
      errorCode[row] = reader.int16();
      timestamp[row] = reader.int64();
      offset[row] = reader.int64();
      if ((offset[row] ?? 0) > Number.MAX_SAFE_INTEGER) {
        offset[row] = NaN;
        if (errorCode[row] === 0) errorCode[row] = OFFSET_TOO_LARGE;
      }
      leaderEpoch[row] = reader.int32();
      if (flexible) reader.skipTaggedFields();
    }
    this.used = to;
    return { from, to };
  }

  finish(): Omit<ListOffsetsResponse, 'topics'> {
    return {
      partition: this.partition.subarray(0, this.used),
      errorCode: this.errorCode.subarray(0, this.used),
      offset: this.offset.subarray(0, this.used),
      timestamp: this.timestamp.subarray(0, this.used),
      leaderEpoch: this.leaderEpoch.subarray(0, this.used),
    };
  }
}
