import type { GroupDetail } from '../../../shared/group';
import type { OwnershipRow } from '../../charts/ownership-row';
import { isLowerBound, notCounted } from '../../format/lag-bound';
import type { MemberRow } from './member-rows';
import { hasNoCommit, mayHideLag } from './uncommitted';

/** From this many members on, those with most lag come first, then those with most partitions; idle ones come last. Fewer stay in the order of their names. */
const SORT_FROM = 13;

export interface OwnershipInput {
  readonly rows: readonly OwnershipRow[];
  /** Row of each partition's owner. */
  readonly owner: Int32Array;
  /** KIP-848: row of the member that is to have the partition, where that is another one; else -1. */
  readonly target: Int32Array;
}

/** Rows of the ownership picture and where each partition is in it. Partitions without an owner have a row of their own, on top. */
export function ownershipInput(detail: GroupDetail, members: readonly MemberRow[]): OwnershipInput {
  const ordered = members.length < SORT_FROM ? members : [...members].sort((left, right) => Number(right.broken) - Number(left.broken) || Number(left.idle !== null) - Number(right.idle !== null) || magnitude(right) - magnitude(left) || (right.partitions ?? -1) - (left.partitions ?? -1));
  const unowned = detail.columns.owner.some((owner) => owner < 0);
  const first = unowned ? 1 : 0;
  const rowOf = new Int32Array(detail.members?.length ?? 0).fill(-1);
  ordered.forEach((member, index) => {
    rowOf[member.index] = first + index;
  });
  const owner = detail.columns.owner.map((index) => (index < 0 ? 0 : (rowOf[index] ?? -1)));
  const rows = ordered.map(
    (member): OwnershipRow => ({
      key: `member ${member.index} ${member.name.full}`,
      label: member.name.full,
      main: member.name.main,
      suffix: member.name.suffix,
      lag: member.lag ?? (isLowerBound(member) ? Number.NaN : null),
      notCounted: notCounted(member),
      idle: member.idle,
      kind: 'member',
      broken: member.broken,
    }),
  );
  const target = targetOwners(detail).map((index, partition) => (index < 0 || index === detail.columns.owner[partition] ? -1 : (rowOf[index] ?? -1)));
  return { rows: unowned ? [nobody(detail), ...rows] : rows, owner, target };
}

/** Index of the member that is to have each partition; -1: nobody, or that is not told. */
function targetOwners({ members, topics, columns }: GroupDetail): Int32Array {
  const wanted = new Map<string, Map<number, number>>();
  members?.forEach(({ targetAssignment }, index) => {
    for (const { topic, partitions } of targetAssignment ?? []) {
      const known = wanted.get(topic) ?? new Map<number, number>();
      wanted.set(topic, known);
      for (const partition of partitions) known.set(partition, index);
    }
  });
  return columns.partition.map((partition, row) => wanted.get(topics[columns.topic[row]!] ?? '')?.get(partition) ?? -1);
}

function nobody(detail: GroupDetail): OwnershipRow {
  const { columns } = detail;
  let lag = 0;
  let known = 0;
  let unknownPartitions = 0;
  let uncommittedPartitions = 0;
  columns.owner.forEach((owner, partition) => {
    if (owner >= 0) return;
    const value = columns.lag[partition]!;
    if (mayHideLag(detail, partition)) uncommittedPartitions += 1;
    else if (hasNoCommit(detail, partition)) return;
    else if (Number.isNaN(value)) unknownPartitions += 1;
    else {
      lag += value;
      known += 1;
    }
  });
  return { key: 'nobody', label: 'no owner', main: 'no owner', suffix: '', lag: known === 0 ? Number.NaN : lag, notCounted: notCounted({ unknownPartitions, uncommittedPartitions }), idle: null, kind: 'none', broken: false };
}

/** Powers of ten and not lags decide, so that rows do not change places with every sample. */
function magnitude(member: MemberRow): number {
  return member.lag === null ? -1 : Math.ceil(Math.log10(member.lag + 1));
}
