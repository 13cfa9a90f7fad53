import { useMemo, useState, type ReactNode } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import type { TopicDetail } from '../../../shared/group';
import { formatCount, formatCounted } from '../../../shared/text';
import { VERDICT_LEVEL } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { isLowerBound, notCounted } from '../../format/lag-bound';
import { useCluster } from '../../state/clusters';
import { isOld, shownNow, staleAfterMs as staleAfterMsOf } from '../../state/freshness';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import type { Reading } from '../../state/reader';
import { useReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { Age } from '../../ui/Age';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Figure } from '../../ui/Figure';
import { LagFigure } from '../../ui/LagFigure';
import { Name } from '../../ui/Name';
import { Notice } from '../../ui/Notice';
import { Tabs } from '../../ui/Tabs';
import { Unknown } from '../../ui/Unknown';
import { VerdictMark } from '../../ui/VerdictMark';
import { VirtualTable } from '../../ui/VirtualTable';
import { offsetWord } from '../group/uncommitted';
import { topicSentence, worstGroupsFirst } from './topic-sentence';
import styles from './TopicPage.module.css';

interface TopicPageProps {
  readonly profileId: string;
  readonly topic: string;
}

type TabId = 'groups' | 'partitions';

/** One topic: the groups that commit to it, own it or subscribe to it, and its partitions. */
export function TopicPage({ profileId, topic }: TopicPageProps) {
  const cluster = useCluster(profileId);
  const now = shownNow(cluster, useNow());
  const reading = useReading('topic:read', { profileId, topic }, cluster?.revision ?? 0);
  const [tab, setTab] = useState<TabId>('groups');
  useKeys({ '1': () => setTab('groups'), '2': () => setTab('partitions') });
  const detail = reading.value;
  if (detail === null) return <Absent topic={topic} reading={reading} />;
  const staleAfterMs = cluster === null ? 0 : staleAfterMsOf(cluster);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h2 className={styles.sentence}>
          <b>
            <bdi>{displayName(topic, 120)}</bdi>
          </b>{' '}
          {topicSentence(detail)}
        </h2>
        <p className={styles.facts}>
          {detail.partitions === null ? 'Partitions not known' : formatCounted(detail.partitions, 'partition')}, {formatCounted(detail.groups.length, 'group')}, read{' '}
          <Age at={detail.sampledAt} now={now} staleAfterMs={staleAfterMs} /> ago
        </p>
      </header>
      {reading.failure === null ? null : <Notice tone="warning">{displayName(reading.failure.message, 500)} Shown is what was known before.</Notice>}
      {detail.failure === null ? null : <Notice tone="warning" icon="unknown">{displayName(detail.failure.message, 500)}</Notice>}
      <div className={styles.tabs}>
        <Tabs
          label="Details"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'groups', label: 'Groups', count: detail.groups.length },
            { id: 'partitions', label: 'Partitions', count: detail.partitions },
          ]}
        />
      </div>
      {tab === 'groups' ? <Groups profileId={profileId} cluster={cluster} detail={detail} now={now} staleAfterMs={staleAfterMs} /> : <Partitions profileId={profileId} cluster={cluster} detail={detail} now={now} staleAfterMs={staleAfterMs} />}
    </div>
  );
}

interface TableProps {
  readonly profileId: string;
  readonly cluster: ClusterSummary | null;
  readonly detail: TopicDetail;
  readonly now: number;
  readonly staleAfterMs: number;
}

