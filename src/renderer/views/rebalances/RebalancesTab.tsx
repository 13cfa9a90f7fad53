import type { RebalanceHistory } from '../../../shared/rebalances';
import { formatCount } from '../../../shared/text';
import type { TimeZoneChoice } from '../../format/format-time';
import { useKeys } from '../../state/keys';
import type { Reading } from '../../state/reader';
import { RebalanceDetail } from './RebalanceDetail';
import { historyText } from './RebalancesPicture';
import styles from './Rebalances.module.css';
import { RebalancesTable } from './RebalancesTable';

interface RebalancesTabProps {
  readonly reading: Reading<RebalanceHistory>;
  readonly now: number;
  readonly zone: TimeZoneChoice;
  /** Id of the rebalance that is looked at, or null. */
  readonly chosen: number | null;
  readonly onChoose: (id: number | null) => void;
}

/** The rebalances as a table, and one of them in full. */
export function RebalancesTab({ reading, now, zone, chosen, onChoose }: RebalancesTabProps) {
  const history = reading.value;
  const at = history?.rebalances.findIndex(({ id }) => id === chosen) ?? -1;
  const step = (by: 1 | -1): void => onChoose(history?.rebalances[Math.max(0, at + by)]?.id ?? chosen);
  useKeys({ j: () => step(1), k: () => step(-1), ...(chosen === null ? {} : { Escape: () => onChoose(null) }) });
  const rebalance = history?.rebalances.find(({ id }) => id === chosen);
  return (
    <div className={styles.under}>
      <div className={styles.list}>
        <RebalancesTable
          rebalances={history?.rebalances ?? []}
          now={now}
          zone={zone}
          chosen={chosen}
          onChoose={(id) => onChoose(id === chosen ? null : id)}
          empty={history === null ? '' : `${historyText(history, zone)} Of the time before nothing is known: Kafka keeps no record of rebalances.`}
        />
        {history === null || history.forgotten === 0 ? null : <p className={styles.older}>{formatCount(history.forgotten)} older ones of the last hour are not kept.</p>}
      </div>
      {rebalance === undefined ? null : <RebalanceDetail rebalance={rebalance} now={now} zone={zone} onClose={() => onChoose(null)} />}
    </div>
  );
}
