import { useState } from 'react';
import type { BrokerStatus, ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import { setPaused } from '../../state/cluster-actions';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import styles from './ClusterLoading.module.css';
import { StageLine } from './StageLine';

const DEADLINE_SECONDS = 10;

/** The first round: broker by broker, with how long the others may take. */
export function ClusterLoading({ cluster, reads }: { readonly cluster: ClusterSummary; readonly reads: string }) {
  const now = useNow();
  const [startedAt] = useState(now);
  const { profileId } = cluster.profile;
  const isPaused = cluster.state === 'paused';
  const seconds = Math.min(DEADLINE_SECONDS, Math.max(0, Math.round((now - startedAt) / 1_000)));
  if (isPaused) {
    return (
      <EmptyState icon="pause" title={`${displayName(cluster.profile.name)} is paused, and was never read.`} actions={<Button onClick={() => void setPaused(profileId, false)}>Resume</Button>} />
    );
  }
  return (
    <EmptyState
      title={cluster.brokers.length === 0 ? `Connecting to ${displayName(cluster.profile.name)}` : `Reading the ${reads} of ${displayName(cluster.profile.name)}`}
      actions={
        <>
          <Button onClick={() => navigate({ kind: 'editCluster', profileId })}>Change the connection…</Button>
          <Button onClick={() => void setPaused(profileId, true)}>Cancel</Button>
        </>
      }
    >
      <ul className={styles.stages}>
        {cluster.brokers.length === 0 ? (
          <StageLine outcome="running" name={displayName(cluster.profile.bootstrapServers.split(',')[0] ?? '', 60)} text={`waiting ${seconds} s of ${DEADLINE_SECONDS} s at most`} />
        ) : (
          cluster.brokers.map((broker) => <BrokerLine key={broker.nodeId} broker={broker} seconds={seconds} />)
        )}
      </ul>
      <div className={styles.track} role="progressbar" aria-label="Time until the deadline" aria-valuemin={0} aria-valuemax={DEADLINE_SECONDS} aria-valuenow={seconds}>
        <div className={styles.passed} style={{ width: `${(seconds / DEADLINE_SECONDS) * 100}%` }} />
      </div>
    </EmptyState>
  );
}

function BrokerLine({ broker, seconds }: { readonly broker: BrokerStatus; readonly seconds: number }) {
  const name = `broker ${broker.nodeId}`;
  if (broker.state === 'answering') {
    const groups = broker.groups === null ? 'answered' : formatCounted(broker.groups, 'group');
    return <StageLine outcome="passed" name={name} text={broker.lastMs === null ? groups : `${groups} in ${Math.round(broker.lastMs)} ms`} />;
  }
  if (broker.state === 'failed' || broker.state === 'silent') return <StageLine outcome="failed" name={name} text={displayName(broker.failure?.message ?? 'no answer', 400)} />;
  return <StageLine outcome="running" name={name} text={`silent ${seconds} s of ${DEADLINE_SECONDS} s at most`} />;
}
