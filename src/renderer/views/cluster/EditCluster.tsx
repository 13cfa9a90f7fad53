import { useState } from 'react';
import type { ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { removeCluster, updateCluster } from '../../state/cluster-actions';
import { goBack, navigate } from '../../state/route';
import { Button } from '../../ui/Button';
import { ClusterForm } from './ClusterForm';
import { ConnectionNotes } from './ConnectionNotes';
import styles from './EditCluster.module.css';

/** Changes a connection, or takes it off the list. */
export function EditCluster({ cluster }: { readonly cluster: ClusterSummary }) {
  const [asks, setAsks] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { profileId, ...settings } = cluster.profile;
  const name = displayName(settings.name);
  const leave = () => {
    if (!goBack()) navigate({ kind: 'groups', profileId });
  };
  const remove = async () => {
    const failure = await removeCluster(profileId);
    setProblem(failure?.message ?? null);
    if (failure === null) navigate({ kind: 'overview' });
  };
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>Connection of {name}</h2>
      {cluster.notes.length === 0 ? null : (
        <div className={styles.notes}>
          <ConnectionNotes notes={cluster.notes} />
        </div>
      )}
      <ClusterForm
        initial={settings}
        submitLabel="Save"
        onSubmit={async (changed) => {
          const failure = await updateCluster(profileId, changed);
          if (failure !== null) return failure.message;
          leave();
          return null;
        }}
        onCancel={leave}
      />
      <section className={styles.remove} aria-label="Remove">
        {asks ? (
          <>
            <p>
              <b>Take {name} off the list?</b> Its connection and its history here are forgotten. Nothing changes in Kafka.
            </p>
            <div className={styles.actions}>
              <Button autoFocus onClick={() => setAsks(false)}>
                Keep it
              </Button>
              <Button kind="danger" onClick={() => void remove()}>
                Remove {name}
              </Button>
            </div>
          </>
        ) : (
          <Button onClick={() => setAsks(true)}>Remove from the list…</Button>
        )}
        {problem === null ? null : <p role="alert">{displayName(problem, 600)}</p>}
      </section>
    </div>
  );
}
