import { formatCount, formatCounted } from '../../../shared/text';
import { VERDICTS, VERDICT_LEVEL, type Verdict, type VerdictLevel } from '../../../shared/verdict';
import type { Sentence, SentencePart } from '../../state/sentence';
import type { LoadedGroups } from '../../state/groups-table';
import { calmHead } from '../cluster/calm-head';

export type LevelCounts = Readonly<Record<VerdictLevel, number>>;

const NAMED_MOST = 2;

export function countLevels(table: LoadedGroups): LevelCounts {
  const counts = { broken: 0, behind: 0, moving: 0, unknown: 0, ok: 0 };
  for (const verdict of table.columns.verdict) counts[VERDICT_LEVEL[VERDICTS[verdict] ?? 'unknown']] += 1;
  return counts;
}

/** How far a sentence may speak of now. */
export interface Freshness {
  /** Rounds fail, or none has come for long: the figures tell how it was. */
  readonly isPast: boolean;
  /** Groups whose figures are old. */
  readonly oldRows: number;
}

/**
 * What is wrong in this cluster, worst first. `urgent` are rows by urgency; only its first ones are read. That groups keep up
 * is said only of figures that are current and whole.
 */
export function groupsSentence(profileId: string, table: LoadedGroups, counts: LevelCounts, urgent: Int32Array, { isPast, oldRows }: Freshness): Sentence {
  const total = table.names.groupIds.length;
  const attention = counts.broken + counts.behind;
  const old = isPast || oldRows === 0 ? '' : `${oldRows === 1 ? 'One has' : `${formatCount(oldRows)} have`} old figures.`;
  const notJudged = countOf(table, 'watching');
  const unread = countUnread(table);
  if (attention === 0) {
    const uncommitted = table.columns.uncommittedPartitions.reduce((sum, partitions) => sum + (partitions > 0 ? 1 : 0), 0);
    const allKeepUp = counts.moving + unread + uncommitted === 0 && old === '';
    const rest = [
      movingWords(table, isPast),
      notJudged === 0 || unread === 0 ? '' : notJudgedWords(notJudged), // else the head tells of them
      uncommitted === 0 ? '' : `${uncommitted === 1 ? 'One has' : `${formatCount(uncommitted)} have`} partitions without a committed offset.`,
      unread === 0 || unread + notJudged === total || old !== '' ? '' : `No other ${isPast ? 'needed' : 'needs'} attention.`,
      old,
    ];
    const restless = table.storms.length;
    const calm = calmHead({ total, keepUp: counts.ok, unread, notJudged, isPast, someOld: old !== '', allKeepUp, restless });
    const text = rest.filter(Boolean).join(' ');
    if (restless === 0) return { head: calm, rest: [{ text }] };
    return { head: `${formatCount(restless)} of ${formatCounted(total, 'group')} ${restlessWords(restless, isPast)}:`, rest: [...restlessParts(profileId, table), { text: `. ${calm} ${text}`.trimEnd() }] };
  }
  const level: VerdictLevel = counts.broken > 0 ? 'broken' : 'behind';
  const count = counts[level];
  const named = [...urgent.slice(0, Math.min(count, NAMED_MOST))].flatMap((row, index) => [...(index === 0 ? [] : [{ text: ', ' }]), ...groupPhrase(profileId, table, row, isPast)]);
  const verb = isPast ? 'needed' : attention === 1 ? 'needs' : 'need';
  const head = `${formatCount(attention)} of ${formatCounted(total, 'group')} ${verb} attention${isPast ? ' when last read' : ''}${unread === 0 ? '' : `, ${formatCount(unread)} could not be read in full`}${table.storms.length === 0 ? '' : `, ${formatCount(table.storms.length)} ${restlessWords(table.storms.length, isPast)}`}.`;
  const word = level === 'broken' ? 'broken' : 'behind';
  const start = count === 1 ? `One ${isPast ? 'was' : 'is'} ${word}: ` : `${count === 2 ? 'Two' : formatCount(count)} ${isPast ? 'were' : 'are'} ${word}: `;
  const besides = [notJudged === 0 ? '' : notJudgedWords(notJudged), old].filter(Boolean).join(' ');
  return { head, rest: [{ text: start }, ...named, { text: `${count > NAMED_MOST ? `, and ${formatCounted(count - NAMED_MOST, 'other')}.` : '.'} ${besides}`.trimEnd() }] };
}

