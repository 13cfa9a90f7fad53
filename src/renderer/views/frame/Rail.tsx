import { ENVIRONMENTS, type ClusterSummary, type Environment } from '../../../shared/cluster';
import { formatCounted } from '../../../shared/text';
import { useClusters } from '../../state/clusters';
import { navigate, profileOf, useRoute } from '../../state/route';
import { ENVIRONMENT_LABELS, ENVIRONMENT_SHORT } from '../../ui/EnvironmentTag';
import { Icon } from '../../ui/Icon';
import styles from './Rail.module.css';
import { RailItem } from './RailItem';

/** Every cluster, grouped by environment so that the label is read before the name. */
export function Rail() {
  const clusters = useClusters();
  const route = useRoute();
  const current = profileOf(route);
  return (
    <nav className={styles.rail} aria-label="Clusters">
      <div className={styles.head}>
        <Icon name="logo" size={16} />
        <span className={styles.wide}>Offsight</span>
        <span className={`${styles.wide} ${styles.count}`}>{clusters.length === 0 ? null : formatCounted(clusters.length, 'cluster')}</span>
      </div>
      <button type="button" className={`${styles.all} ${route.kind === 'overview' ? styles.on : ''}`} aria-current={route.kind === 'overview' ? 'page' : undefined} onClick={() => navigate({ kind: 'overview' })}>
        <span className={styles.wide}>All clusters</span>
        <span className={styles.narrow}>All</span>
        <span className={`${styles.wide} ${styles.keys}`} aria-hidden="true">
          <kbd>g</kbd> <kbd>o</kbd>
        </span>
      </button>
      <div className={styles.list}>
        {ENVIRONMENTS.map((environment) => (
          <RailSection key={environment} environment={environment} clusters={clusters.filter((cluster) => cluster.profile.environment === environment)} current={current} />
        ))}
      </div>
      <div className={styles.foot}>
        <button type="button" className={route.kind === 'addCluster' ? styles.footOn : undefined} onClick={() => navigate({ kind: 'addCluster' })} aria-label="Add cluster" title="Add cluster">
          <Icon name="plus" />
          <span className={styles.wide}>Add cluster</span>
        </button>
        <button type="button" className={route.kind === 'settings' ? styles.footOn : undefined} onClick={() => navigate({ kind: 'settings' })} aria-label="Settings" title="Settings">
          <span className={styles.narrow}>
            <Icon name="gear" />
          </span>
          <span className={styles.wide}>Settings</span>
        </button>
      </div>
    </nav>
  );
}

function RailSection({ environment, clusters, current }: { readonly environment: Environment; readonly clusters: readonly ClusterSummary[]; readonly current: string | null }) {
  if (clusters.length === 0) return null;
  return (
    <section aria-label={ENVIRONMENT_LABELS[environment]}>
      <h2 className={`${styles.section} ${styles[environment]}`}>
        <Icon name={environment} />
        <span className={styles.wide}>{ENVIRONMENT_LABELS[environment]}</span>
        <span className={styles.narrow}>{ENVIRONMENT_SHORT[environment]}</span>
      </h2>
      {clusters.map((cluster) => (
        <RailItem key={cluster.profile.profileId} cluster={cluster} isCurrent={cluster.profile.profileId === current} />
      ))}
    </section>
  );
}
