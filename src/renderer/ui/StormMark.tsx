import type { RebalanceStorm } from '../../shared/rebalances';
import { displayName } from '../../shared/display-name';
import { formatCount } from '../../shared/text';
import { Icon } from './Icon';
import styles from './StormMark.module.css';

/** Beside a verdict, which a storm leaves as it is: that the group rebalances too often, and because of whom. */
export function StormMark({ storm }: { readonly storm: RebalanceStorm | null }) {
  if (storm === null) return null;
  const { rebalances, minutes, evidence } = storm;
  const text = `Rebalancing often: at least ${formatCount(rebalances)} in ${formatCount(minutes)} min`;
  return (
    <span className={styles.storm} title={`${text}. ${displayName(evidence, 500)}`}>
      <Icon name="rebalancing" />
      <span className="visually-hidden">{text}</span>
      <span aria-hidden="true">{formatCount(rebalances)} in {formatCount(minutes)} min</span>
    </span>
  );
}
