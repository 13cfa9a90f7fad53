import { CsvError, parse, type Parser } from 'csv-parse';
import { MOST_PARTITIONS } from '../../../shared/reset-input';
import type { WishedOffset } from '../../../shared/reset';
import { formatCount } from '../../../shared/text';
import { nextTurn } from '../pause';

export type OffsetsOutcome = { readonly ok: true; readonly offsets: readonly WishedOffset[] } | { readonly ok: false; readonly problem: string };

const SLICE_BYTES = 8 * 1024;
/** Names and metadata have at most 32 KiB each in Kafka; the parser takes minutes for a line of megabytes. */
const MOST_RECORD_BYTES = 256 * 1024;
const PARTITION = /^\d{1,9}$/u;
const OFFSET = /^\d{1,16}$/u;
const COLUMNS = ['group', 'topic', 'partition', 'offset', 'metadata'] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ['topic', 'partition', 'offset'];

/**
 * Offsets from a CSV file as kafka-consumer-groups.sh writes and reads it: `topic,partition,offset` of the one group that is
 * reset (groupId null), or `group,topic,partition,offset`; no header. Ours may have a header, which then names the columns, and
 * a column with the commit's metadata, the last one. Nothing is taken of a file that has a mistake: the problem names its line and column.
 * Works in slices: other work of the process goes on meanwhile.
 */
export async function readOffsetsCsv(text: string): Promise<OffsetsOutcome> {
  const offsets: WishedOffset[] = [];
  const seen = new Set<string>();
  let header: readonly Column[] | null = null;
  let isFirst = true;
  try {
    for await (const { record, info } of rowsOf(text)) {
      if (isFirst) {
        isFirst = false;
        const named = headerOf(record);
        if (typeof named === 'string') return { ok: false, problem: `Line ${info.lines}${named}` };
        header = named;
        if (header !== null) continue;
      }
      if (offsets.length >= MOST_PARTITIONS) return { ok: false, problem: `Line ${info.lines}: the file has more offsets than a plan takes (${formatCount(MOST_PARTITIONS)}).` };
      const read = readRow(record, header ?? columnsOf(record.length, offsets[0]));
      if (typeof read === 'string') return { ok: false, problem: `Line ${info.lines}${read}` };
      const key = JSON.stringify([read.groupId, read.topic, read.partition]);
      if (seen.has(key)) return { ok: false, problem: `Line ${info.lines}: ${read.topic}-${read.partition} is named twice.` };
      seen.add(key);
      offsets.push(read);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, problem: `${typeof error['lines'] === 'number' ? `Line ${error['lines']}: ` : ''}The file is no CSV: ${error.message}` };
  }
  return isFirst ? { ok: false, problem: 'The file is empty.' } : { ok: true, offsets };
}

/** Throws CsvError. */
async function* rowsOf(text: string): AsyncGenerator<CsvRow> {
  const bytes = Buffer.from(text);
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, trim: true, info: true, record_delimiter: ['\r\n', '\n', '\r'], max_record_size: MOST_RECORD_BYTES });
  const ended = new Promise<null>((resolve) => parser.once('end', () => resolve(null)));
  const failed = new Promise<never>((_resolve, reject) => parser.once('error', reject));
  failed.catch(() => undefined); // nobody may be waiting for it
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    parser.write(bytes.subarray(from, from + SLICE_BYTES));
    yield* taken(parser);
    await Promise.race([nextTurn(), failed]);
  }
  parser.end();
  for (;;) {
    yield* taken(parser);
    if ((await Promise.race([nextTurn(), ended, failed])) === null) return yield* taken(parser);
  }
}

function* taken(parser: Parser): Generator<CsvRow> {
  for (let row = parser.read() as CsvRow | null; row !== null; row = parser.read() as CsvRow | null) yield row;
}

interface CsvRow {
  readonly record: readonly string[];
  /** The line where it ends. */
  readonly info: { readonly lines: number };
}

/** Null: the first line is no header. A text: what is wrong with it, to follow the line's number; a column that is not known might be meant for anything. */
function headerOf(record: readonly string[]): readonly Column[] | string | null {
  const columns: Column[] = [];
  let wrong: string | null = null;
  for (const [index, name] of record.entries()) {
    const column = COLUMNS.find((known) => known === name.toLowerCase());
    if (column === undefined || columns.includes(column)) wrong ??= `, column ${index + 1}: “${name.slice(0, 40)}” is not one of ${COLUMNS.join(', ')}, each once.`;
    else columns.push(column);
  }
  return NEEDED.every((needed) => columns.includes(needed)) ? (wrong ?? columns) : null;
}

/** Without a header the number of columns tells; all lines alike. */
function columnsOf(count: number, before: WishedOffset | undefined): readonly Column[] | null {
  if (count === 3 && (before === undefined || before.groupId === null)) return NEEDED;
  return (count === 4 || count === 5) && before?.groupId !== null ? COLUMNS.slice(0, count) : null;
}

/** The row, or where and what is wrong with it, to follow the line's number. */
function readRow(record: readonly string[], columns: readonly Column[] | null): WishedOffset | string {
  if (columns === null || record.length !== columns.length) return `: it has ${record.length} columns instead of topic,partition,offset or group,topic,partition,offset, the same in every line.`;
  const value = (column: Column): string => record[columns.indexOf(column)] ?? '';
  const at = (column: Column): string => `, column ${columns.indexOf(column) + 1}`;
  const [topic, partition, offset] = [value('topic'), value('partition'), value('offset')];
  if (topic === '') return `${at('topic')}: the topic is missing.`;
  if (!PARTITION.test(partition)) return `${at('partition')}: “${partition.slice(0, 40)}” is no partition.`;
  if (!OFFSET.test(offset) || !Number.isSafeInteger(Number(offset))) return `${at('offset')}: “${offset.slice(0, 40)}” is no offset.`;
  return { groupId: columns.includes('group') ? value('group') : null, topic, partition: Number(partition), offset: Number(offset), leaderEpoch: null, metadata: columns.includes('metadata') ? value('metadata') : null };
}
