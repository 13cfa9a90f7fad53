import { displayName } from '../../../shared/display-name';
import { addCluster } from '../../state/cluster-actions';
import { useClusters } from '../../state/clusters';
import { goBack, navigate } from '../../state/route';
import { useSavedNotices } from '../../state/saved-notices';
import { Notice } from '../../ui/Notice';
import { ClusterForm } from '../cluster/ClusterForm';
import styles from './AddCluster.module.css';
import { DemoOffer } from './DemoOffer';

/** The first start, and every further cluster. */
export function AddCluster() {
  const isFirst = useClusters().length === 0;
  const notices = useSavedNotices();
  const leave = () => {
    if (!goBack()) navigate({ kind: 'overview' });
  };
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>{isFirst ? 'Which cluster do you want to watch?' : 'Which other cluster do you want to watch?'}</h2>
      {notices.map((notice) => (
        <Notice key={notice} tone="warning">{displayName(notice, 2_000)}</Notice>
      ))}
      <ClusterForm
        initial={null}
        onCancel={isFirst ? null : leave}
        submitLabel="Connect"
        onSubmit={async (settings) => {
          const added = await addCluster(settings);
          if (!added.ok) return added.failure.message;
          navigate({ kind: 'groups', profileId: added.value });
          return null;
        }}
      />
      <DemoOffer />
      <p className="dim">Offsight only reads until you unlock changes of a cluster, and then writes only what you have seen and confirmed. No account, and nothing leaves this machine.</p>
    </div>
  );
}
