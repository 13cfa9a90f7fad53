import { useMemo, useState } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { VERDICT_LEVEL, VERDICTS } from '../../../shared/verdict';
import { largest } from '../../charts/heat-scale';
import { formatCount } from '../../format/format-count';
import type { MemberName } from './member-rows';
import { PartitionCell, type PartitionColumn } from './PartitionCell';
import { partitionFilter, PARTITION_SORTS, sortPartitions, type PartitionSort, type SortOrder } from './partition-order';
import { VirtualTable, type TableColumn } from './VirtualTable';

interface PartitionsTableProps {
  readonly profileId: string;
  readonly detail: GroupDetail;
  /** By member index, ready for the screen. */
  readonly ownerNames: readonly MemberName[];
  readonly filter: string;
  readonly now: number;
  readonly staleAfterMs: number;
}

/** Offsets are set in a mono face; nine places with separators are usual, more make their columns wider. */
function columnsFor(detail: GroupDetail): TableColumn<PartitionColumn>[] {
  const places = formatCount(largest(detail.columns.logEndOffset)).length;
  const offset = Math.max(78, Math.ceil(places * 7.3) + 13);
  return COLUMNS.map((column) => (OFFSETS.has(column.id) ? { ...column, width: offset } : column));
}

const OFFSETS: ReadonlySet<PartitionColumn> = new Set(['logStart', 'committed', 'logEnd']);
const COLUMNS: readonly TableColumn<PartitionColumn>[] = [
  { id: 'partition', label: 'Partition', width: null, sortable: true },
  { id: 'state', label: 'Lag state', width: 166, sortable: true, title: 'Worst first' },
  { id: 'lag', label: 'Lag', width: 72, numeric: true, sortable: true, title: 'Log end minus committed offset' },
  { id: 'logStart', label: 'Log start', width: 78, numeric: true, sortable: true },
  { id: 'committed', label: 'Committed', width: 78, numeric: true, sortable: true, title: 'The offset that is read next' },
  { id: 'logEnd', label: 'Log end', width: 78, numeric: true, sortable: true },
  { id: 'ruler', label: 'Position in log', width: 118, from: 900 },
  { id: 'owner', label: 'Owner', width: 96, sortable: true },
  { id: 'host', label: 'Host', width: 86 },
  { id: 'commits', label: 'Commit moved', width: 94, sortable: true, from: 1_040, title: 'When the committed offset was last seen to change' },
  { id: 'age', label: 'Age', width: 60, numeric: true, sortable: true, title: 'How long ago the committed offset was read' },
];
/** A first click sorts these so: most lag, newest change, greatest age first. */
const DESCENDING_FIRST: ReadonlySet<PartitionSort> = new Set(['lag', 'commits']);

/** Every partition of the group, worst first unless another order is chosen. */
export function PartitionsTable({ profileId, detail, ownerNames, filter, now, staleAfterMs }: PartitionsTableProps) {
  const [order, setOrder] = useState<SortOrder<PartitionSort>>({ by: 'state', descending: true });
  const sorted = useMemo(() => sortPartitions(detail, order, ownerNames), [detail, order, ownerNames]);
  const columns = useMemo(() => columnsFor(detail), [detail]);
  const rows = useMemo(() => sorted.filter(partitionFilter(detail, filter, ownerNames)), [sorted, detail, filter, ownerNames]);
  const sortBy = (column: PartitionColumn): void => {
    const by = PARTITION_SORTS.find((each) => each === column);
    if (by !== undefined) setOrder({ by, descending: order.by === by ? !order.descending : by === 'state' || DESCENDING_FIRST.has(by) });
  };
  return (
    <VirtualTable
      label="Partitions"
      columns={columns}
      rows={rows}
      orderKey={`${order.by} ${String(order.descending)} ${filter} ${detail.columns.partition.length}`}
      sort={order}
      onSort={sortBy}
      rowTone={(row) => toneOf(detail, row, now, staleAfterMs)}
      cell={(row, column) => <PartitionCell profileId={profileId} detail={detail} row={row} column={column} ownerNames={ownerNames} now={now} staleAfterMs={staleAfterMs} />}
      empty={detail.columns.partition.length === 0 ? 'This group has no partitions: nothing is committed, assigned or subscribed.' : 'No partition matches the filter. Words are searched in names, owners and states; lag:>1000 and lag:unknown work too.'}
    />
  );
}

function toneOf(detail: GroupDetail, row: number, now: number, staleAfterMs: number): 'critical' | 'old' | null {
  if (now - detail.columns.sampledAt[row]! > staleAfterMs) return 'old';
  return VERDICT_LEVEL[VERDICTS[detail.columns.verdict[row]!] ?? 'unknown'] === 'broken' ? 'critical' : null;
}
