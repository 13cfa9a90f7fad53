import type { ClusterProfile } from '../../../shared/cluster';
import { formatDuration } from '../../../shared/text';
import { updateCluster } from '../../state/cluster-actions';
import styles from './IntervalChoice.module.css';

const INTERVALS_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000];

/** What is offered, with the one in use among it, ascending. */
export function intervalsWith(intervalMs: number): readonly number[] {
  return [...new Set([...INTERVALS_MS, intervalMs])].sort((left, right) => left - right);
}

/** How often a cluster is read; takes effect at once. */
export function IntervalChoice({ profile }: { readonly profile: ClusterProfile }) {
  return (
    <select
      className={styles.choice}
      style={{ width: `${formatDuration(profile.intervalMs).length + 1}ch` }}
      title="Time between rounds"
      aria-label="Time between rounds"
      value={profile.intervalMs}
      onChange={(event) => void updateCluster(profile.profileId, { intervalMs: Number(event.currentTarget.value) })}
    >
      {intervalsWith(profile.intervalMs).map((intervalMs) => (
        <option key={intervalMs} value={intervalMs}>
          {formatDuration(intervalMs)}
        </option>
      ))}
    </select>
  );
}
