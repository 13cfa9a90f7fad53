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

/** What is wrong in this cluster, worst first. `urgent` are rows by urgency; only its first ones are read. */
export function groupsSentence(profileId: string, table: LoadedGroups, counts: LevelCounts, urgent: Int32Array): Sentence {
  const total = table.names.groupIds.length;
  const attention = counts.broken + counts.behind;
  if (attention === 0) {
    const head = counts.moving + counts.unknown > 0 ? 'No group needs attention.' : total === 1 ? 'The one group keeps up.' : `All ${formatCount(total)} groups keep up.`;
    const rest = [
      counts.moving === 0 ? '' : `${counts.moving === 1 ? 'One is' : `${formatCount(counts.moving)} are`} catching up or rebalancing.`,
      counts.unknown === 0 ? '' : counts.unknown === 1 ? 'One could not be read.' : `${formatCount(counts.unknown)} could not be read.`,
    ];
    return { head, rest: [{ text: rest.filter(Boolean).join(' ') }] };
  }
  const level: VerdictLevel = counts.broken > 0 ? 'broken' : 'behind';
  const count = counts[level];
  const named = [...urgent.slice(0, Math.min(count, NAMED_MOST))].flatMap((row, index) => [...(index === 0 ? [] : [{ text: ', ' }]), ...groupPhrase(profileId, table, row)]);
  const head = `${formatCount(attention)} of ${formatCounted(total, 'group')} ${attention === 1 ? 'needs' : 'need'} attention.`;
  const word = level === 'broken' ? 'broken' : 'behind';
  const start = count === 1 ? `One is ${word}: ` : `${count === 2 ? 'Two' : formatCount(count)} are ${word}: `;
  return { head, rest: [{ text: start }, ...named, { text: count > NAMED_MOST ? `, and ${formatCounted(count - NAMED_MOST, 'other')}.` : '.' }] };
}

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
