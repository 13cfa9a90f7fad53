import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { REBALANCING_STATES } from '../../../shared/group';
import { useCluster } from '../../state/clusters';
import { isOld, isOvertaken, shownNow, staleAfterMs as staleAfterMsOf } from '../../state/freshness';
import { useKeys } from '../../state/keys';
import { useNow } from '../../state/now';
import { useReading } from '../../state/reading';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { useViewMemory } from '../../state/view-memory';
import { useWhatIf } from '../../state/what-if';
import { FilterInput } from '../../ui/FilterInput';
import { Tabs } from '../../ui/Tabs';
import { RebalanceNotices } from '../rebalances/RebalanceNotices';
import { RebalancesPicture } from '../rebalances/RebalancesPicture';
import { RebalancesTab } from '../rebalances/RebalancesTab';
import { useRebalances } from '../rebalances/use-rebalances';

import { presentAssignment } from '../what-if/present-assignment';
import { whatIfNames } from '../what-if/what-if-words';
import { WhatIfPicture } from '../what-if/WhatIfPicture';
import { WhatIfTab } from '../what-if/WhatIfTab';
import { partitionsNow } from './chart-input';
import { stepWindow } from './chart-preferences';
import { FailureList } from './FailureList';
import { AssignmentPanel } from './AssignmentPanel';
import { GroupAbsent } from './GroupAbsent';
import { GroupActions } from './GroupActions';
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
import { GROUP_TABS, groupTabKey, type GroupTab } from './group-tab';
import { useChartWindow } from './use-chart-window';

interface GroupPageProps {
  readonly profileId: string;
  readonly groupId: string;
}

/** One group: how it is in a sentence, lag per partition over time, who owns what, and every partition and member. */
export function GroupPage(props: GroupPageProps) {
  return <Page key={`${props.profileId} ${props.groupId}`} {...props} />;
}

function Page({ profileId, groupId }: GroupPageProps) {
  const cluster = useCluster(profileId);
  const revision = cluster?.revision ?? 0;
  const now = shownNow(cluster, useNow());
  const { timeZone: zone } = useSettings();
  const reading = useReading('group:read', { profileId, groupId }, revision);
  const [tab, setTab] = useViewMemory<GroupTab>(groupTabKey(profileId, groupId), 'partitions');
  const [chosen, setChosen] = useState<number | null>(null);
  const [paused, setPaused] = useState(false);
  const [filter, setFilter] = useState('');
  const filterField = useRef<HTMLInputElement>(null);
  // Figures of a thousand partitions are drawn when there is time: typing and pointing come first.
  const detail = useDeferredValue(reading.value) ?? reading.value;
  const { chartWindow, history } = useChartWindow(profileId, groupId, detail?.verdict ?? null, revision, now);
  const rebalances = useRebalances(profileId, groupId, revision, tab === 'rebalances' || REBALANCING_STATES.has(detail?.groupState ?? ''));
  const present = useMemo(() => (tab !== 'whatIf' || detail === null ? '' : presentAssignment(detail)), [tab, detail]);
  const whatIf = useWhatIf(profileId, groupId, present, tab === 'whatIf');
  const members = useMemo(() => (detail === null ? [] : memberRows(detail)), [detail]);
  const ownerNames = useMemo(() => memberNames(detail?.members ?? []), [detail]);
  const fullNames = useMemo(() => ownerNames.map(({ full }) => full), [ownerNames]);
  const whatIfNamed = useMemo(() => whatIfNames(whatIf.answer?.members ?? [], new Map((detail?.members ?? []).map(({ memberId }, index) => [memberId, fullNames[index] ?? '']))), [whatIf.answer, detail, fullNames]);
  const unread = useMemo(() => (detail === null ? [] : notRead(detail)), [detail]);
  const partitions = useMemo(() => (detail === null ? [] : partitionsNow(detail)), [detail]);

  useKeys({
    '[': () => stepWindow(chartWindow, -1),
    ']': () => stepWindow(chartWindow, 1),
    p: () => setPaused((before) => !before),
    ...Object.fromEntries(GROUP_TABS.map((each, index) => [String(index + 1), () => setTab(each)])),
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
        <GroupFacts detail={detail} idle={idle} now={now} staleAfterMs={staleAfterMs} zone={zone} paused={cluster?.state === 'paused'} lastRebalance={rebalances.value?.rebalances.find(({ endedAt }) => endedAt !== null) ?? null} />
      </header>
      <GroupNotices detail={detail} unread={unread} reading={reading} cluster={cluster} stale={stale} now={now} zone={zone} onFailures={() => setTab('failures')} />
      {rebalances.value === null || stale ? null : <RebalanceNotices history={rebalances.value} />}
      {(tab === 'rebalances' && rebalances.value?.rebalances.length !== 0) || (tab === 'whatIf' && whatIf.answer !== null) || partitions.length > 0 ? (
        <div className={styles.pictures}>
          {tab === 'rebalances' ? (
            <RebalancesPicture detail={detail} reading={rebalances} window={chartWindow} now={now} zone={zone} chosen={chosen} onChoose={setChosen} />
          ) : tab === 'whatIf' ? (
            <WhatIfPicture answer={whatIf.answer} names={whatIfNamed} isRefused={whatIf.failure !== null} />
          ) : tab === 'members' ? (
            <AssignmentPanel detail={detail} partitions={partitions} members={members} history={rebalances.value} />
          ) : (
            <>
              <LagPanel detail={detail} partitions={partitions} history={history} window={chartWindow} now={now} zone={zone} paused={paused} onPause={setPaused} />
              <OwnershipPanel detail={detail} partitions={partitions} members={members} />
            </>
          )}
        </div>
      ) : null}
      <div className={styles.tabs}>
        <Tabs
          label="Details"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'partitions', label: 'Partitions', count: detail.columns.partition.length },
            { id: 'members', label: 'Members', count: detail.members?.length ?? null },
            { id: 'rebalances', label: 'Rebalances', count: rebalances.value === null || rebalances.value.watchedSince === null ? null : rebalances.value.rebalances.length + rebalances.value.forgotten },
            { id: 'whatIf', label: 'What if' },
            { id: 'failures', label: 'Not read', count: countUnread(unread) },
          ]}
        />
        <GroupActions profileId={profileId} detail={detail} tab={tab} />
        {tab === 'partitions' || tab === 'members' ? <FilterInput ref={filterField} className={styles.filter} label={`Filter ${tab}`} placeholder={`Filter ${tab}`} text={filter} onChange={setFilter} /> : null}
      </div>
      {tab === 'partitions' ? <PartitionsTable profileId={profileId} detail={detail} ownerNames={ownerNames} filter={filter} now={now} staleAfterMs={staleAfterMs} stale={stale} /> : null}
      {tab === 'members' ? <MembersTable profileId={profileId} detail={detail} rows={members} filter={filter} now={now} stale={stale} /> : null}
      {tab === 'rebalances' ? <RebalancesTab reading={rebalances} now={now} zone={zone} chosen={chosen} onChoose={setChosen} /> : null}
      {tab === 'whatIf' ? <WhatIfTab detail={detail} asked={whatIf} memberNames={fullNames} names={whatIfNamed} /> : null}
      {tab === 'failures' ? <FailureList unread={unread} /> : null}
    </div>
  );
}
