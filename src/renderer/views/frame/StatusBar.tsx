import type { ClusterSummary } from '../../../shared/cluster';
import { formatCount } from '../../../shared/text';
import { formatMoment, formatTime, formatZone } from '../../format/format-time';
import { setPaused } from '../../state/cluster-actions';
import { useClusters } from '../../state/clusters';
import { useEngine } from '../../state/engine';
import { isLive, staleAfterMs } from '../../state/freshness';
import { useNow } from '../../state/now';
import type { Route } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Age } from '../../ui/Age';
import { answeringBrokers, hasBrokerFailure, missingBrokers } from '../cluster/cluster-condition';
import { IntervalChoice } from '../cluster/IntervalChoice';
import styles from './StatusBar.module.css';

/** How alive what is on screen is: rounds, what the last one cost, age, time; and the keys of the page. */
export function StatusBar({ route, cluster, onShowKeys }: { readonly route: Route; readonly cluster: ClusterSummary | null; readonly onShowKeys: () => void }) {
  const now = useNow();
  const { timeZone } = useSettings();
  const hasClusters = useClusters().length > 0;
  return (
    <footer className={styles.status}>
      {cluster === null ? <AllClusters /> : <OneCluster cluster={cluster} now={now} />}
      <span>
        {formatTime(now, timeZone)} {formatZone(timeZone)}
      </span>
      <span className={styles.hints}>
        {keysOf(route, hasClusters).map(([keys, means]) => (
          <span key={means}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{' '}
            {means}
          </span>
        ))}
      </span>
      <button type="button" className={styles.keys} onClick={onShowKeys}>
        <kbd>?</kbd> keys
      </button>
    </footer>
  );
}

function OneCluster({ cluster, now }: { readonly cluster: ClusterSummary; readonly now: number }) {
  const { profile, round } = cluster;
  const isPaused = cluster.state === 'paused';
  const { timeZone } = useSettings();
  const isRunning = useEngine().state === 'running' && (cluster.state === 'current' || cluster.state === 'partial');
  const isShort = missingBrokers(cluster).length > 0;
  const isWhole = isRunning && !hasBrokerFailure(cluster) && isLive(cluster, now);
  return (
    <>
      <span className={isWhole ? styles.live : styles.notLive}>
        <span className={styles.dot} aria-hidden="true" />
        {isPaused ? 'Paused' : isWhole ? 'Live' : isRunning && (hasBrokerFailure(cluster) || cluster.staleGroups > 0) ? 'Partly live' : 'Not live'}
        <span className={styles.every}>every</span>
        <IntervalChoice profile={profile} />
        <button type="button" className={styles.pause} onClick={() => void setPaused(profile.profileId, !isPaused)}>
          {isPaused ? 'Resume' : 'Pause'}
        </button>
      </span>
      {round === null ? (
        <span>No round yet</span>
      ) : (
        <span>
          Round <b>{formatCount(cluster.revision)}</b>, <b>{formatCount(Math.round(round.ms))} ms</b>, {formatCount(round.requests)} requests
        </span>
      )}
      <span className={isShort ? styles.short : undefined}>
        {cluster.brokers.length === 0 ? 'no brokers known' : `${answeringBrokers(cluster)} of ${cluster.brokers.length} brokers${isShort ? ' answer' : ''}`}
      </span>
      <span>
        {cluster.sampledAt === null ? (
          'No data yet'
        ) : isPaused ? (
          `Data as of ${formatMoment(cluster.sampledAt, now, timeZone)}`
        ) : (
          <>
            Data <Age at={cluster.sampledAt} now={now} staleAfterMs={staleAfterMs(cluster)} /> old
          </>
        )}
      </span>
    </>
  );
}

function AllClusters() {
  const clusters = useClusters();
  const now = useNow();
  if (clusters.length === 0) return null;
  const current = clusters.filter((cluster) => cluster.state === 'current' && !hasBrokerFailure(cluster) && isLive(cluster, now)).length;
  return (
    <span className={current === clusters.length ? styles.live : undefined}>
      {current === clusters.length ? <span className={styles.dot} aria-hidden="true" /> : null}
      {formatCount(current)} of {formatCount(clusters.length)} clusters current
    </span>
  );
}

function keysOf(route: Route, hasClusters: boolean): readonly (readonly [keys: readonly string[], means: string])[] {
  const table = [[['j', 'k'], 'move'], [['Enter'], 'open']] as const;
  switch (route.kind) {
    case 'overview':
      return hasClusters ? table : [];
    case 'groups':
      return [...table, [['Space'], 'choose'], [['/'], 'filter'], [['p'], 'pause rounds']];
    case 'group':
      return [[['[', ']'], 'time'], [['1–5'], 'tabs'], [['/'], 'filter'], [['p'], 'pause chart'], [['Esc'], 'back']];
    case 'topics':
      return [...table, [['/'], 'filter'], [['p'], 'pause rounds']];
    case 'topic':
      return [[['1', '2'], 'tables'], [['p'], 'pause rounds'], [['Esc'], 'back']];
    case 'brokers':
      return [[['p'], 'pause rounds'], [['Esc'], 'back']];
    default:
      return [[['Esc'], 'back']];
  }
}
