import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatCompactCount } from '../../format/format-count';
import { formatAge } from '../../format/format-age';
import { isLowerBound } from '../../format/lag-bound';
import { formatMoment, formatTime } from '../../format/format-time';
import { staleAfterMs } from '../../state/freshness';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { useSettings } from '../../state/settings';
import { Age } from '../../ui/Age';
import { Unknown } from '../../ui/Unknown';
import { clusterCondition, retrySentence } from '../cluster/cluster-condition';
import { ConditionMark } from '../cluster/ConditionMark';
import styles from './RailItem.module.css';

/** One cluster: name, largest lag of a group, what matters most, age of its figures. */
export function RailItem({ cluster, isCurrent }: { readonly cluster: ClusterSummary; readonly isCurrent: boolean }) {
  const now = useNow();
  const { profile, sampledAt } = cluster;
  const condition = clusterCondition(cluster, now);
  const name = displayName(profile.name);
  const { timeZone } = useSettings();
  const isPaused = cluster.state === 'paused' && sampledAt !== null;
  const age = sampledAt === null ? 'nothing read yet' : isPaused ? `data as of ${formatMoment(sampledAt, now, timeZone)}` : `data ${formatAge(now - sampledAt)} old`;
  const { mostLag, worst } = cluster;
  const atLeast = isLowerBound(cluster) ? '≥' : '';
  const lagWords = mostLag === null ? null : `Largest lag: ${atLeast}${formatCount(mostLag.lag)}, of ${displayName(mostLag.groupId)}`;
  const urgentWords = worst === null ? null : `Most urgent: ${displayName(worst.groupId)}, ${worst.lag === null ? 'its lag is not known' : `lag ${formatCount(worst.lag)}`}`;
  const unknownWhy = cluster.verdicts === null ? 'nothing was read from this cluster yet' : 'no lag of any group is known';
  return (
    <button
      type="button"
      className={`${styles.item} ${styles[profile.environment]} ${isCurrent ? styles.on : ''}`}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={`${name}, ${profile.environment}: ${condition.words}; ${age}`}
      title={[`${name}: ${condition.words}; ${age}`, retrySentence(cluster, now), lagWords, urgentWords].filter((line) => line !== null).join('\n')}
      onClick={() => navigate({ kind: 'groups', profileId: profile.profileId })}
    >
      <span className={styles.line}>
        <span className={`cut ${styles.name}`}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.short} aria-hidden="true">
          <bdi>{name}</bdi>
        </span>
        <span className={styles.figure}>
          max lag {mostLag === null ? <Unknown reason={unknownWhy} /> : `${atLeast}${formatCompactCount(mostLag.lag)}`}
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.condition}>
          <ConditionMark condition={condition} />
        </span>
        <span className={styles.figure}>
          {isPaused ? `as of ${formatTime(sampledAt, timeZone).slice(0, 5)}` : <Age at={sampledAt} now={now} staleAfterMs={staleAfterMs(cluster)} />}
        </span>
      </span>
    </button>
  );
}
