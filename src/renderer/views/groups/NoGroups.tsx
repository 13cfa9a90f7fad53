import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { EmptyState } from '../../ui/EmptyState';
import styles from './NoGroups.module.css';

/** The cluster was read and named no group: which may mean two things, and Kafka does not tell which. */
export function NoGroups({ cluster }: { readonly cluster: ClusterSummary }) {
  const server = cluster.profile.bootstrapServers.split(',')[0] ?? cluster.profile.bootstrapServers;
  const config = cluster.profile.commandConfig === null ? '' : ` --command-config admin.properties`;
  return (
    <EmptyState icon="unknown" title={`No consumer group is visible in ${displayName(cluster.profile.name)}.`}>
      <p>Either nothing consumes there, or this login may not see groups: Kafka answers with an empty list, not with an error.</p>
      <p>Needed to see them: DESCRIBE on the groups, for example</p>
      <pre className={`mono ${styles.command}`}>{`kafka-acls.sh --bootstrap-server ${displayName(server)}${config} --add \\\n  --allow-principal User:NAME --operation Describe --group '*'`}</pre>
      <p>A group appears here by itself as soon as it exists and may be seen.</p>
    </EmptyState>
  );
}
