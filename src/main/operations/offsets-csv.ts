import { parse } from 'csv-parse/sync';
import type { WishedOffset } from '../../shared/reset';

export type CsvOutcome = { readonly ok: true; readonly offsets: readonly WishedOffset[] } | { readonly ok: false; readonly problem: string };

const PARTITION = /^\d{1,9}$/u;
const OFFSET = /^\d{1,16}$/u;
const HEADER = ['topic', 'partition', 'offset'];

/**
 * Offsets from a CSV file as kafka-consumer-groups.sh writes and reads it: `topic,partition,offset` where one group is
 * named, else `group,topic,partition,offset`; no header. Ours may have a header, and a fifth column with the commit's metadata.
 * Nothing is taken of a file that has a mistake: the problem names its line.
 */
export function readOffsetsCsv(text: string, groupIds: readonly string[]): CsvOutcome {
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
  } catch (error) {
    return { ok: false, problem: `The file is no CSV: ${error instanceof Error ? error.message : String(error)}` };
  }
  const [first] = rows;
  if (first === undefined) return { ok: false, problem: 'The file is empty.' };
  const hasHeader = HEADER.every((name) => first.map((cell) => cell.toLowerCase()).includes(name));
  const offsets: WishedOffset[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (hasHeader && index === 0) continue;
    const read = readRow(row, groupIds);
    if (typeof read === 'string') return { ok: false, problem: `Line ${index + 1}: ${read}` };
    const key = JSON.stringify([read.groupId, read.topic, read.partition]);
    if (seen.has(key)) return { ok: false, problem: `Line ${index + 1}: ${read.topic}-${read.partition} is named twice.` };
    seen.add(key);
    offsets.push(read);
  }
  return { ok: true, offsets };
}

/** The row, or what is wrong with it. */
function readRow(row: readonly string[], groupIds: readonly string[]): WishedOffset | string {
  const short = row.length === 3;
  if (short && groupIds.length !== 1) return 'it has three columns (topic, partition, offset), which is only for one group; of several it needs group,topic,partition,offset.';
  if (!short && row.length !== 4 && row.length !== 5) return `it has ${row.length} columns instead of topic,partition,offset or group,topic,partition,offset.`;
  const [topic = '', partition = '', offset = '', metadata = null] = short ? row : row.slice(1);
  if (topic === '') return 'the topic is missing.';
  if (!PARTITION.test(partition)) return `“${partition.slice(0, 40)}” is no partition.`;
  if (!OFFSET.test(offset) || !Number.isSafeInteger(Number(offset))) return `“${offset.slice(0, 40)}” is no offset.`;
  return { groupId: short ? null : (row[0] ?? ''), topic, partition: Number(partition), offset: Number(offset), leaderEpoch: null, metadata };
}
