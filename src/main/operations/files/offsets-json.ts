import { z } from 'zod';
import { MOST_PARTITIONS, wishedOffset } from '../../../shared/reset-input';
import type { WishedOffset } from '../../../shared/reset';
import type { OffsetsOutcome } from './offsets-csv';
import { nextTurn } from '../pause';

const file = z.object({ offsets: z.array(z.unknown()).max(MOST_PARTITIONS) });
const SLICE = 500;

/** The JSON form of exported offsets, which nothing is lost in. */
export function writeOffsetsJson(kafkaClusterId: string | null, offsets: readonly WishedOffset[]): string {
  const lines = offsets.map((offset) => `    ${JSON.stringify(offset)}`);
  return `{\n  "kafkaClusterId": ${JSON.stringify(kafkaClusterId)},\n  "offsets": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Reads it back, in slices. Nothing is taken of a file that has a mistake: the problem names the place. */
export async function readOffsetsJson(text: string): Promise<OffsetsOutcome> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = /position (\d+)/u.exec(message) ?? [];
    return { ok: false, problem: `${position === undefined ? '' : `${placeOf(text, Number(position))}: `}The file is no JSON: ${message}.` };
  }
  const outer = file.safeParse(value);
  if (!outer.success) return { ok: false, problem: mistake([], outer.error) };
  const offsets: WishedOffset[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of outer.data.offsets.entries()) {
    if (index % SLICE === 0) await nextTurn();
    const read = wishedOffset.safeParse(entry);
    if (!read.success) return { ok: false, problem: mistake(['offsets', index], read.error) };
    const { groupId, topic, partition } = read.data;
    const key = JSON.stringify([groupId, topic, partition]);
    if (seen.has(key)) return { ok: false, problem: `offsets.${index}: ${topic}-${partition} is named twice${groupId === null ? '' : ` for ${groupId}`}.` };
    seen.add(key);
    offsets.push(read.data);
  }
  return { ok: true, offsets };
}

function mistake(path: readonly PropertyKey[], { issues: [issue] }: z.ZodError): string {
  const place = [...path, ...(issue?.path ?? [])].map(String).join('.');
  return `${place === '' ? 'The file' : place}: ${issue?.message ?? 'not understood'}. What is expected is {"offsets": [{"groupId", "topic", "partition", "offset", "leaderEpoch", "metadata"}]}.`;
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `Line ${before.length}, column ${(before[before.length - 1] ?? '').length + 1}`;
}
