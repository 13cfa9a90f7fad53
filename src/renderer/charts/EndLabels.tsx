import { formatCount } from '../../shared/text';
import type { ChartPartition } from './chart-partition';
import { spreadLabels } from './end-labels';
import styles from './EndLabels.module.css';
import { CRITICAL_LINE, lineStyle } from './line-styles';
import { PartitionText } from './PartitionText';
import { Swatch } from './Swatch';

const END_LABEL_HEIGHT = 14;

interface EndLabelsProps {
  readonly partitions: readonly ChartPartition[];
  /** Drawn columns, most urgent first. */
  readonly columns: readonly number[];
  readonly slots: ReadonlyMap<number, number>;
  /** Where each column's line ends, in pixels from the top; NaN if it does not reach the end. Same order. */
  readonly ends: readonly number[];
  readonly height: number;
  /** Whose lag is written here; the heat map writes everybody's, so the worst one's only where it has room. */
  readonly values: 'all' | 'worst';
}

/** Names at the ends of the lines, with the look of the line and the lag now: no legend to look up. */
export function EndLabels({ partitions, columns, slots, ends, height, values }: EndLabelsProps) {
  const room = Math.max(1, Math.floor(height / END_LABEL_HEIGHT));
  const shown = columns.length <= room ? columns : columns.slice(0, room - 1);
  const places = spreadLabels([...shown.map((_, index) => (Number.isNaN(ends[index]) ? height : ends[index]!)), ...(shown.length < columns.length ? [height] : [])], height, END_LABEL_HEIGHT);
  return (
    <>
      {shown.map((column, index) => {
        const partition = partitions[column];
        const y = places[index];
        if (partition === undefined || y === null || y === undefined) return null;
        return (
          <span key={column} className={`${styles.label} ${partition.broken ? styles.broken : ''}`} style={{ top: y - END_LABEL_HEIGHT / 2 }}>
            <Swatch style={partition.broken ? CRITICAL_LINE : lineStyle(slots.get(column) ?? 0)} />
            <PartitionText partition={partition} className={styles.name} />
            {values === 'all' || (index === 0 && partition.label.length + formatCount(partition.lag).length <= 15) ? <span className={styles.value}>{formatCount(partition.lag)}</span> : null}
          </span>
        );
      })}
      {shown.length < columns.length ? (
        <span className={styles.label} style={{ top: (places[shown.length] ?? height) - END_LABEL_HEIGHT / 2 }}>
          and {columns.length - shown.length} more lines
        </span>
      ) : null}
    </>
  );
}