function Groups({ profileId, cluster, detail, now, staleAfterMs }: TableProps) {
  const { groups } = detail;
  const order = useMemo(() => worstGroupsFirst(groups), [groups]);
  return (
    <VirtualTable
      label="Groups of this topic"
      columns={[
        { id: 'group', label: 'Group', width: 160, grows: 1, gives: 0 },
        { id: 'verdict', label: 'Verdict', width: 140, gives: 0 },
        { id: 'state', label: 'State', width: 130, gives: 1 },
        { id: 'members', label: 'Members', width: 76, gives: 3, numeric: true },
        { id: 'partitions', label: 'Partitions', width: 80, gives: 2, numeric: true, title: 'Of this topic, known to the group' },
        { id: 'lag', label: 'Lag here', width: 140, gives: 0, numeric: true, title: "Over this topic's partitions only" },
        { id: 'worst', label: 'Worst', width: 64, gives: 0, numeric: true, title: 'Partition of this topic with most lag' },
        { id: 'age', label: 'Age', width: 48, gives: 0, numeric: true },
      ]}
      rows={order}
      orderKey={groups.map(({ groupId }) => groupId).join('\n').slice(0, 20_000)}
      rowTone={(row) => (cluster === null || isOld(cluster, groups[row]!.sampledAt, now) ? 'old' : VERDICT_LEVEL[groups[row]!.verdict] === 'broken' ? 'critical' : null)}
      cell={(row, column): ReactNode => {
        const group = groups[row];
        if (group === undefined) return null;
        switch (column) {
          case 'group':
            return (
              <button type="button" className={styles.link} onClick={() => navigate({ kind: 'group', profileId, groupId: group.groupId })}>
                <Name text={group.groupId} />
              </button>
            );
          case 'verdict':
            return <VerdictMark verdict={group.verdict} />;
          case 'state':
            return group.groupState === null ? <Unknown reason="no broker told the state" /> : <bdi>{displayName(group.groupState, 40)}</bdi>;
          case 'members':
            return <Figure value={group.members} reason="the group could not be described" />;
          case 'partitions':
            return formatCount(group.partitions);
          case 'lag':
            return (
              <LagFigure lag={group.totalLag} unknownPartitions={group.unknownPartitions} uncommittedPartitions={group.uncommittedPartitions} offsetWord={offsetWord(group)} reason="the lag of none of these partitions is known" />
            );
          case 'worst':
            return group.worstPartition !== null ? group.worstPartition : isLowerBound(group) ? <Unknown reason={notCounted({ ...group, offsetWord: offsetWord(group) }) ?? ''} /> : <span className={styles.dim}>none</span>;
          default:
            return <Age at={group.sampledAt} now={now} staleAfterMs={staleAfterMs} />;
        }
      }}
      empty="No group that we can see commits to this topic, owns a partition of it or subscribes to it."
    />
  );
}

function Partitions({ profileId, cluster, detail, now, staleAfterMs }: TableProps) {
  const rows = useMemo(() => detail.partitionRows.map((_, index) => index), [detail.partitionRows]);
  return (
    <VirtualTable
      label="Partitions of this topic"
      columns={[
        { id: 'partition', label: 'Partition', width: 80, gives: 0, numeric: true },
        { id: 'leader', label: 'Leader', width: 104, gives: 0, numeric: true },
        { id: 'start', label: 'Log start', width: 126, gives: 0, numeric: true },
        { id: 'end', label: 'Log end', width: 126, gives: 0, numeric: true },
        { id: 'records', label: 'Offsets in log', width: 126, gives: 0, numeric: true, title: 'Log end minus log start; fewer records where the log is compacted' },
        { id: 'note', label: '', width: 80, grows: 1, gives: 0 },
        { id: 'age', label: 'Age', width: 48, gives: 0, numeric: true, title: 'How long ago the log end was asked for' },
      ]}
      rows={rows}
      orderKey={String(rows.length)}
      rowTone={(row) => (cluster === null || isOld(cluster, detail.partitionRows[row]?.logEndAt ?? 0, now) ? 'old' : null)}
      cell={(row, column): ReactNode => {
        const each = detail.partitionRows[row];
        if (each === undefined) return null;
        const reason = each.failure?.message ?? 'not read so far';
        if (column === 'partition') return <PartitionLink profileId={profileId} topic={detail.topic} partition={each.partition} />;
        if (column === 'leader') return each.leader === null ? <span className={styles.broken}>no leader</span> : `broker ${each.leader}`;
        if (column === 'start') return <span className="mono"><Figure value={each.logStartOffset} reason={reason} /></span>;
        if (column === 'end') return <span className="mono"><Figure value={each.logEndOffset} reason={reason} /></span>;
        if (column === 'records') return <Figure value={each.logStartOffset === null || each.logEndOffset === null ? null : each.logEndOffset - each.logStartOffset} reason={reason} />;
        if (column === 'age') return <Age at={each.logEndAt} now={now} staleAfterMs={staleAfterMs} reason="the log end was never asked for" />;
        return each.failure === null ? null : <span className={styles.dim}><bdi>{displayName(each.failure.message, 300)}</bdi></span>;
      }}
      empty={detail.failure === null ? 'This topic has no partitions.' : displayName(detail.failure.message, 500)}
    />
  );
}

function PartitionLink({ profileId, topic, partition }: { readonly profileId: string; readonly topic: string; readonly partition: number }) {
  return (
    <button type="button" className={styles.link} title="Look at its last records" aria-label={`Partition ${partition}: look at its last records`} onClick={() => navigate({ kind: 'records', profileId, topic, partition, offset: null, groupId: null })}>
      {partition}
    </button>
  );
}

function Absent({ topic, reading }: { readonly topic: string; readonly reading: Reading<TopicDetail> }) {
  const name = displayName(topic, 120);
  if (reading.failure === null) {
    return (
      <EmptyState title={<bdi>{name}</bdi>} icon="clock">
        Reading its partitions and groups…
      </EmptyState>
    );
  }
  return (
    <EmptyState title={<bdi>{name} could not be read</bdi>} icon="down" actions={<Button onClick={reading.again}>Read again</Button>}>
      <bdi>{displayName(reading.failure.message, 1_000)}</bdi>
    </EmptyState>
  );
}
