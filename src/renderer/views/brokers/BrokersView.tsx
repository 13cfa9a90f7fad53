import type { BrokerStatus, ClusterSummary } from '../../../shared/cluster';
import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';
import { shownNow, staleAfterMs } from '../../state/freshness';
import { useNow } from '../../state/now';
import table from '../../styles/table.module.css';
import { Age } from '../../ui/Age';
import { EmptyState } from '../../ui/EmptyState';
import { Figure } from '../../ui/Figure';
import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { answeringBrokers, isAway, type Condition } from '../cluster/cluster-condition';
import { ClusterGate } from '../cluster/ClusterGate';
import { ConditionMark } from '../cluster/ConditionMark';
import styles from './BrokersView.module.css';

/** The brokers as this machine sees them. */
export function BrokersView({ cluster }: { readonly cluster: ClusterSummary }) {
  return (
    <ClusterGate cluster={cluster} reads="brokers">
      {cluster.brokers.length === 0 ? <EmptyState title="No broker is known.">The last answers named none.</EmptyState> : <Brokers cluster={cluster} />}
    </ClusterGate>
  );
}

function Brokers({ cluster }: { readonly cluster: ClusterSummary }) {
  const now = shownNow(cluster, useNow());
  const answering = answeringBrokers(cluster);
  const all = cluster.brokers.length;
  const slowest = Math.max(1, ...cluster.brokers.map((broker) => broker.lastMs ?? 0));
  return (
    <>
      <p className={styles.sentence}>
        <b>{answering === all ? (all === 1 ? 'The one broker answers.' : `All ${all} brokers answer.`) : `${answering} of ${formatCounted(all, 'broker')} ${answering === 1 ? 'answers' : 'answer'}.`}</b>{' '}
        <span className="sec">
          {cluster.kafkaVersion === null ? '' : `Kafka ${displayName(cluster.kafkaVersion)}. `}
          {cluster.kafkaClusterId === null ? '' : `Cluster id ${displayName(cluster.kafkaClusterId)}.`}
        </span>
      </p>
      <div className={styles.scroller} tabIndex={0} role="region" aria-label="Brokers">
        <table className={`${table.table} ${table.sticky}`}>
          <colgroup>
            <col style={{ width: 64 }} />
            <col style={{ width: 122 }} />
            <col style={{ width: '25%' }} />
            <col style={{ width: 84 }} />
            <col style={{ width: 68 }} />
            <col style={{ width: 116 }} />
            <col />
            <col style={{ width: 68 }} />
          </colgroup>
          <thead>
            <tr>
              <th className={table.num}>Broker</th>
              <th>State</th>
              <th>Address</th>
              <th>Rack</th>
              <th className={table.num}>Groups</th>
              <th className={table.num}>Last round</th>
              <th>Failure</th>
              <th className={table.num}>Age</th>
            </tr>
          </thead>
          <tbody>
            {cluster.brokers.map((broker) => (
              <tr key={broker.nodeId} className={broker.state === 'answering' && !isAway(broker) ? undefined : table.old}>
                <td className={table.num}>
                  <span className={table.name}>{broker.nodeId}</span>
                </td>
                <td>
                  <ConditionMark condition={brokerCondition(broker)} capital />
                </td>
                <td>
                  <Name mono text={broker.host} suffix={`:${broker.port}`} />
                </td>
                <td>{broker.rack === null ? <Unknown reason="no rack is set on this broker" /> : <Name text={broker.rack} />}</td>
                <td className={table.num}>
                  <Figure value={broker.groups} reason="it has not listed its groups yet" />
                </td>
                <td className={table.num}>
                  {broker.lastMs === null ? <Unknown reason="it took no part in the last round" /> : <span className={styles.time}><span className={styles.bar} style={{ width: `${(broker.lastMs / slowest) * 44}px` }} />{Math.round(broker.lastMs)} ms</span>}
                </td>
                <td className={styles.failure}>{broker.failure === null ? null : displayName(broker.failure.message, 2_000)}</td>
                <td className={table.age}>
                  <Age at={broker.answeredAt} now={now} staleAfterMs={staleAfterMs(cluster)} reason="it has never answered" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function brokerCondition(broker: BrokerStatus): Condition {
  switch (broker.state) {
    case 'answering':
      return isAway(broker) ? { icon: 'clock', tone: 'warning', words: 'late' } : { icon: 'ok', tone: 'ok', words: 'answering' };
    case 'silent':
      return { icon: 'clock', tone: 'warning', words: 'silent' };
    case 'failed':
      return { icon: 'down', tone: 'critical', words: 'failed' };
    case 'unknown':
      return { icon: 'unknown', tone: 'unknown', words: 'not asked yet' };
  }
}
