import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCount } from '../../../shared/text';
import { formatCompactCount } from '../../format/format-count';
import { formatAge } from '../../format/format-age';
import { staleAfterMs } from '../../state/freshness';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { Age } from '../../ui/Age';
import { Unknown } from '../../ui/Unknown';
import { clusterCondition } from '../cluster/cluster-condition';
import { ConditionMark } from '../cluster/ConditionMark';
import { initialsOf } from './initials';
import styles from './RailItem.module.css';

/** One cluster: name, worst lag, what matters most, age of its figures. */
export function RailItem({ cluster, isCurrent }: { readonly cluster: ClusterSummary; readonly isCurrent: boolean }) {
  const now = useNow();
  const { profile, sampledAt } = cluster;
  const condition = clusterCondition(cluster, now);
  const name = displayName(profile.name);
  const age = sampledAt === null ? 'nothing read yet' : `data ${formatAge(now - sampledAt)} old`;
  const lag = cluster.worst === null ? cluster.totalLag : cluster.worst.lag;
  const lagIs = cluster.worst === null ? 'Lag of all its groups together' : `Lag of its most urgent group, ${displayName(cluster.worst.groupId)}`;
  const unknownWhy = cluster.verdicts === null ? 'nothing was read from this cluster yet' : `lag of ${displayName(cluster.worst?.groupId ?? 'its groups')} is not known`;
  return (
    <button
      type="button"
      className={`${styles.item} ${styles[profile.environment]} ${isCurrent ? styles.on : ''}`}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={`${name}, ${profile.environment}: ${condition.words}; ${age}`}
      title={`${name}: ${condition.words}; ${age}`}
      onClick={() => navigate({ kind: 'groups', profileId: profile.profileId })}
    >
      <span className={`cut ${styles.name}`}>
        <bdi>{name}</bdi>
      </span>
      <span className={styles.initials}>{initialsOf(name)}</span>
      <span className={styles.figure} title={lag === null ? undefined : `${lagIs}: ${formatCount(lag)}`}>
        lag {lag === null ? <Unknown reason={unknownWhy} /> : formatCompactCount(lag)}
      </span>
      <span className={styles.condition}>
        <ConditionMark condition={condition} />
      </span>
      <span className={styles.figure}>
        <Age at={sampledAt} now={now} staleAfterMs={staleAfterMs(profile)} />
      </span>
    </button>
  );
}
