import { formatCount } from '../../shared/text';
import { notCounted, type NotCounted } from '../format/lag-bound';
import styles from './LagFigure.module.css';
import { Unknown } from './Unknown';

interface LagFigureProps extends NotCounted {
  /** Over known partitions; null or NaN: none is known. */
  readonly lag: number | null;
  /** Why none is known, where no partition is without a committed offset. */
  readonly reason: string;
}

/** A sum of lag. One that leaves out partitions is a lower bound, and says so and why; at least 0 says nothing. Zero is measured. */
export function LagFigure({ lag, reason, ...missing }: LagFigureProps) {
  const left = notCounted(missing);
  if (lag === null || Number.isNaN(lag)) return <Unknown reason={missing.uncommittedPartitions > 0 && left !== null ? left : reason} />;
  if (left !== null && lag === 0) return <Unknown reason={`not known, at least 0: ${left}`} />;
  if (left === null) return lag === 0 ? <span className={styles.zero}>0</span> : <>{formatCount(lag)}</>;
  return (
    <span className={styles.atLeast} title={`at least: ${left}`}>
      ≥ {formatCount(lag)}
    </span>
  );
}
