import type { RecordsFrom } from '../../../shared/records';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure } from '../../kafka/errors';
import { FETCH, type FetchRequest } from '../../kafka/protocol/apis/fetch';
import { LIST_OFFSETS } from '../../kafka/protocol/apis/list-offsets';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { readRecordBatches, type LogRecord } from '../../kafka/records/record-batch';

export interface RecordsWish {
  readonly topic: string;
  readonly partition: number;
  readonly from: RecordsFrom;
  /** How many records at most. */
  readonly most: number;
  /** What they may take in memory, default 64 MiB; a single batch may take as much again. */
  readonly mostBytes?: number;
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
  /** Where this page begins and where the next one would. */
  readonly from: number;
  readonly next: number;
  /** Offsets of the page, first to last, without a record. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly notes: readonly string[];
}

const FETCH_BYTES = 1024 * 1024;
/** Fetches of one page, at most: behind compacted stretches there may be little in each. */
const MOST_FETCHES = 20;
const MOST_PAGE_BYTES = 64 * 1024 * 1024;
/** Of one look back. */
const MOST_RECORDS = 50_000;
/** How much further back each look goes where a page is not full: where most is compacted away, few looks reach far. */
const FURTHER_BACK = 8;

/** Reads records without a group; nothing is committed. Rejects with KafkaFailure. */
export async function readRecords(client: ClusterClient, { topic, partition, from, most, mostBytes = MOST_PAGE_BYTES }: RecordsWish, options: CallOptions): Promise<RecordsPage> {
  const leader = await leaderOf(client, topic, partition, options);
  const log: Log = { client, leader, topic, partition, mostBytes, options };
  const list = (timestamp: 'earliest' | 'latest' | number): Promise<number> => listOffset(log, timestamp);
  const [earliest, latest] = await Promise.all([list('earliest'), list('latest')]);
  const within = (offset: number): number => Math.min(Math.max(offset, earliest), latest);
  switch (from.kind) {
    case 'offset':
      return page(await readForward(log, within(from.offset), latest, most));
    case 'time': {
      const found = await list(from.at);
      return page(await readForward(log, found < 0 ? latest : found, latest, most));
    }
    case 'before':
      return page(await readBackward(log, earliest, within(from.offset), most));
    case 'last':
      return page(await readBackward(log, earliest, latest, most));
  }
}

/** The record at an offset; null: there is none (any more). Rejects with KafkaFailure. */
export async function readRecordAt(client: ClusterClient, { topic, partition, offset }: { readonly topic: string; readonly partition: number; readonly offset: number }, options: CallOptions): Promise<ShownRecord | null> {
  const { records: [record] } = await readRecords(client, { topic, partition, from: { kind: 'offset', offset }, most: 1 }, options);
  return record?.offset === offset ? record : null;
}

interface Log {
  readonly client: ClusterClient;
  readonly leader: number;
  readonly topic: string;
  readonly partition: number;
  readonly mostBytes: number;
  readonly options: CallOptions;
}

type Stretch = Omit<RecordsPage, 'gaps'> & { readonly bytes: number };

/** Records of [begin, end), as many as are wished for and fit in memory; `next` tells how far it came. At least one fetch, which tells of the log. */
async function readForward({ client, leader, topic, partition, mostBytes, options }: Log, begin: number, end: number, most: number): Promise<Stretch> {
  const records: ShownRecord[] = [];
  const notes = new Set<string>();
  let at = begin;
  let bytes = 0;
  let isolation: FetchRequest['isolation'] = 'committed';
  for (let fetches = 1; ; fetches += 1) {
    const { errorCode, partitions } = await client.send(leader, FETCH, { isolation, maxBytes: FETCH_BYTES, topics: [{ topic, partitions: [{ partition, offset: at, maxBytes: FETCH_BYTES }] }] }, options);
    const [answer] = partitions;
    if (errorCode !== 0 || answer === undefined || answer.errorCode !== 0) throw failureOf(topic, partition, errorCode !== 0 ? errorCode : (answer?.errorCode ?? -1), `offset ${at}`);
    const read = readRecordBatches(answer.records, { from: at, mostRecords: most - records.length, mostBytes: mostBytes - bytes });
    const aborted = abortedOffsets(answer.aborted, read.records);
    for (const record of read.records) if (record.offset < end) records.push({ ...record, aborted: aborted.has(record.offset) });
    for (const note of read.notes) notes.add(note);
    const isStuck = read.nextOffset === at;
    at = read.nextOffset;
    bytes += read.bytes;
    const isHeldBack = isStuck && isolation === 'committed' && at < answer.highWatermark && at >= answer.lastStableOffset;
    if (isHeldBack) isolation = 'uncommitted'; // an open transaction: brokers give nothing behind it to read-committed consumers
    if (records.length >= most || bytes >= mostBytes || at >= Math.min(end, answer.highWatermark) || (isStuck && !isHeldBack) || fetches >= MOST_FETCHES) {
      return { records, logStartOffset: answer.logStartOffset, logEndOffset: answer.highWatermark, lastStableOffset: answer.lastStableOffset, from: begin, next: Math.min(at, Math.max(end, begin)), notes: [...notes], bytes };
    }
  }
}

/** The last records of [earliest, end): looks further and further back until there are enough. */
async function readBackward(log: Log, earliest: number, end: number, most: number): Promise<Stretch> {
  let whole = await readForward(log, end, end, most);
  let span = most;
  for (let looks = 1; looks <= MOST_FETCHES && whole.records.length < most && whole.bytes < log.mostBytes && whole.from > earliest; looks += 1) {
    const begin = Math.max(earliest, whole.from - span);
    const part = await readForward(log, begin, whole.from, Math.min(span, MOST_RECORDS));
    if (part.next < whole.from && span > 1) {
      span = Math.ceil(span / FURTHER_BACK); // too much for one page
      continue;
    }
    whole = { ...part, records: [...part.records, ...whole.records], next: end, notes: [...new Set([...part.notes, ...whole.notes])], bytes: part.bytes + whole.bytes };
    span *= FURTHER_BACK;
  }
  const records = whole.records.slice(-most);
  return { ...whole, records, from: records.length < whole.records.length ? (records[0]?.offset ?? whole.from) : whole.from };
}

function page({ bytes: _bytes, ...stretch }: Stretch): RecordsPage {
  const gaps: RecordsPage['gaps'][number][] = [];
  let expected = stretch.from;
  for (const { offset } of [...stretch.records, { offset: stretch.next }]) {
    if (offset > expected) gaps.push({ from: expected, to: offset - 1 });
    expected = offset + 1;
  }
  return { ...stretch, gaps };
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

async function listOffset({ client, leader, topic, partition, options }: Log, timestamp: 'earliest' | 'latest' | number): Promise<number> {
  const answer = await client.send(leader, LIST_OFFSETS, { timestamp, topics: [{ topic, partition: Int32Array.of(partition) }] }, options);
  const error = answer.errorCode[0] ?? 0;
  if (error !== 0) throw failureOf(topic, partition, error, 'its offsets');
  return answer.offset[0] ?? -1;
}

function failureOf(topic: string, partition: number, errorCode: number, what: string): KafkaFailure {
  return new KafkaFailure(errorName(errorCode), `${topic}-${partition} could not be read (${what}): ${errorText(errorCode)}.`);
}
