import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, type RefObject } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { oldBefore, shownNow, staleAfterMs } from '../../state/freshness';
import type { LoadedGroups } from '../../state/groups-table';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import type { OrderHold } from '../../state/use-order-hold';
import { useTrends } from '../../state/use-trends';
import { recall, remember, useViewMemory } from '../../state/view-memory';
import { trendHead } from '../../ui/trend-words';
import { useSize } from '../../ui/use-size';
import { columnTemplate, fittingColumns, widthOfLag, type Column, type ColumnId } from './columns';
import { GridHead } from './GridHead';
import { GroupRow } from './GroupRow';
import styles from './GroupsGrid.module.css';
import type { Order } from './held-order';
import type { Sort } from './sort-rows';
import type { ChosenGroupIds } from './use-chosen-groups';
import { useGridKeys } from './use-grid-keys';

const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 28;
/** Left and right of a row together, as in its style. */
const ROW_PADDING = 19;
/** The check boxes' column, as in `--columns` below. */
const CHOOSE_WIDTH = 26;
/** Taken for its width until it is measured. */
const WIDTH_BEFORE = 1_070;

interface GroupsGridProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly cluster: ClusterSummary;
  readonly table: LoadedGroups;
  readonly order: Order;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly hidden: ReadonlySet<ColumnId>;
  readonly hold: OrderHold;
  readonly choice: ChosenGroupIds;
  /** Told which columns have room. */
  readonly onColumns: (columns: readonly Column[]) => void;
}

/** The groups as a virtual grid: only rows in view exist. Its figures change with each round, its places by `order` only. */
export function GroupsGrid({ ref, cluster, table, order, sort, onSort, hidden, hold, choice, onColumns }: GroupsGridProps) {
  const { profileId } = cluster.profile;
  const now = shownNow(cluster, useNow());
  const { width } = useSize(ref);
  const lagWidth = useMemo(() => lagWidthOf(table), [table]);
  const columns = useMemo(() => fittingColumns(hidden, (width === 0 ? WIDTH_BEFORE : width) - ROW_PADDING - CHOOSE_WIDTH, lagWidth), [hidden, width, lagWidth]);
  useEffect(() => onColumns(columns), [columns, onColumns]);
  const [selectedId, setSelectedId] = useViewMemory<string | null>(`groups.selected ${profileId}`, null);
  const scrollKey = `groups.scroll ${profileId}`;
  const rows = useVirtualizer({
    count: order.rows.length,
    getScrollElement: () => ref.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollMargin: HEAD_HEIGHT,
    initialOffset: recall(scrollKey, 0),
    onChange: (instance) => remember(scrollKey, instance.scrollOffset ?? 0),
  });
  const items = rows.getVirtualItems();
  const idAt = useCallback((place: number) => order.index.groupIds[order.rows[place] ?? -1] ?? null, [order]);
  const open = useCallback(
    (groupId: string) => {
      setSelectedId(groupId);
      navigate({ kind: 'group', profileId, groupId });
    },
    [profileId, setSelectedId],
  );
  const selectedPlace = useMemo(() => placeOf(order, selectedId), [order, selectedId]);
  useGridKeys(ref, { count: order.rows.length, at: selectedPlace, pageSize: Math.max(1, Math.floor((rows.scrollRect?.height ?? 0) / ROW_HEIGHT) - 2) }, (place) => {
    const groupId = idAt(place);
    if (groupId !== null) setSelectedId(groupId);
    rows.scrollToIndex(place, { align: 'auto' });
  }, () => {
    if (selectedPlace !== -1 && selectedId !== null) open(selectedId);
  }, () => {
    if (selectedPlace !== -1 && selectedId !== null) choice.toggle(selectedId);
  });

  const inView = items.map((item) => idAt(item.index)).filter((groupId) => groupId !== null);
  const trendOf = useTrends([{ profileId, groupIds: inView, revision: table.revision }]);
  const staleAfter = staleAfterMs(cluster);
  const oldLimit = oldBefore(cluster, table.sampledAt, now);
  const selectedRowId = selectedPlace === -1 ? undefined : `group-row-${selectedPlace}`;
  return (
    <div
      ref={ref}
      className={styles.grid}
      role="grid"
      aria-label={`Groups of ${displayName(cluster.profile.name)}`}
      aria-rowcount={order.rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={selectedRowId !== undefined && items.some((item) => item.index === selectedPlace) ? selectedRowId : undefined}
      tabIndex={0}
      style={{ '--columns': `${CHOOSE_WIDTH}px ${columnTemplate(columns)}` } as React.CSSProperties}
      {...hold.handlers}
    >
      <GridHead columns={columns} sort={sort} onSort={onSort} trendHead={trendHead(inView.flatMap((groupId) => trendOf(profileId, groupId)?.spanMs ?? []))} isAllChosen={choice.isAll} onChooseAll={choice.toggleAll} />
      <div role="rowgroup" className={styles.body} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const row = order.rows[item.index] ?? -1;
          const groupId = idAt(item.index) ?? order.gone.get(item.index) ?? '';
          return (
            <GroupRow
              key={item.key}
              place={item.index}
              top={item.start - HEAD_HEIGHT}
              row={row}
              groupId={groupId}
              table={table}
              columns={columns}
              trend={trendOf(profileId, groupId) ?? null}
              isSelected={item.index === selectedPlace}
              isChosen={choice.chosen.has(groupId)}
              now={now}
              staleAfter={staleAfter}
              oldBefore={oldLimit}
              onOpen={open}
              onChoose={choice.toggle}
            />
          );
        })}
      </div>
    </div>
  );
}

function lagWidthOf({ columns }: LoadedGroups): number {
  let largest = 0;
  let isSomeLowerBound = false;
  columns.totalLag.forEach((lag, row) => {
    if (Number.isNaN(lag)) return;
    if (lag > largest) largest = lag;
    if ((columns.unknownPartitions[row] ?? 0) + (columns.uncommittedPartitions[row] ?? 0) > 0) isSomeLowerBound = true;
  });
  return widthOfLag(largest, isSomeLowerBound);
}

function placeOf(order: Order, groupId: string | null): number {
  const row = groupId === null ? -1 : (order.index.rowOf.get(groupId) ?? -1);
  return row === -1 ? -1 : order.rows.indexOf(row);
}
