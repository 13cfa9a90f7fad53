import type { TopicRow } from '../../../shared/group';
import { compareNames } from '../../format/compare-names';

export type TopicColumn = 'topic' | 'partitions' | 'groups' | 'lag';
export interface TopicSort {
  readonly column: TopicColumn;
  readonly descending: boolean;
}

/** Those whose name holds the text, in order; unknown figures come last in both directions, then names decide. */
export function orderTopics(rows: readonly TopicRow[], text: string, { column, descending }: TopicSort): readonly TopicRow[] {
  const wanted = text.trim().toLowerCase();
  const found = wanted === '' ? [...rows] : rows.filter((row) => row.topic.toLowerCase().includes(wanted));
  const sign = descending ? -1 : 1;
  return found.sort((left, right) => {
    const byName = compareNames(left.topic, right.topic);
    if (column === 'topic') return sign * byName;
    const first = figureOf(left, column);
    const second = figureOf(right, column);
    if (first === second) return byName;
    if (first === null) return 1;
    if (second === null) return -1;
    return sign * (first - second);
  });
}

function figureOf(row: TopicRow, column: Exclude<TopicColumn, 'topic'>): number | null {
  return column === 'lag' ? row.totalLag : row[column];
}
