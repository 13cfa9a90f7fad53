import { useMemo, useState } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL, VERDICTS } from '../../../shared/verdict';
import { largest } from '../../charts/heat-scale';
import { widthOfFigure, widthOfText } from '../../ui/fit-columns';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import { hostName, type MemberName } from './member-rows';
import { PartitionCell, RULER_WIDTH, type PartitionColumn } from './PartitionCell';
import { topicLabel } from './partition-label';
import { offsetWord } from './uncommitted';
import { partitionFilter, PARTITION_SORTS, sortPartitions, type PartitionSort, type SortOrder } from './partition-order';

interface PartitionsTableProps {
  readonly profileId: string;
  readonly detail: GroupDetail;
  /** By member index, ready for the screen. */
  readonly ownerNames: readonly MemberName[];
  readonly filter: string;
  readonly now: number;
  readonly staleAfterMs: number;
  /** Nothing of it is renewed. */
  readonly stale: boolean;
}

/** In a share group no partition has an owner. Offsets are set in a mono face; names and hosts get what their longest needs, as far as there is room. */
function columnsFor(detail: GroupDetail, ownerNames: readonly MemberName[]): TableColumn<PartitionColumn>[] {
  const offset = Math.max(78, widthOfFigure(formatCount(largest(detail.columns.logEndOffset)).length));
  const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0);
  const places = formatCount(largest(detail.columns.partition)).length + 1;
  const hosts = (detail.members ?? []).map(({ host }) => hostName(host));
  const owners = ownerNames.map(({ main, suffix }, member) => (suffix.trim() === hosts[member] ? main : main + suffix));
  const share = detail.groupType === 'share';
  const columns: TableColumn<PartitionColumn>[] = [
    { id: 'partition', label: 'Partition', width: widthOfText(longest(detail.topics.map(topicLabel)) + places, 110, 170), grows: 3, gives: 0, sortable: true },
    { id: 'state', label: 'Lag state', width: 168, gives: 0, sortable: true, title: 'Worst first' },
    { id: 'lag', label: 'Lag', width: widthOfFigure(Math.max(8, formatCount(largest(detail.columns.lag)).length)), gives: 0, numeric: true, sortable: true, title: share ? 'Records that are not dealt with, as the broker counts them; where it does not tell, log end minus start offset' : 'Log end minus committed offset' },
    { id: 'logStart', label: 'Log start', width: offset, gives: 3, numeric: true, sortable: true },
    { ...(share ? SHARE_START : COMMITTED), id: 'committed', width: offset, gives: 0, numeric: true, sortable: true },
    { id: 'logEnd', label: 'Log end', width: offset, gives: 0, numeric: true, sortable: true },
    { id: 'ruler', label: 'Position in log', width: RULER_WIDTH + 12, gives: 4 },
    { id: 'owner', label: 'Owner', width: widthOfText(longest(owners), 92, 150), grows: 1, gives: 0, sortable: true },
    { id: 'host', label: 'Host', width: widthOfText(longest(hosts), 74, 120), gives: 2 },
    { id: 'commits', label: 'Moved', width: 74, gives: 5, sortable: true, title: `When the ${offsetWord(detail)} was last seen to change` },
    { id: 'age', label: 'Age', width: 48, gives: 0, numeric: true, sortable: true, title: `How long ago the ${offsetWord(detail)} was read` },
  ];
  return share ? columns.filter(({ id }) => id !== 'owner' && id !== 'host') : columns;
}

const COMMITTED = { label: 'Committed', title: 'The offset that is read next' };
const SHARE_START = { label: 'Start offset', title: 'Of the share group: every record before it is dealt with' };
/** A first click sorts these so: most lag, newest change, greatest age first. */
const DESCENDING_FIRST: ReadonlySet<PartitionSort> = new Set(['lag', 'commits']);

/** Every partition of the group, worst first unless another order is chosen. */
export function PartitionsTable({ profileId, detail, ownerNames, filter, now, staleAfterMs, stale }: PartitionsTableProps) {
  const [order, setOrder] = useState<SortOrder<PartitionSort>>({ by: 'state', descending: true });
  const sorted = useMemo(() => sortPartitions(detail, order, ownerNames), [detail, order, ownerNames]);
  const columns = useMemo(() => columnsFor(detail, ownerNames), [detail, ownerNames]);
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
      rowTone={(row) => stale ? 'old' : toneOf(detail, row, now, staleAfterMs)}
      cell={(row, column) => <PartitionCell profileId={profileId} detail={detail} row={row} column={column} ownerNames={ownerNames} now={now} staleAfterMs={staleAfterMs} isOld={stale || isOld(detail, row, now, staleAfterMs)} />}
      empty={detail.columns.partition.length === 0 ? 'This group has no partitions: nothing is committed, assigned or subscribed.' : 'No partition matches the filter. Words are searched in names, owners and states; lag:>1000 and lag:unknown work too.'}
    />
  );
}

function isOld({ columns }: GroupDetail, row: number, now: number, staleAfterMs: number): boolean {
  return now - columns.sampledAt[row]! > staleAfterMs;
}

function toneOf(detail: GroupDetail, row: number, now: number, staleAfterMs: number): 'critical' | 'old' | null {
  if (isOld(detail, row, now, staleAfterMs)) return 'old';
  return VERDICT_LEVEL[VERDICTS[detail.columns.verdict[row]!] ?? 'unknown'] === 'broken' ? 'critical' : null;
}
