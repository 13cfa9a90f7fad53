import type { KafkaApi } from '../api';
import { OFFSET_TOO_LARGE } from '../errors';
import type { Reader } from '../reader';

/** One set of columns for the whole response; the rows of a topic are [from, to). */
export interface OffsetFetchResponse {
  readonly groups: readonly {
    /** Null before version 8, which answers for the one group asked. */
    readonly groupId: string | null;
    readonly errorCode: number;
    /** As its part of the answer that is remembered, whose topics these would be; see offsetFetchFrom. */
    readonly unchanged: boolean;
    readonly topics: readonly { readonly topic: string; readonly from: number; readonly to: number }[];
  }[];
  readonly partition: Int32Array;
  /** Next offset to read; -1: none committed; NaN beside OFFSET_TOO_LARGE. */
  readonly committedOffset: Float64Array;
  /** -1: none. */
  readonly leaderEpoch: Int32Array;
  readonly errorCode: Int16Array;
  /** Row → metadata of the commit, where there is any. */
  readonly metadata: ReadonlyMap<number, string>;
}

/**
 * Committed offsets of all topics of each group, without waiting for open transactions, at the groups' coordinator.
 * Before version 8 exactly one group a request: encode throws a plain Error for another number.
 *
 * OffsetFetch Request (5..7) => group_id [topics] require_stable(7+)          (topics null: all)
 * OffsetFetch Request (8..9) => [groups] require_stable
 *   groups => group_id member_id(9+) member_epoch(9+) [topics]
 * OffsetFetch Response (5..7) => throttle_time_ms [topics] error_code
 * OffsetFetch Response (8..9) => throttle_time_ms [groups]
 *   groups => group_id [topics] error_code
 *     topics => name [partitions]
 *       partitions => partition_index committed_offset committed_leader_epoch metadata error_code
 *
 * 5 leader epochs, 6 flexible, 7 require_stable, 8 many groups (KIP-709), 9 member epochs (sent as "not a member").
 * 10 names topics by id only: an id of a deleted topic has no name any more, so we stay at 9.
 */
export const OFFSET_FETCH: KafkaApi<{ readonly groupIds: readonly string[] }, OffsetFetchResponse> = {
  key: 9,
  name: 'OffsetFetch',
  minVersion: 5,
  maxVersion: 9,
  flexibleFrom: 6,

  encode(writer, request, version) {
    const flexible = version >= 6;
    if (version >= 8) {
      writer.arrayCount(request.groupIds.length, true);
      for (const groupId of request.groupIds) {
        writer.string(groupId, true);
        if (version >= 9) {
          writer.nullableString(null, true);
          writer.int32(-1);
        }
        writer.nullArray(true);
        writer.noTaggedFields();
      }
    } else {
      const [groupId] = request.groupIds;
      if (groupId === undefined || request.groupIds.length > 1) throw new Error(`OffsetFetch v${version} takes exactly one group`);
      writer.string(groupId, flexible);
      writer.nullArray(flexible);
    }
    if (version >= 7) writer.boolean(false);
    if (flexible) writer.noTaggedFields();
  },

  decode: (reader, version) => decode(reader, version, null),
};

/** Earlier answers, byte for byte. Most groups of a cluster have committed nothing since the last look: their part need not be read again. */
export interface RememberedAnswers {
  /** Its part of an earlier answer, while all that it said still holds with whoever asks; null: it is to be read. */
  recall(groupId: string): Uint8Array | null;
  /** To be copied: the bytes are used again. What follows may still be unreadable; then the whole answer fails. */
  remember(groupId: string, bytes: Uint8Array): void;
}

/** OffsetFetch that reads (from version 8 on) only those groups whose part of the answer is another than the remembered one. */
export function offsetFetchFrom(answers: RememberedAnswers): typeof OFFSET_FETCH {
  return { ...OFFSET_FETCH, decode: (reader, version) => decode(reader, version, answers) };
}

function decode(reader: Reader, version: number, answers: RememberedAnswers | null): OffsetFetchResponse {
  reader.skip(4);
  const rows = new Rows();
  const groups: OffsetFetchResponse['groups'][number][] = [];
  if (version >= 8) {
    for (let count = reader.arrayCount(5, true); count > 0; count -= 1) groups.push(decodeGroup(reader, rows, answers));
  } else {
    const topics = rows.decodeTopics(reader, version >= 6);
    groups.push({ groupId: null, errorCode: reader.int16(), unchanged: false, topics });
  }
  if (version >= 6) reader.skipTaggedFields();
  return { groups, ...rows.finish() };
}

