import { VERDICT_LEVEL, VERDICT_LEVELS, VERDICTS } from '../../../shared/verdict';
import type { LoadedGroups } from '../../state/groups-table';
import { rankOf, type NamesIndex } from './names-index';

export type SortColumn = 'verdict' | 'group' | 'type' | 'state' | 'assignor' | 'members' | 'topics' | 'partitions' | 'lag' | 'worst' | 'age';

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Worst first. */
export const BY_URGENCY: Sort = { column: 'verdict', descending: true };

const LEVEL_OF = VERDICTS.map((verdict) => VERDICT_LEVEL[verdict]);
/** 0 is the least urgent. */
const URGENCY_OF = LEVEL_OF.map((level) => VERDICT_LEVELS.length - 1 - VERDICT_LEVELS.indexOf(level));
/** A group that rebalances too often: after those that are broken or behind, before all others. */
const RESTLESS = VERDICT_LEVELS.length - 1 - VERDICT_LEVELS.indexOf('behind') - 0.5;

/**
 * Sorts row numbers in place and returns them. Unknown figures come last in both directions; equal rows go by lag
 * (largest first), then by name, so that an order never depends on where the engine happened to put a row.
 */
export function sortRows(rows: Int32Array, table: LoadedGroups, index: NamesIndex, sort: Sort): Int32Array {
  const key = keyOf(table, index, sort.column);
  const lag = table.columns.totalLag;
  const sign = sort.descending ? -1 : 1;
  return rows.sort((left, right) => {
    const first = key(left);
    const second = key(right);
    if (first !== second) {
      if (Number.isNaN(first)) return Number.isNaN(second) ? tie(left, right) : 1;
      if (Number.isNaN(second)) return -1;
      return sign * (first - second);
    }
    return tie(left, right);
  });

  function tie(left: number, right: number): number {
    const first = lag[left] ?? Number.NaN;
    const second = lag[right] ?? Number.NaN;
    if (first !== second) {
      if (Number.isNaN(first)) return Number.isNaN(second) ? byName(left, right) : 1;
      if (Number.isNaN(second)) return -1;
      return second - first;
    }
    return byName(left, right);
  }

  function byName(left: number, right: number): number {
    return (index.rank[left] ?? 0) - (index.rank[right] ?? 0);
  }
}

function keyOf(table: LoadedGroups, index: NamesIndex, column: SortColumn): (row: number) => number {
  const { columns, names } = table;
  switch (column) {
    case 'verdict': {
      const restless = new Set(table.storms.map(({ row }) => row));
      return (row) => Math.max(URGENCY_OF[columns.verdict[row] ?? 0] ?? 0, restless.has(row) ? RESTLESS : 0);
    }
    case 'group':
      return (row) => index.rank[row] ?? 0;
    case 'type':
      return byDictionary(names.types, names.type);
    case 'state':
      return byDictionary(names.states, names.state);
    case 'assignor':
      return byDictionary(names.assignors, names.assignor);
    case 'members':
      return (row) => knownOr(columns.members[row] ?? -1);
    case 'partitions':
      return (row) => knownOr(columns.partitions[row] ?? -1);
    case 'topics':
      return (row) => (names.topicFrom[row + 1] ?? 0) - (names.topicFrom[row] ?? 0);
    case 'lag':
      return (row) => columns.totalLag[row] ?? Number.NaN;
    case 'age':
      return (row) => -(columns.sampledAt[row] ?? Number.NaN);
    case 'worst': {
      const rank = rankOf(names.topics);
      return (row) => {
        const topic = columns.worstTopic[row] ?? -1;
        return topic < 0 ? Number.NaN : (rank[topic] ?? 0) * 1e6 + (columns.worstPartition[row] ?? 0);
      };
    }
  }
}

function byDictionary(words: readonly (string | null)[], column: Uint16Array): (row: number) => number {
  const rank = rankOf(words);
  return (row) => {
    const word = column[row] ?? -1;
    return words[word] === null || words[word] === undefined ? Number.NaN : (rank[word] ?? 0);
  };
}

function knownOr(figure: number): number {
  return figure < 0 ? Number.NaN : figure;
}
