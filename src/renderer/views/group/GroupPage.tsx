import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useCluster } from '../../state/clusters';
import { isOld, isOvertaken, shownNow, staleAfterMs as staleAfterMsOf } from '../../state/freshness';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { useReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { FilterInput } from '../../ui/FilterInput';
import { Tabs } from '../../ui/Tabs';
import { ExportOffsets } from '../offsets/ExportOffsets';
import { partitionsNow } from './chart-input';
import { stepWindow } from './chart-preferences';
import { FailureList } from './FailureList';
import { GroupAbsent } from './GroupAbsent';
import { GroupFacts } from './GroupFacts';
import headerStyles from './GroupHeader.module.css';
import { GroupNotices } from './GroupNotices';
import styles from './GroupPage.module.css';
import { GroupSentence } from './GroupSentence';
import { LagPanel } from './LagPanel';
import { memberNames, memberRows } from './member-rows';
import { countUnread, notRead } from './not-read';
import { MembersTable } from './MembersTable';
import { OwnershipPanel } from './OwnershipPanel';
import { PartitionsTable } from './PartitionsTable';
import { useChartWindow } from './use-chart-window';

interface GroupPageProps {
  readonly profileId: string;
  readonly groupId: string;
}

/** One group: how it is in a sentence, lag per partition over time, who owns what, and every partition and member. */
export function GroupPage(props: GroupPageProps) {
  return <Page key={`${props.profileId} ${props.groupId}`} {...props} />;
}

type TabId = 'partitions' | 'members' | 'failures';

function Page({ profileId, groupId }: GroupPageProps) {
  const cluster = useCluster(profileId);
  const revision = cluster?.revision ?? 0;
  const now = shownNow(cluster, useNow());
  const { timeZone: zone } = useSettings();
  const reading = useReading('group:read', { profileId, groupId }, revision);
  const [tab, setTab] = useState<TabId>('partitions');
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState('');
  const filterField = useRef<HTMLInputElement>(null);
  // Figures of a thousand partitions are drawn when there is time: typing and pointing come first.
  const detail = useDeferredValue(reading.value) ?? reading.value;
  const { chartWindow, history } = useChartWindow(profileId, groupId, detail?.verdict ?? null, revision, now);
  const members = useMemo(() => (detail === null ? [] : memberRows(detail)), [detail]);
  const ownerNames = useMemo(() => memberNames(detail?.members ?? []), [detail]);
  const unread = useMemo(() => (detail === null ? [] : notRead(detail)), [detail]);
  const partitions = useMemo(() => (detail === null ? [] : partitionsNow(detail)), [detail]);

  const groupIds = useMemo(() => [groupId], [groupId]);

  useKeys({
    '[': () => stepWindow(chartWindow, -1),
    ']': () => stepWindow(chartWindow, 1),
    p: () => setPaused((before) => !before),
    '1': () => setTab('partitions'),
    '2': () => setTab('members'),
    '3': () => setTab('failures'),
    '/': () => filterField.current?.focus(),
  });

  if (detail === null) return <GroupAbsent groupId={groupId} reading={reading} onBack={() => navigate({ kind: 'groups', profileId })} />;
  const staleAfterMs = cluster === null ? 0 : staleAfterMsOf(cluster);
  const stale = cluster === null || isOld(cluster, detail.sampledAt, now) || isOvertaken(cluster, detail) || reading.state === 'stale';
  const idle = members.filter((member) => member.idle !== null && detail.groupType !== 'share').length;
  return (
    <div className={`${styles.page} ${stale ? styles.stale : ''}`}>
      <header className={`${headerStyles.header} ${stale ? headerStyles.old : ''}`}>
        <GroupSentence detail={detail} stale={stale} now={now} zone={zone} />
        <GroupFacts detail={detail} idle={idle} now={now} staleAfterMs={staleAfterMs} zone={zone} paused={cluster?.state === 'paused'} />
      </header>
      <GroupNotices detail={detail} unread={unread} reading={reading} cluster={cluster} stale={stale} now={now} zone={zone} onFailures={() => setTab('failures')} />
      {partitions.length === 0 ? null : (
        <div className={styles.pictures}>
          <LagPanel detail={detail} partitions={partitions} history={history} window={chartWindow} now={now} zone={zone} paused={paused} onPause={setPaused} />
          <OwnershipPanel detail={detail} partitions={partitions} members={members} />
        </div>
      )}
      <div className={styles.tabs}>
        <Tabs
          label="Details"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'partitions', label: 'Partitions', count: detail.columns.partition.length },
            { id: 'members', label: 'Members', count: detail.members?.length ?? null },
            { id: 'failures', label: 'Not read', count: countUnread(unread) },
          ]}
        />
        {tab === 'failures' ? null : (
          <>
            <span className={styles.actions}>
              <ExportOffsets profileId={profileId} groupIds={groupIds} />
              <Button small onClick={() => navigate({ kind: 'delete', profileId, wish: { kind: 'groups', groupIds } })}>
                Delete group…
              </Button>
              <Button small onClick={() => navigate({ kind: 'reset', profileId, groupIds, partition: null })}>
                Reset offsets…
              </Button>
            </span>
            <FilterInput ref={filterField} className={styles.filter} label={`Filter ${tab}`} placeholder={`Filter ${tab}`} text={filter} onChange={setFilter} />
          </>
        )}
      </div>
      {tab === 'partitions' ? <PartitionsTable profileId={profileId} detail={detail} ownerNames={ownerNames} filter={filter} now={now} staleAfterMs={staleAfterMs} stale={stale} /> : null}
      {tab === 'members' ? <MembersTable detail={detail} rows={members} filter={filter} /> : null}
      {tab === 'failures' ? <FailureList unread={unread} /> : null}
    </div>
  );
}