function restlessWords(count: number, isPast: boolean): string {
  return `${isPast ? 'rebalanced' : count === 1 ? 'rebalances' : 'rebalance'} often`;
}

/** `ledger-export, 11 times in 10 min`, with the most restless first. */
function restlessParts(profileId: string, { storms, names }: LoadedGroups): SentencePart[] {
  const sorted = [...storms].sort((left, right) => right.storm.rebalances - left.storm.rebalances);
  const named = sorted.slice(0, NAMED_MOST).flatMap(({ row, storm: { rebalances, minutes } }, index): SentencePart[] => {
    const groupId = names.groupIds[row] ?? '';
    return [{ text: index === 0 ? '' : '; ' }, { name: groupId, leadsTo: { kind: 'group', profileId, groupId } }, { text: `, at least ${formatCount(rebalances)} times in ${formatCount(minutes)} min` }];
  });
  return sorted.length > NAMED_MOST ? [...named, { text: `, and ${formatCounted(sorted.length - NAMED_MOST, 'other')}` }] : named;
}

/** Groups of which some, or all, could not be read. */
function countUnread({ columns }: LoadedGroups): number {
  return columns.verdict.reduce((sum, verdict, row) => sum + (VERDICT_LEVEL[VERDICTS[verdict] ?? 'unknown'] === 'unknown' || (columns.unknownPartitions[row] ?? 0) > 0 ? 1 : 0), 0);
}

function countOf({ columns }: LoadedGroups, verdict: Verdict): number {
  const wanted = VERDICTS.indexOf(verdict);
  return columns.verdict.reduce((sum, each) => sum + (each === wanted ? 1 : 0), 0);
}

function notJudgedWords(count: number): string {
  return `${count === 1 ? 'One is' : `${formatCount(count)} are`} not judged yet.`;
}

/** `2 are catching up, one is rebalancing.`; empty text when nothing moves. */
function movingWords(table: LoadedGroups, isPast: boolean): string {
  const parts = MOVING.flatMap(([verdict, doing]) => {
    const count = countOf(table, verdict);
    const be = isPast ? (count === 1 ? 'was' : 'were') : count === 1 ? 'is' : 'are';
    return count === 0 ? [] : [`${count === 1 ? 'one' : formatCount(count)} ${be} ${doing}`];
  });
  const text = parts.join(', ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const MOVING = [
  ['catching-up', 'catching up'],
  ['rebalancing', 'rebalancing'],
] as const satisfies readonly (readonly [verdict: Verdict, doing: string])[];

/** `payments-worker does not move on orders-3`. */
function groupPhrase(profileId: string, table: LoadedGroups, row: number, isPast: boolean): SentencePart[] {
  const { columns, names } = table;
  const topic = names.topics[columns.worstTopic[row] ?? -1];
  const place: SentencePart[] = topic === undefined ? [] : [{ name: `${topic}-${columns.worstPartition[row] ?? 0}` }];
  const [now, then, needsPlace] = PHRASES[VERDICTS[columns.verdict[row] ?? 0] ?? 'unknown'];
  const phrase = isPast ? then : now;
  const said = needsPlace && place.length > 0 ? [{ text: ` ${phrase} on ` }, ...place] : [{ text: ` ${phrase}` }];
  const groupId = names.groupIds[row] ?? '';
  return [{ name: groupId, leadsTo: { kind: 'group', profileId, groupId } }, ...said];
}

const PHRASES: Readonly<Record<Verdict, readonly [now: string, then: string, needsPlace: boolean]>> = {
  stopped: ['has no member', 'had no member', false],
  stalled: ['does not move', 'did not move', true],
  'records-lost': ['lost records', 'had lost records', true],
  'beyond-end': ['has committed beyond the end', 'had committed beyond the end', true],
  'falling-behind': ['falls behind', 'fell behind', true],
  'not-committing': ['does not commit', 'did not commit', false],
  behind: ['is behind', 'was behind', true],
  rebalancing: ['rebalances', 'rebalanced', false],
  'catching-up': ['catches up', 'caught up', false],
  watching: ['has lag', 'had lag', true],
  unknown: ['could not be read', 'could not be read', false],
  'no-permission': ['may not be read', 'might not be read', false],
  ok: ['keeps up', 'kept up', false],
  'ok-no-member': ['has nothing to read', 'had nothing to read', false],
};
