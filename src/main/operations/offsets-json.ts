import { z } from 'zod';
import { MOST_PARTITIONS, wishedOffset } from '../../shared/reset-input';
import type { WishedOffset } from '../../shared/reset';
import type { OffsetsOutcome } from './offsets-csv';

const file = z.object({ offsets: z.array(wishedOffset).max(MOST_PARTITIONS) });

/** The JSON form of exported offsets, which nothing is lost in. */
export function writeOffsetsJson(kafkaClusterId: string | null, offsets: readonly WishedOffset[]): string {
  const lines = offsets.map((offset) => `    ${JSON.stringify(offset)}`);
  return `{\n  "kafkaClusterId": ${JSON.stringify(kafkaClusterId)},\n  "offsets": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Reads it back. Nothing is taken of a file that has a mistake: the problem names the place. */
export function readOffsetsJson(text: string): OffsetsOutcome {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = /position (\d+)/u.exec(message) ?? [];
    return { ok: false, problem: `${position === undefined ? '' : `${placeOf(text, Number(position))}: `}The file is no JSON: ${message}.` };
  }
  const read = file.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { ok: false, problem: `${issue === undefined || issue.path.length === 0 ? 'The file' : issue.path.join('.')}: ${issue?.message ?? 'not understood'}. What is expected is {"offsets": [{"groupId", "topic", "partition", "offset", "leaderEpoch", "metadata"}]}.` };
  }
  const seen = new Set<string>();
  for (const { groupId, topic, partition } of read.data.offsets) {
    const key = JSON.stringify([groupId, topic, partition]);
    if (seen.has(key)) return { ok: false, problem: `${topic}-${partition} is named twice${groupId === null ? '' : ` for ${groupId}`}.` };
    seen.add(key);
  }
  return { ok: true, offsets: read.data.offsets };
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `Line ${before.length}, column ${(before[before.length - 1] ?? '').length + 1}`;
}
