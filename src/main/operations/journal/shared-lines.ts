import { z } from 'zod';
import type { Failure } from '../../../shared/failure';
import { formatCount } from '../../../shared/text';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { nextTurn } from '../pause';
import { readRecords, type ShownRecord } from '../records/read-records';
import { parseLine, type AuditLine } from './audit-log';

/** A line as it is in the topic. */
export interface SharedLine {
  readonly line: AuditLine;
  /** UTF-8 JSON, as it was hashed. */
  readonly text: Buffer;
}

/** The newest lines of the topic. */
export interface SharedReading {
  /** Oldest first, as far as the partitions' times tell; each once. */
  readonly lines: readonly SharedLine[];
  /** Older ones than these are in the topic. */
  readonly hasMore: boolean;
  /** The topic has deleted records. */
  readonly isTrimmed: boolean;
  /** Records that are no lines of an audit. */
  readonly notLines: number;
  /** Partitions that could not be read, or only in part. */
  readonly failures: readonly Failure[];
}

const MOST_LINES = 2_000;
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_PARTITIONS = 50;
/** Taken apart at a time, before other work of the process goes on. */
const BYTES_AT_ONCE = 256 * 1024;

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Anybody who may write to the topic can make these up: only what the rest relies on is looked at. */
const schema = z.object({
  sequence: z.number().int().min(1),
  at: z.number().min(0).max(8_640_000_000_000_000),
  previous: hash,
  hash,
  kind: z.enum(['intent', 'result']),
  operationId: z.string().regex(/^[0-9a-z-]{1,64}$/u),
});

/** Reads the newest records of every partition, without a group. Rejects with KafkaFailure if there is no such topic, or none of it can be read. */
export async function readSharedLines(client: ClusterClient, topic: string, options: CallOptions): Promise<SharedReading> {
  const { partitions, failures } = await partitionsOf(client, topic, options);
  const most = Math.ceil(MOST_LINES / partitions.length);
  const mostBytes = Math.ceil(MOST_BYTES / partitions.length);
  const records: { readonly record: ShownRecord; readonly at: number }[] = [];
  let hasMore = false;
  let isTrimmed = false;
  for (const partition of partitions) {
    try {
      const page = await readRecords(client, { topic, partition, from: { kind: 'last' }, most, mostBytes }, options);
      hasMore ||= page.from > page.logStartOffset;
      isTrimmed ||= page.logStartOffset > 0;
      for (const note of page.notes) failures.push({ scope: `partition ${topic}-${partition}`, code: 'NOT_READ', message: note });
      let at = 0;
      for (const record of page.records) {
        at = Math.max(at, record.timestamp); // the order within a partition stands, whatever its times
        if (record.kind === 'record' && !record.aborted) records.push({ record, at });
      }
    } catch (error) {
      if (options.signal.aborted || partitions.length === 1) throw error;
      failures.push(toFailure(`partition ${topic}-${partition}`, error));
    }
  }
  const values = records.sort((left, right) => left.at - right.at).map(({ record }) => record.value);
  return { ...(await linesOf(values)), hasMore, isTrimmed, failures };
}

async function partitionsOf(client: ClusterClient, topic: string, options: CallOptions): Promise<{ readonly partitions: readonly number[]; readonly failures: Failure[] }> {
  const { topics } = await client.readMetadata([topic], options);
  const found = topics.find((each) => each.topic === topic);
  if (found === undefined || found.errorCode === 3) throw new KafkaFailure('NO_SUCH_TOPIC', `There is no topic ${topic}.`, { retriable: false });
  if (found.errorCode !== 0) throw new KafkaFailure(errorName(found.errorCode), `The topic ${topic} could not be read: ${errorText(found.errorCode)}.`);
  const all = [...found.partition].sort((left, right) => left - right);
  const left = all.length - MOST_PARTITIONS;
  return { partitions: all.slice(0, MOST_PARTITIONS), failures: left <= 0 ? [] : [{ scope: `topic ${topic}`, code: 'TOO_MUCH', message: `The topic ${topic} has ${formatCount(all.length)} partitions, of which only the first ${MOST_PARTITIONS} were read.` }] };
}

/** Exported for tests. A line that was produced twice counts once. */
export async function linesOf(values: readonly (Uint8Array | null)[]): Promise<Pick<SharedReading, 'lines' | 'notLines'>> {
  const lines = new Map<string, SharedLine>();
  let notLines = 0;
  let bytes = 0;
  for (const value of values) {
    const text = Buffer.from(value ?? []);
    const line = parseLine(text);
    if (line === null || !schema.safeParse(line).success) notLines += 1;
    else lines.set(text.toString('latin1'), { line, text });
    bytes += text.length;
    if (bytes < BYTES_AT_ONCE) continue;
    bytes = 0;
    await nextTurn();
  }
  return { lines: [...lines.values()], notLines };
}
