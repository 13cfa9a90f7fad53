import { failed } from '../../../shared/result';
import { invoke } from '../../bridge';
import { useClusters } from '../../state/clusters';
import { navigate } from '../../state/route';
import { ClusterForm } from '../cluster/ClusterForm';
import styles from './AddCluster.module.css';
import { DemoOffer } from './DemoOffer';

/** The first start, and every further cluster. */
export function AddCluster() {
  const isFirst = useClusters().length === 0;
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>{isFirst ? 'Which cluster do you want to watch?' : 'Which other cluster do you want to watch?'}</h2>
      <ClusterForm
        initial={null}
        submitLabel="Connect"
        onSubmit={async (settings) => {
          const result = await invoke('clusters:add', settings).catch((error: unknown) => failed({ scope: 'window', code: 'NOT_ADDED', message: error instanceof Error ? error.message : String(error) }));
          if (!result.ok) return result.failure.message;
          navigate({ kind: 'groups', profileId: result.value.profileId });
          return null;
        }}
      />
      <DemoOffer />
      <p className="dim">Offsight reads only: it calls no Kafka API that writes. No account, and nothing leaves this machine.</p>
    </div>
  );
}
