import type { ChartPartition } from './chart-partition';
import styles from './PartitionText.module.css';

/** A partition's name where room is short: the topic is cut, the number never. */
export function PartitionText({ partition, className }: { readonly partition: ChartPartition; readonly className?: string | undefined }) {
  return (
    <span className={className === undefined ? styles.text : `${styles.text} ${className}`} title={partition.label}>
      <bdi className={styles.topic}>{partition.topic}</bdi>
      <span>{partition.suffix}</span>
    </span>
  );
}