function decodeGroup(reader: Reader, rows: Rows, answers: RememberedAnswers | null): OffsetFetchResponse['groups'][number] {
  const groupId = reader.string(true);
  const { remaining } = reader;
  const remembered = answers?.recall(groupId) ?? null;
  // What is read depends on nothing but its bytes: equal ones end at the same place and say the same.
  if (remembered !== null && reader.skipEqual(remembered)) return { groupId, errorCode: 0, unchanged: true, topics: [] };
  const topics = rows.decodeTopics(reader, true);
  const errorCode = reader.int16();
  reader.skipTaggedFields();
  if (errorCode === 0) answers?.remember(groupId, reader.since(remaining));
  return { groupId, errorCode, unchanged: false, topics };
}

/** In every version the shortest row takes this much. */
const MIN_ROW_BYTES = 20;
/** Upper half of 2^53. */
const HIGH_OF_TOO_LARGE = 2_097_152;

class Rows {
  private partition = new Int32Array(0);
  private committedOffset = new Float64Array(0);
  private leaderEpoch = new Int32Array(0);
  private errorCode = new Int16Array(0);
  private readonly metadata = new Map<number, string>();
  private used = 0;

  decodeTopics(reader: Reader, flexible: boolean): { topic: string; from: number; to: number }[] {
    if (this.partition.length === 0) this.allocate(reader.remaining);
    const topics: { topic: string; from: number; to: number }[] = [];
    for (let count = reader.arrayCount(flexible ? 3 : 6, flexible, 0.4); count > 0; count -= 1) {
      const topic = reader.string(flexible);
      const from = this.used;
      this.decodePartitions(reader, flexible);
      if (flexible) reader.skipTaggedFields();
      topics.push({ topic, from, to: this.used });
    }
    return topics;
  }

  /** At once what the rest of a response can hold: less memory than the response itself. */
  private allocate(remaining: number): void {
    const capacity = Math.floor(remaining / MIN_ROW_BYTES);
    this.partition = new Int32Array(capacity);
    this.committedOffset = new Float64Array(capacity);
    this.leaderEpoch = new Int32Array(capacity);
    this.errorCode = new Int16Array(capacity);
  }

  private decodePartitions(reader: Reader, flexible: boolean): void {
    const to = this.used + reader.arrayCount(MIN_ROW_BYTES, flexible, 0.1);
    while (this.used < to) {
      if (flexible) this.decodePlainRows(reader, to);
      if (this.used < to) this.decodeRow(reader, flexible);
    }
  }

  /** The usual rows, of exact offsets and without metadata and tags, all have one length: no bounds check per field. Stops at any other. */
  private decodePlainRows(reader: Reader, to: number): void {
    const { partition, committedOffset, leaderEpoch, errorCode } = this;
    const { view } = reader;
    let row = this.used;
    for (; row < to; row += 1) {
      const at = reader.peek(MIN_ROW_BYTES);
      if (at < 0 || view.getUint8(at + 16) > 1 || view.getUint8(at + 19) !== 0) break;
      const high = view.getInt32(at + 4);
      if (high >= HIGH_OF_TOO_LARGE) break;
      partition[row] = view.getInt32(at);
      committedOffset[row] = high * 4294967296 + view.getUint32(at + 8);
      leaderEpoch[row] = view.getInt32(at + 12);
      errorCode[row] = view.getInt16(at + 17);
      reader.skip(MIN_ROW_BYTES);
    }
    this.used = row;
  }

  private decodeRow(reader: Reader, flexible: boolean): void {
    const row = this.used;
    this.partition[row] = reader.int32();
    const offset = reader.int64();
    this.committedOffset[row] = offset > Number.MAX_SAFE_INTEGER ? NaN : offset;
    this.leaderEpoch[row] = reader.int32();
    const metadata = reader.nullableString(flexible);
    if (metadata !== null && metadata !== '') {
      reader.spend(1, 0.4);
      this.metadata.set(row, metadata);
    }
    const errorCode = reader.int16();
    this.errorCode[row] = errorCode === 0 && offset > Number.MAX_SAFE_INTEGER ? OFFSET_TOO_LARGE : errorCode;
    if (flexible) reader.skipTaggedFields();
    this.used = row + 1;
  }

  finish(): Omit<OffsetFetchResponse, 'groups'> {
    return {
      partition: this.partition.subarray(0, this.used),
      committedOffset: this.committedOffset.subarray(0, this.used),
      leaderEpoch: this.leaderEpoch.subarray(0, this.used),
      errorCode: this.errorCode.subarray(0, this.used),
      metadata: this.metadata,
    };
  }
}
