import { formatCount } from '../../shared/text';
import styles from './LagFigure.module.css';
import { Unknown } from './Unknown';

interface LagFigureProps {
  /** Over known partitions; null or NaN: none is known. */
  readonly lag: number | null;
  /** How many partitions are not in the sum. */
  readonly unknownPartitions: number;
  /** Why none is known. */
  readonly reason: string;
}

/** A sum of lag. One that leaves out unknown partitions is a lower bound, and says so; zero is measured. */
export function LagFigure({ lag, unknownPartitions, reason }: LagFigureProps) {
  if (lag === null || Number.isNaN(lag)) return <Unknown reason={reason} />;
  if (unknownPartitions === 0) return lag === 0 ? <span className={styles.zero}>0</span> : <>{formatCount(lag)}</>;
  return (
    <span className={styles.atLeast} title={`at least: the lag of ${formatCount(unknownPartitions)} more ${unknownPartitions === 1 ? 'partition' : 'partitions'} is not known`}>
      ≥ {formatCount(lag)}
    </span>
  );
}
