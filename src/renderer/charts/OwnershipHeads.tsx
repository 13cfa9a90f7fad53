import type { ChartPartition } from './chart-partition';
import type { OwnershipLayout } from './ownership-layout';
import styles from './OwnershipMatrix.module.css';

interface OwnershipHeadsProps {
  readonly layout: OwnershipLayout;
  readonly topic: Int32Array;
  readonly number: Int32Array;
  readonly topics: readonly string[];
  readonly partitions: readonly ChartPartition[];
  readonly left: number;
  /** Room for all columns. */
  readonly width: number;
  /** Partition pointed at, or null. */
  readonly pointed: number | null;
}

const NUMBER_ROOM = 15;

/** Topics over their columns and, where there is room, each partition's number. */
export function OwnershipHeads({ layout, topic, number, topics, partitions, left, width, pointed }: OwnershipHeadsProps) {
  if (layout.kind === 'packed') return <span className={styles.packedHead} style={{ left, width }}>partitions, most lag first</span>;
  const spans: { topic: number; from: number; to: number }[] = [];
  topic.forEach((index, partition) => {
    const last = spans[spans.length - 1];
    if (last !== undefined && last.topic === index) last.to = partition;
    else spans.push({ topic: index, from: partition, to: partition });
  });
  return (
    <>
      {spans.map((span, index) => (
        <bdi key={span.topic} className={styles.topic} style={{ left: left + layout.x[span.from]!, width: (layout.x[spans[index + 1]?.from ?? -1] ?? width) - layout.x[span.from]! - 4 }} title={topics[span.topic]}>
          {topics[span.topic]}
        </bdi>
      ))}
      {partitions.map((partition, index) =>
        layout.pitch >= NUMBER_ROOM || index === pointed || partition.broken || (number[index]! % 5 === 0 && partitions[index + 1]?.broken !== true && partitions[index - 1]?.broken !== true) ? (
          <span key={index} className={`${styles.number} ${partition.broken ? styles.brokenNumber : ''} ${index === pointed ? styles.pointedNumber : ''}`} style={{ left: left + layout.x[index]! - 4, width: layout.cell + 8 }}>
            {number[index]}
          </span>
        ) : null,
      )}
    </>
  );
}
