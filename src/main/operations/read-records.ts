import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure } from '../kafka/errors';
import { FETCH } from '../kafka/protocol/apis/fetch';
import { LIST_OFFSETS } from '../kafka/protocol/apis/list-offsets';
import { errorName, errorText } from '../kafka/protocol/errors';
import { readRecordBatches, type LogRecord } from '../kafka/records/record-batch';

export interface RecordsWish {
  readonly topic: string;
  readonly partition: number;
  /** Offset to begin at; or epoch ms of the first record at or after; or the last records before the log end. */
  readonly from: { readonly kind: 'offset'; readonly offset: number } | { readonly kind: 'time'; readonly at: number } | { readonly kind: 'last' };
  /** How many records at most. */
  readonly most: number;
}

export interface ShownRecord extends LogRecord {
  /** Its transaction was aborted: read-committed consumers never see it. */
  readonly aborted: boolean;
}

export interface RecordsPage {
  readonly records: readonly ShownRecord[];
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** -1: not known. Below the log end: an open transaction holds read-committed consumers here. */
  readonly lastStableOffset: number;
  /** Where this page begins and where the next one would. Offsets between without a record were compacted away, or are markers'. */
  readonly from: number;
  readonly next: number;
  readonly notes: readonly string[];
}

const FETCH_BYTES = 1024 * 1024;
/** Fetches of one page, at most: behind compacted stretches there may be little in each. */
const MOST_FETCHES = 20;

/** Reads records without a group; nothing is committed. Rejects with KafkaFailure. */
export async function readRecords(client: ClusterClient, { topic, partition, from, most }: RecordsWish, options: CallOptions): Promise<RecordsPage> {
  const leader = await leaderOf(client, topic, partition, options);
  const begin = await beginningOf(client, leader, { topic, partition, from, most }, options);
  const records: ShownRecord[] = [];
  const notes: string[] = [];
  let at = begin;
  for (let fetches = 1; ; fetches += 1) {
    const { partitions, errorCode } = await client.send(leader, FETCH, { isolation: 'committed', maxBytes: FETCH_BYTES, topics: [{ topic, partitions: [{ partition, offset: at, maxBytes: FETCH_BYTES }] }] }, options);
    const [answer] = partitions;
    if (answer === undefined) throw failureOf(topic, partition, errorCode, `offset ${at}`);
    if (answer.errorCode !== 0) throw failureOf(topic, partition, answer.errorCode, `offset ${at}`);
    const read = readRecordBatches(answer.records, at);
    const aborted = abortedOffsets(answer.aborted, read.records);
    records.push(...read.records.map((record) => ({ ...record, aborted: aborted.has(record.offset) })));
    notes.push(...read.notes);
    const isStuck = read.nextOffset === at;
    at = read.nextOffset;
    if (records.length >= most || at >= answer.highWatermark || isStuck || fetches >= MOST_FETCHES) {
      const shown = records.slice(0, most);
      const last = shown[shown.length - 1];
      const next = shown.length < records.length && last !== undefined ? last.offset + 1 : at;
      return { records: shown, logStartOffset: answer.logStartOffset, logEndOffset: answer.highWatermark, lastStableOffset: answer.lastStableOffset, from: begin, next, notes: [...new Set(notes)] };
    }
  }
}

/** Offsets of records whose transaction ends in an abort marker, of those in this answer. */
function abortedOffsets(aborted: readonly { readonly producerId: number; readonly firstOffset: number }[], records: readonly LogRecord[]): ReadonlySet<number> {
  const open = new Set<number>();
  const offsets = new Set<number>();
  const waiting = [...aborted].sort((left, right) => left.firstOffset - right.firstOffset);
  for (const record of records) {
    while (waiting[0] !== undefined && waiting[0].firstOffset <= record.offset) open.add((waiting.shift() as { readonly producerId: number }).producerId);
    if (record.kind === 'abort-marker') open.delete(record.producerId);
    else if (record.transactional && record.kind === 'record' && open.has(record.producerId)) offsets.add(record.offset);
  }
  return offsets;
}

async function leaderOf(client: ClusterClient, topic: string, partition: number, options: CallOptions): Promise<number> {
  const metadata = await client.readMetadata([topic], options);
  const found = metadata.topics.find((each) => each.topic === topic);
  if (found === undefined) throw new KafkaFailure('UNKNOWN_TOPIC_OR_PARTITION', `There is no topic ${topic}.`, { retriable: false });
  if (found.errorCode !== 0) throw failureOf(topic, partition, found.errorCode, 'its leader');
  const leader = found.leader[found.partition.indexOf(partition)];
  if (leader === undefined) throw new KafkaFailure('UNKNOWN_TOPIC_OR_PARTITION', `${topic} has no partition ${partition}; it has ${found.partition.length}.`, { retriable: false });
  if (leader < 0) throw new KafkaFailure('LEADER_NOT_AVAILABLE', `${topic}-${partition} has no leader at the moment.`);
  return leader;
}

async function beginningOf(client: ClusterClient, leader: number, { topic, partition, from, most }: RecordsWish, options: CallOptions): Promise<number> {
  const list = async (timestamp: 'earliest' | 'latest' | number): Promise<number> => {
    const answer = await client.send(leader, LIST_OFFSETS, { timestamp, topics: [{ topic, partition: Int32Array.of(partition) }] }, options);
    const error = answer.errorCode[0] ?? 0;
    if (error !== 0) throw failureOf(topic, partition, error, 'its offsets');
    return answer.offset[0] ?? -1;
  };
  const [earliest, latest] = await Promise.all([list('earliest'), list('latest')]);
  const within = (offset: number): number => Math.min(Math.max(offset, earliest), latest);
  if (from.kind === 'offset') return within(from.offset);
  if (from.kind === 'last') return within(latest - most);
  const found = await list(from.at);
  return found < 0 ? latest : found;
}

function failureOf(topic: string, partition: number, errorCode: number, what: string): KafkaFailure {
  return new KafkaFailure(errorName(errorCode), `${topic}-${partition} could not be read (${what}): ${errorText(errorCode)}.`);
}
