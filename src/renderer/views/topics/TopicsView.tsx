import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useMemo, useRef } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { TopicRow } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { useKeys } from '../../state/keys';
import { useReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useHeldList } from '../../state/use-held-list';
import { useOrderHold } from '../../state/use-order-hold';
import { useViewMemory } from '../../state/view-memory';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { FilterInput } from '../../ui/FilterInput';
import { ClusterGate } from '../cluster/ClusterGate';
import { ReadingGate } from '../cluster/ReadingGate';
import { useGridKeys } from '../groups/use-grid-keys';
import { TopicLine, TopicsHead } from './TopicLine';
import { orderTopics, type TopicSort } from './topic-order';
import styles from './TopicsView.module.css';

const ROW_HEIGHT = 28;

/** Topics that groups of this cluster commit to, own or subscribe to. */
export function TopicsView({ cluster }: { readonly cluster: ClusterSummary }) {
  return (
    <ClusterGate cluster={cluster} reads="topics">
      <LoadTopics cluster={cluster} />
    </ClusterGate>
  );
}

function LoadTopics({ cluster }: { readonly cluster: ClusterSummary }) {
  const reading = useReading('topics:read', { profileId: cluster.profile.profileId }, cluster.revision);
  return (
    <ReadingGate reading={reading} what={`the topics of ${cluster.profile.name}`}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState icon="unknown" title={`No topic of ${displayName(cluster.profile.name)} is used by a visible group.`}>
            <p>Topics are listed once a group commits to them, owns a partition of them or subscribes to them.</p>
          </EmptyState>
        ) : (
          <Topics key={cluster.profile.profileId} cluster={cluster} rows={rows} />
        )
      }
    </ReadingGate>
  );
}

function Topics({ cluster, rows }: { readonly cluster: ClusterSummary; readonly rows: readonly TopicRow[] }) {
  const { profileId } = cluster.profile;
  const [text, setText] = useViewMemory(`topics.filter ${profileId}`, '');
  const [sort, setSort] = useViewMemory<TopicSort>('topics.sort', { column: 'lag', descending: true });
  const [selected, setSelected] = useViewMemory<string | null>(`topics.selected ${profileId}`, null);
  const input = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const hold = useOrderHold();
  const settledText = useDeferredValue(text);
  const ordered = useMemo(() => orderTopics(rows, settledText, sort).map((row) => ({ ...row, key: row.topic })), [rows, settledText, sort]);
  const question = `${settledText} ${sort.column} ${String(sort.descending)}`;
  const lastQuestion = useRef(question);
  const shown = useHeldList(ordered, hold.by !== null && lastQuestion.current === question);
  lastQuestion.current = question;
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => grid.current, estimateSize: () => ROW_HEIGHT, overscan: 10, scrollMargin: ROW_HEIGHT, scrollPaddingStart: ROW_HEIGHT });
  const at = useMemo(() => shown.findIndex((row) => row.topic === selected), [shown, selected]);
  const open = (topic: string) => {
    setSelected(topic);
    navigate({ kind: 'topic', profileId, topic });
  };
  useKeys({ '/': () => input.current?.focus() });
  useGridKeys(
    grid,
    { count: shown.length, at, pageSize: 20 },
    (place) => {
      setSelected(shown[place]?.topic ?? null);
      virtual.scrollToIndex(place, { align: 'auto' });
    },
    () => selected !== null && at !== -1 && open(selected),
  );
  return (
    <>
      <div className={styles.head}>
        <FilterInput ref={input} mono className={styles.filter} label="Filter topics" placeholder="part of a topic's name" text={text} onChange={setText} onLeave={() => grid.current?.focus()} />
        <span className={styles.count} role="status">
          {hold.by === null ? '' : 'Order held. '}
          {shown.length === rows.length ? formatCounted(rows.length, 'topic') : `${formatCount(shown.length)} of ${formatCounted(rows.length, 'topic')}`}
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState title="No topic matches." actions={<Button onClick={() => setText('')}>Clear the filter</Button>}>
          {formatCounted(rows.length, 'topic')} hidden.
        </EmptyState>
      ) : (
        <div ref={grid} className={styles.grid} role="grid" aria-label="Topics" aria-rowcount={shown.length + 1} tabIndex={0} aria-activedescendant={at === -1 ? undefined : `topic-row-${at}`} {...hold.handlers}>
          <TopicsHead sort={sort} onSort={setSort} />
          <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = shown[item.index];
              return row === undefined ? null : <TopicLine key={item.key} row={row} place={item.index} top={item.start - ROW_HEIGHT} isSelected={item.index === at} onOpen={open} />;
            })}
          </div>
        </div>
      )}
    </>
  );
}
