import { useMemo, useState } from 'react';
import { lagWords, type ChartPartition } from './chart-partition';
import type { HeatScale } from './heat-scale';
import { HeatMap } from './HeatMap';
import styles from './HeatRows.module.css';
import type { LagSamples } from './lag-samples';
import { PartitionText } from './PartitionText';
import type { Span } from './time-axis';

export const HEAT_ROW_HEIGHT = 12;

interface HeatRowsProps {
  readonly samples: LagSamples;
  readonly partitions: readonly ChartPartition[];
  /** All columns, top to bottom. */
  readonly order: readonly number[];
  readonly span: Span;
  readonly scale: HeatScale;
  readonly left: number;
  readonly plotWidth: number;
  readonly height: number;
  /** Column pointed at, or null. */
  readonly pointed: number | null;
}

/** The heat map with a name and the lag now beside each row. More rows than fit scroll; only those in view are painted. */
export function HeatRows({ samples, partitions, order, span, scale, left, plotWidth, height, pointed }: HeatRowsProps) {
  const [scrolled, setScrolled] = useState(0);
  const top = Math.max(0, Math.min(scrolled, order.length * HEAT_ROW_HEIGHT - height));
  const first = Math.floor(top / HEAT_ROW_HEIGHT);
  const count = Math.ceil(height / HEAT_ROW_HEIGHT) + 1;
  const rows = useMemo(() => order.slice(first, first + count), [order, first, count]);
  return (
    <div className={styles.scroll} style={{ height }} {...(order.length * HEAT_ROW_HEIGHT > height ? { tabIndex: 0, role: 'group', 'aria-label': `Heat map of ${order.length} partitions, worst on top` } : {})} data-heat-scroll="" onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}>
      <div className={styles.inner} style={{ height: Math.max(height, order.length * HEAT_ROW_HEIGHT) }}>
        <div className={styles.view} style={{ height, marginLeft: left }}>
          <HeatMap samples={samples} rows={rows} rowHeight={HEAT_ROW_HEIGHT} offset={top - first * HEAT_ROW_HEIGHT} span={span} scale={scale} width={plotWidth} height={height} />
        </div>
        {rows.map((column, index) => {
          const partition = partitions[column];
          if (partition === undefined) return null;
          const y = (first + index) * HEAT_ROW_HEIGHT;
          const tone = partition.broken ? styles.broken : column === pointed ? styles.pointed : '';
          return (
            <div key={column}>
              <span className={`${styles.name} ${tone}`} style={{ top: y, width: left - 8 }}>
                <PartitionText partition={partition} />
              </span>
              <span className={`${styles.value} ${tone}`} style={{ top: y, left: left + plotWidth + 8 }}>
                {lagWords(partition)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
