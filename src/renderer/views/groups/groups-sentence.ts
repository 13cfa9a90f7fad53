import { formatCount } from '../../../shared/text';
import { VERDICTS, VERDICT_LEVEL, type Verdict, type VerdictLevel } from '../../../shared/verdict';
import { formatCounted } from '../../format/format-count';
import type { Sentence, SentencePart } from '../../state/sentence';
import type { LoadedGroups } from '../../state/groups-table';

export type LevelCounts = Readonly<Record<VerdictLevel, number>>;

const NAMED_MOST = 2;

export function countLevels(table: LoadedGroups): LevelCounts {
  const counts = { broken: 0, behind: 0, moving: 0, unknown: 0, ok: 0 };
  for (const verdict of table.columns.verdict) counts[VERDICT_LEVEL[VERDICTS[verdict] ?? 'unknown']] += 1;
  return counts;
}

/** How far a sentence may speak of now. */
export interface Freshness {
  /** Rounds fail: the figures tell how it was. */
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
  if (attention === 0) {
    const uncommitted = table.columns.uncommittedPartitions.reduce((sum, partitions) => sum + (partitions > 0 ? 1 : 0), 0);
    const allKeepUp = counts.moving + counts.unknown + uncommitted === 0 && old === '';
    const rest = [
      movingWords(table),
      counts.unknown === 0 ? '' : counts.unknown === 1 ? 'One could not be read.' : `${formatCount(counts.unknown)} could not be read.`,
      uncommitted === 0 ? '' : `${uncommitted === 1 ? 'One has' : `${formatCount(uncommitted)} have`} partitions without a committed offset.`,
      old,
    ];
    return { head: calmHead(total, allKeepUp, isPast, old !== ''), rest: [{ text: rest.filter(Boolean).join(' ') }] };
  }
  const level: VerdictLevel = counts.broken > 0 ? 'broken' : 'behind';
  const count = counts[level];
  const named = [...urgent.slice(0, Math.min(count, NAMED_MOST))].flatMap((row, index) => [...(index === 0 ? [] : [{ text: ', ' }]), ...groupPhrase(profileId, table, row)]);
  const verb = isPast ? 'needed' : attention === 1 ? 'needs' : 'need';
  const head = `${formatCount(attention)} of ${formatCounted(total, 'group')} ${verb} attention.`;
  const word = level === 'broken' ? 'broken' : 'behind';
  const start = count === 1 ? `One is ${word}: ` : `${count === 2 ? 'Two' : formatCount(count)} are ${word}: `;
  return { head, rest: [{ text: start }, ...named, { text: `${count > NAMED_MOST ? `, and ${formatCounted(count - NAMED_MOST, 'other')}.` : '.'}${old === '' ? '' : ` ${old}`}` }] };
}

function calmHead(total: number, allKeepUp: boolean, isPast: boolean, someOld: boolean): string {
  if (isPast) return allKeepUp ? (total === 1 ? 'The one group kept up.' : `All ${formatCount(total)} groups kept up.`) : 'No group needed attention.';
  if (allKeepUp) return total === 1 ? 'The one group keeps up.' : `All ${formatCount(total)} groups keep up.`;
  return someOld ? 'No group with current figures needs attention.' : 'No group needs attention.';
}

/** `2 are catching up, one is rebalancing.`; empty text when nothing moves. */
function movingWords({ columns }: LoadedGroups): string {
  const parts = MOVING.flatMap(([verdict, one, many]) => {
    const wanted = VERDICTS.indexOf(verdict);
    const count = columns.verdict.reduce((sum, each) => sum + (each === wanted ? 1 : 0), 0);
    return count === 0 ? [] : [count === 1 ? `one ${one}` : `${formatCount(count)} ${many}`];
  });
  const text = parts.join(', ');
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const MOVING: readonly (readonly [verdict: Verdict, one: string, many: string])[] = [
  ['catching-up', 'is catching up', 'are catching up'],
  ['rebalancing', 'is rebalancing', 'are rebalancing'],
  ['watching', 'has lag but was watched too short to judge it', 'have lag but were watched too short to judge it'],
];

/** `payments-worker does not move on orders-3`. */
function groupPhrase(profileId: string, table: LoadedGroups, row: number): SentencePart[] {
  const { columns, names } = table;
  const topic = names.topics[columns.worstTopic[row] ?? -1];
  const place: SentencePart[] = topic === undefined ? [] : [{ name: `${topic}-${columns.worstPartition[row] ?? 0}` }];
  const [phrase, needsPlace] = PHRASES[VERDICTS[columns.verdict[row] ?? 0] ?? 'unknown'];
  const said = needsPlace && place.length > 0 ? [{ text: ` ${phrase} on ` }, ...place] : [{ text: ` ${phrase}` }];
  const groupId = names.groupIds[row] ?? '';
  return [{ name: groupId, leadsTo: { kind: 'group', profileId, groupId } }, ...said];
}

const PHRASES: Readonly<Record<Verdict, readonly [phrase: string, needsPlace: boolean]>> = {
  stopped: ['has no member', false],
  stalled: ['does not move', true],
  'records-lost': ['lost records', true],
  'beyond-end': ['has committed beyond the end', true],
  'falling-behind': ['falls behind', true],
  'not-committing': ['does not commit', false],
  behind: ['is behind', true],
  rebalancing: ['rebalances', false],
  'catching-up': ['catches up', false],
  watching: ['has lag', true],
  unknown: ['could not be read', false],
  'no-permission': ['may not be read', false],
  ok: ['keeps up', false],
  'ok-no-member': ['has nothing to read', false],
};
