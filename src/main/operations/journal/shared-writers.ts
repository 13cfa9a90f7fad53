import type { SharedWriter } from '../../../shared/shared-audit';
import { fitsItsHash } from './audit-chain';
import type { AuditLine } from './audit-log';
import type { SharedLine } from './shared-lines';

/**
 * What lines of a shared topic prove of the files that they are copied from, by who wrote them, most lines first. A file has lines about other clusters, which are
 * not in the topic: that the line before is missing proves nothing, that it is another one does.
 */
export function sharedWriters(lines: readonly SharedLine[]): readonly SharedWriter[] {
  const keyOf = writerKeys(lines);
  const sequenceOfHash = new Map(lines.map(({ line }) => [line.hash, line.sequence]));
  const places = new Set(lines.map(({ line }) => placeOf(keyOf(line), line.sequence)));
  const followers = new Map<string, number>();
  for (const { line } of lines) followers.set(line.previous, (followers.get(line.previous) ?? 0) + 1);
  const writers = new Map<string, Counts>();
  for (const { line, text } of lines) {
    const key = keyOf(line);
    const counts = writers.get(key) ?? { lines: 0, following: 0, shortened: 0, wrong: 0, contradicting: 0 };
    writers.set(key, counts);
    const isFollowing = sequenceOfHash.get(line.previous) === line.sequence - 1;
    const isFork = line.sequence > 1 && (followers.get(line.previous) ?? 0) > 1;
    counts.lines += 1;
    if (line['shortened'] !== undefined) counts.shortened += 1;
    else if (!fitsItsHash(text)) counts.wrong += 1;
    if (isFork || (!isFollowing && places.has(placeOf(key, line.sequence - 1)))) counts.contradicting += 1;
    else if (isFollowing) counts.following += 1;
  }
  return [...writers].map(([key, counts]) => ({ ...writerOf(key), ...counts })).sort((left, right) => right.lines - left.lines);
}

interface Counts {
  lines: number;
  following: number;
  shortened: number;
  wrong: number;
  contradicting: number;
}

/** Only intents say who wrote them; results belong to theirs. */
function writerKeys(lines: readonly SharedLine[]): (line: AuditLine) => string {
  const ofOperation = new Map<string, string>();
  for (const { line } of lines) if (line.kind === 'intent' && !ofOperation.has(line.operationId)) ofOperation.set(line.operationId, JSON.stringify([textOf(line['user']), textOf(line['host'])]));
  return ({ operationId }) => ofOperation.get(operationId) ?? '[null,null]';
}

function writerOf(key: string): Pick<SharedWriter, 'user' | 'host'> {
  const [user = null, host = null] = JSON.parse(key) as (string | null)[];
  return { user, host };
}

function placeOf(writer: string, sequence: number): string {
  return `${sequence} ${writer}`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
