import { useMemo, useState } from 'react';
import { useClusters, useClustersLoaded } from '../../state/clusters';
import { isLive } from '../../state/freshness';
import { useGroupsTables } from '../../state/groups-table';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { useHeldList } from '../../state/use-held-list';
import { useOrderHold } from '../../state/use-order-hold';
import { useRowKeys } from '../../state/use-row-keys';
import { Segmented } from '../../ui/Segmented';
import { Sentence } from '../cluster/Sentence';
import { AddCluster } from '../welcome/AddCluster';
import { ClustersTable } from './ClustersTable';
import { overviewSentence } from './overview-sentence';
import styles from './OverviewView.module.css';
import { worstGroups, type WorstBy } from './worst-groups';
import { WorstTable } from './WorstTable';

const SHOWN_MOST = 50;

/** All clusters: what is wrong in a sentence, every cluster, the worst groups of all of them. */
export function OverviewView() {
  const clusters = useClusters();
  const loaded = useClustersLoaded();
  if (clusters.length === 0) return loaded ? <AddCluster /> : null;
  return <Overview />;
}

function Overview() {
  const clusters = useClusters();
  const now = useNow();
  const [by, setBy] = useState<WorstBy>('urgency');
  const hold = useOrderHold();
  const readings = useGroupsTables(clusters);
  const { worst, count } = useMemo(() => worstGroups(clusters.map((cluster, at) => ({ cluster, table: readings[at]?.value ?? null })), by, SHOWN_MOST), [clusters, readings, by]);
  const shown = useHeldList(worst, hold.by !== null);
  const sentence = overviewSentence(clusters, now);
  const selected = useRowKeys(clusters.length + shown.length, (at) => {
    const cluster = clusters[at];
    const group = shown[at - clusters.length];
    if (cluster !== undefined) navigate({ kind: 'groups', profileId: cluster.profile.profileId });
    else if (group !== undefined) navigate({ kind: 'group', profileId: group.cluster.profile.profileId, groupId: group.groupId });
  });
  return (
    <div className={styles.page} tabIndex={0} role="region" aria-label="All clusters">
      <div className={styles.sentence}>
        <Sentence sentence={sentence} lines={clusters.every((cluster) => cluster.state === 'current' && cluster.staleGroups === 0) ? 1 : 2} />
      </div>
      <ClustersTable clusters={clusters} now={now} selected={selected} />
      <div className={styles.head}>
        <h2>
          Worst groups {clusters.length === 1 ? '' : 'of all clusters '}
          <span className={styles.count}>{count > shown.length ? `${shown.length} of ${count}` : count}</span>
        </h2>
        <span className={styles.held}>{hold.by === 'pointer' ? 'Order held while you point' : ''}</span>
        <Segmented<WorstBy> label="Order" value={by} onChange={setBy} options={[{ value: 'urgency', label: 'By urgency', title: 'Environment, then verdict, then lag' }, { value: 'lag', label: 'By lag' }]} />
      </div>
      {shown.length === 0 ? (
        <p className={styles.none}>{readings.every((reading) => reading.value === null) ? 'Nothing has been read yet.' : clusters.every((cluster) => isLive(cluster, now)) ? 'No group that could be read and judged is broken or behind.' : 'No group was broken or behind when it was last read.'}</p>
      ) : (
        <WorstTable groups={shown} now={now} selected={selected - clusters.length} firstRow={clusters.length} hold={hold} />
      )}
    </div>
  );
}
