import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { retryNow } from '../../state/cluster-actions';
import { useNow } from '../../state/now';
import { navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { failedWords } from './cluster-condition';
import { ConnectionTest } from './ConnectionTest';
import { retryWords } from './retry-words';
import { useConnectionTest } from '../../state/use-connection-test';

/** A cluster of which nothing was ever read: what happened, what to do, and a test that says how far it gets. */
export function ClusterFailed({ cluster }: { readonly cluster: ClusterSummary }) {
  const now = useNow();
  const test = useConnectionTest();
  const { profileId, ...settings } = cluster.profile;
  return (
    <EmptyState
      icon="down"
      title={`${displayName(cluster.profile.name)} ${failedWords(cluster.failure?.code ?? null)}.`}
      actions={
        <>
          <Button kind="primary" onClick={() => void retryNow(profileId)}>
            Retry now
          </Button>
          {test.state.kind === 'running' ? <Button onClick={test.cancel}>Cancel the test</Button> : <Button onClick={() => test.run(settings)}>Test the connection</Button>}
          <Button onClick={() => navigate({ kind: 'editCluster', profileId })}>Change the connection…</Button>
        </>
      }
    >
      {cluster.failure === null ? null : <p>{displayName(cluster.failure.message, 1_000)}</p>}
      <p className="dim">
        {cluster.retryAt === null ? 'It is tried again by itself.' : `It is tried again by itself ${retryWords(cluster.retryAt, now)}.`}
        {cluster.failure === null ? null : (
          <>
            {' '}
            Error code: <span className="mono">{displayName(cluster.failure.code, 60)}</span>
          </>
        )}
      </p>
      <ConnectionTest state={test.state} />
    </EmptyState>
  );
}
