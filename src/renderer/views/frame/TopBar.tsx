import type { ClusterSummary } from '../../../shared/cluster';
import { useClusters } from '../../state/clusters';
import { navigate, type Route } from '../../state/route';
import { Button } from '../../ui/Button';
import { EnvironmentTag } from '../../ui/EnvironmentTag';
import { Icon } from '../../ui/Icon';
import { Name } from '../../ui/Name';
import { Tabs } from '../../ui/Tabs';
import styles from './TopBar.module.css';
import { WriteLock } from './WriteLock';

const TITLES: Readonly<Partial<Record<Route['kind'], string>>> = { overview: 'All clusters', addCluster: 'Add a cluster', settings: 'Settings', help: 'Help' };
type ClusterTab = 'groups' | 'topics' | 'brokers' | 'audit';

/** Where one is: the cluster, its environment and its pages. */
export function TopBar({ route, cluster }: { readonly route: Route; readonly cluster: ClusterSummary | null }) {
  const hasClusters = useClusters().length > 0;
  if (cluster === null) {
    return (
      <header className={styles.top}>
        <h1 className={styles.name}>{route.kind === 'overview' && !hasClusters ? 'Welcome' : (TITLES[route.kind] ?? 'Offsight')}</h1>
      </header>
    );
  }
  const { profile } = cluster;
  return (
    <header className={`${styles.top} ${profile.environment === 'production' ? styles.production : ''}`}>
      <h1 className={styles.name}>
        <Name text={profile.name} />
      </h1>
      <EnvironmentTag environment={profile.environment} />
      <Tabs<ClusterTab>
        label="Pages of this cluster"
        value={tabOf(route)}
        onChange={(kind) => navigate({ kind, profileId: profile.profileId })}
        tabs={[
          { id: 'groups', label: 'Groups', count: cluster.groups },
          { id: 'topics', label: 'Topics', count: cluster.topics },
          { id: 'brokers', label: 'Brokers', count: cluster.brokers.length === 0 ? null : cluster.brokers.length },
          { id: 'audit', label: 'Audit', count: null },
        ]}
      />
      <span className={styles.right}>
        <Button kind="quiet" small aria-pressed={route.kind === 'editCluster'} onClick={() => navigate({ kind: 'editCluster', profileId: profile.profileId })}>
          <Icon name="gear" />
          Connection
        </Button>
        <WriteLock profileId={profile.profileId} />
      </span>
    </header>
  );
}

function tabOf(route: Route): ClusterTab | null {
  switch (route.kind) {
    case 'groups':
    case 'group':
    case 'reset':
    case 'newGroup':
    case 'undo':
    case 'retry':
    case 'delete':
    case 'rebalance':
    case 'removal':
    case 'teaching':
      return 'groups';
    case 'topics':
    case 'topic':
    case 'records':
      return 'topics';
    case 'brokers':
      return 'brokers';
    case 'audit':
    case 'operation':
    case 'sharedAudit':
    case 'sharedOperation':
      return 'audit';
    default:
      return null;
  }
}
