import { formatCount, formatCounted } from '../../../shared/text';
import type { LoadedGroups } from '../../state/groups-table';
import type { Filter } from './filter-parse';
import { fitsPattern } from './text-pattern';

export interface TopicHint {
  /** Groups that read a topic of that name and are not among the matches. */
  readonly groups: number;
  /** The filter that finds them. */
  readonly text: string;
}

/** A plain word looks in group names only; when it is (also) a topic's, says how many more groups read that. Null: none. */
export function topicHint(table: LoadedGroups, filter: Filter, matching: Int32Array): TopicHint | null {
  const [term] = filter.terms;
  if (term === undefined || filter.terms.length > 1 || term.kind !== 'name' || term.field !== 'group' || term.negated) return null;
  const { topics, topicFrom, topicIndex, groupIds } = table.names;
  const fits = topics.map((topic) => fitsPattern(topic.toLowerCase(), term.pattern));
  if (!fits.includes(true)) return null;
  const shown = new Set(matching);
  let groups = 0;
  for (let row = 0; row < groupIds.length; row += 1) {
    if (shown.has(row)) continue;
    for (let at = topicFrom[row] ?? 0; at < (topicFrom[row + 1] ?? 0); at += 1) {
      if (fits[topicIndex[at] ?? -1] !== true) continue;
      groups += 1;
      break;
    }
  }
  const text = /[\s"]/u.test(term.pattern) ? `topic:"${term.pattern.replace(/"/gu, '')}"` : `topic:${term.pattern}`;
  return groups === 0 ? null : { groups, text };
}

/** `3 more read a topic of that name`. */
export function hintWords({ groups }: TopicHint, word: 'more' | 'group'): string {
  const counted = word === 'more' ? `${formatCount(groups)} more` : formatCounted(groups, 'group');
  return `${counted} ${groups === 1 ? 'reads' : 'read'} a topic of that name`;
}
