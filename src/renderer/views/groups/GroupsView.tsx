import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { formatCount } from '../../../shared/text';
import type { VerdictLevel } from '../../../shared/verdict';
import { formatAge } from '../../format/format-age';
import { formatMoment, type TimeZoneChoice } from '../../format/format-time';
import { oldBefore, shownNow } from '../../state/freshness';
import type { LoadedGroups } from '../../state/groups-table';
import { useGroupsTable } from '../../state/groups-table';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { useViewMemory } from '../../state/view-memory';
import { Button } from '../../ui/Button';
import { ClusterGate } from '../cluster/ClusterGate';
import { ReadingGate } from '../cluster/ReadingGate';
import { ChosenGroups } from './ChosenGroups';
import { COLUMNS, type Column } from './columns';
import { useHiddenColumns } from './column-choice';
import { ColumnsMenu } from './ColumnsMenu';
import { FilterBox } from './FilterBox';
import { parseFilter } from './filter-parse';
import { GroupsGrid } from './GroupsGrid';
import type { Order } from './held-order';
import { countLevels, groupsSentence } from './groups-sentence';
import styles from './GroupsView.module.css';
import { LevelFilter } from './LevelFilter';
import type { NamesIndex } from './names-index';
import { NoGroups } from './NoGroups';
import { NothingMatches } from './NothingMatches';
import { Sentence } from '../cluster/Sentence';
import { BY_URGENCY, sortRows, type Sort } from './sort-rows';
import { hintWords, topicHint } from './topic-hint';
import { useChosenGroups } from './use-chosen-groups';
import { useOrder } from './use-order';
import { useOrderHold } from '../../state/use-order-hold';

/** Every group of one cluster. */
export function GroupsView({ cluster }: { readonly cluster: ClusterSummary }) {
  return (
    <ClusterGate cluster={cluster} reads="groups">
      <LoadGroups cluster={cluster} />
    </ClusterGate>
  );
}

function LoadGroups({ cluster }: { readonly cluster: ClusterSummary }) {
  const reading = useGroupsTable(cluster);
  return (
    <ReadingGate reading={reading} what={`the groups of ${cluster.profile.name}`}>
      {(table) => (table.names.groupIds.length === 0 ? <NoGroups cluster={cluster} /> : <Groups key={cluster.profile.profileId} cluster={cluster} table={table} />)}
    </ReadingGate>
  );
}

