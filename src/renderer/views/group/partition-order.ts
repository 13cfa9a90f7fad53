import type { GroupDetail } from '../../../shared/group';
import { LAG_STATE_LABELS, LAG_STATES } from '../../../shared/lag';
import { VERDICT_LABELS, VERDICTS } from '../../../shared/verdict';
import { compareNames } from '../../format/compare-names';
import type { MemberName } from './member-rows';
import { partitionLabel } from './partition-label';

export const PARTITION_SORTS = ['partition', 'state', 'lag', 'logStart', 'committed', 'logEnd', 'owner', 'commits', 'age'] as const;
export type PartitionSort = (typeof PARTITION_SORTS)[number];
export interface SortOrder<Key extends string> {
  readonly by: Key;
  readonly descending: boolean;
}

/**
 * Rows in order. By `state`, descending = worst first: by the partition's own verdict, then by its lag (unknown last), then as
 * listed. Unknown stands last, whatever the direction.
 */
export function sortPartitions(detail: GroupDetail, order: SortOrder<PartitionSort>, ownerNames: readonly MemberName[]): number[] {
  const { columns } = detail;
  const rows = Array.from(columns.partition, (_, row) => row);
  const sign = order.descending ? -1 : 1;
  if (order.by === 'partition') return order.descending ? rows.reverse() : rows;
  if (order.by === 'state') {
    const lag = (row: number): number => (Number.isNaN(columns.lag[row]!) ? -1 : columns.lag[row]!);
    return rows.sort((left, right) => sign * (columns.verdict[right]! - columns.verdict[left]!) || lag(right) - lag(left) || left - right);
  }
  if (order.by === 'owner') {
    const name = (row: number): string | undefined => ownerNames[columns.owner[row]!]?.full;
    return rows.sort((left, right) => {
      const a = name(left);
      const b = name(right);
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined) || left - right;
      return sign * compareNames(a, b) || left - right;
    });
  }
  const values = VALUES[order.by](detail);
  return rows.sort((left, right) => {
    const a = values[left]!;
    const b = values[right]!;
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || left - right;
    return sign * (a - b) || left - right;
  });
}

const VALUES: Readonly<Record<Exclude<PartitionSort, 'partition' | 'state' | 'owner'>, (detail: GroupDetail) => Float64Array>> = {
  lag: ({ columns }) => columns.lag,
  logStart: ({ columns }) => columns.logStartOffset,
  committed: ({ columns }) => columns.committedOffset,
  logEnd: ({ columns }) => columns.logEndOffset,
  commits: ({ columns }) => columns.commitChangedAt,
  age: ({ columns }) => columns.sampledAt,
};

/** True when every word of the filter is in the row: in its names or states, or as `lag:>1000`, `lag:<10`, `lag:unknown`. */
export function partitionFilter(detail: GroupDetail, filter: string, ownerNames: readonly MemberName[]): (row: number) => boolean {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return () => true;
  return (row) => words.every((word) => lagTest(word)?.(detail.columns.lag[row]!) ?? textOf(detail, row, ownerNames).includes(word));
}

function lagTest(word: string): ((lag: number) => boolean) | null {
  if (word === 'lag:unknown') return (lag) => Number.isNaN(lag);
  const match = /^lag:([<>])=?(\d{1,15})$/u.exec(word);
  if (match === null) return null;
  const limit = Number(match[2]);
  const orEqual = word.includes('=');
  return match[1] === '>' ? (lag) => lag > limit || (orEqual && lag === limit) : (lag) => lag < limit || (orEqual && lag === limit);
}

function textOf({ columns, topics, members }: GroupDetail, row: number, ownerNames: readonly MemberName[]): string {
  const owner = columns.owner[row]!;
  const member = members?.[owner];
  return [
    partitionLabel(topics[columns.topic[row]!] ?? '', columns.partition[row]!),
    LAG_STATE_LABELS[LAG_STATES[columns.lagState[row]!] ?? 'unknown'],
    VERDICT_LABELS[VERDICTS[columns.verdict[row]!] ?? 'unknown'],
    ownerNames[owner]?.full ?? 'no owner',
    member?.host ?? '',
    member?.groupInstanceId ?? '',
  ]
    .join('\n')
    .toLowerCase();
}