function Groups({ cluster, table }: { readonly cluster: ClusterSummary; readonly table: LoadedGroups }) {
  const { profileId } = cluster.profile;
  const [text, setText] = useViewMemory(`groups.filter ${profileId}`, '');
  const [level, setLevel] = useViewMemory<VerdictLevel | null>(`groups.level ${profileId}`, null);
  const [sort, setSort] = useViewMemory<Sort>('groups.sort', BY_URGENCY);
  const [hidden, setHidden] = useHiddenColumns();
  const [columns, setColumns] = useState<readonly Column[]>(COLUMNS);
  const filterInput = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const hold = useOrderHold();
  const settledText = useDeferredValue(text);
  const filter = useMemo(() => parseFilter(settledText), [settledText]);
  const { order, index, matching, keptUnknown } = useOrder(table, { filter, level, sort }, hold.by !== null);
  const choice = useChosenGroups(profileId, order);
  const hiddenChosen = useMemo(() => countHidden(choice.chosen, order), [choice.chosen, order]);
  const hint = useMemo(() => (level === null ? topicHint(table, filter, order.rows) : null), [table, filter, level, order.rows]);
  const counts = useMemo(() => countLevels(table), [table]);
  const clock = useNow();
  const now = shownNow(cluster, clock);
  const { timeZone } = useSettings();
  const oldLimit = oldBefore(cluster, table.sampledAt, now);
  const oldRows = useMemo(() => countOld(table, oldLimit), [table, oldLimit]);
  const isPast = cluster.state === 'stale' || cluster.state === 'failed' || oldRows === table.names.groupIds.length;
  const sentence = useMemo(() => groupsSentence(profileId, table, counts, mostUrgent(table, index), { isPast, oldRows }), [profileId, table, counts, index, isPast, oldRows]);
  const total = table.names.groupIds.length;
  const old = agedWords(cluster, table.sampledAt, clock, timeZone);
  const clear = () => {
    setText('');
    setLevel(null);
  };
  useKeys({ '/': () => filterInput.current?.focus() });
  return (
    <>
      <div className={styles.head}>
        <Sentence sentence={sentence} old={old} lines={1} />
        <div className={styles.bar}>
          <FilterBox ref={filterInput} text={text} problems={filter.problems} onChange={setText} onLeave={() => grid.current?.focus()} />
          <ColumnsMenu hidden={hidden} fitting={columns} onChange={setHidden} />
          <Button onClick={() => navigate({ kind: 'newGroup', profileId })}>New group at offsets…</Button>
        </div>
        <div className={styles.counts}>
          <LevelFilter isOld={old !== null || isPast} counts={counts} total={total} value={level} onChange={setLevel} />
          {choice.chosen.size === 0 ? null : <ChosenGroups profileId={profileId} chosen={choice.chosen} hidden={hiddenChosen} onClear={choice.clear} />}
          <span className={choice.chosen.size === 0 ? styles.matching : 'visually-hidden'} role="status">
            {hold.by === null ? null : <>Order held{hold.by === 'pointer' ? <span className={styles.wide}> while you point</span> : ': Esc lets it move'}. </>}
            {settledText.trim() === '' && level === null ? null : `${formatCount(matching)} of ${formatCount(total)} match`}
            {keptUnknown === 0 ? null : `, ${formatCount(keptUnknown)} with unknown figures kept`}
            {hint === null || order.rows.length === 0 ? null : (
              <>
                {'; '}
                <button type="button" className={styles.hint} onClick={() => setText(hint.text)}>
                  {hintWords(hint, 'more')}
                </button>
              </>
            )}
          </span>
        </div>
      </div>
      {order.rows.length === 0 ? (
        <NothingMatches table={table} text={settledText} level={level} hint={hint} onFilter={setText} onClear={clear} />
      ) : (
        <GroupsGrid ref={grid} cluster={cluster} table={table} order={order} sort={sort} onSort={setSort} hidden={hidden} hold={hold} choice={choice} onColumns={setColumns} />
      )}
    </>
  );
}

/** Chosen groups that the filter hides, or that are gone. */
function countHidden(chosen: ReadonlySet<string>, order: Order): number {
  if (chosen.size === 0) return 0;
  let shown = 0;
  for (const row of order.rows) if (chosen.has(order.index.groupIds[row] ?? '')) shown += 1;
  return chosen.size - shown;
}

/** How old the figures are when they are not renewed; null: they are. */
function agedWords(cluster: ClusterSummary, sampledAt: number, now: number, zone: TimeZoneChoice): string | null {
  if (cluster.state === 'paused') return `As of ${formatMoment(sampledAt, now, zone)}`;
  return cluster.state === 'stale' ? `${formatAge(now - sampledAt)} old` : null;
}

function countOld({ columns }: LoadedGroups, before: number): number {
  let count = 0;
  for (const sampledAt of columns.sampledAt) if (sampledAt < before) count += 1;
  return count;
}

const NAMED_IN_SENTENCE = 4;

/** The first rows by urgency of all groups, whatever the filter hides. */
function mostUrgent(table: LoadedGroups, index: NamesIndex): Int32Array {
  let worst = 255;
  for (const verdict of table.columns.verdict) if (verdict < worst) worst = verdict;
  const rows: number[] = [];
  for (let verdict = worst; rows.length < NAMED_IN_SENTENCE && verdict < worst + 6; verdict += 1) {
    table.columns.verdict.forEach((each, row) => {
      if (each === verdict && rows.length < 500) rows.push(row);
    });
  }
  return sortRows(Int32Array.from(rows), table, index, BY_URGENCY);
}
