import { formatCount } from '../../shared/text';
import { formatTime, type TimeZoneChoice } from '../format/format-time';
import type { ChartPartition } from './chart-partition';
import type { ChartReading } from './chart-reading';
import styles from './ChartTooltip.module.css';
import type { EventMark } from './event-marks';
import { CRITICAL_LINE, lineStyle } from './line-styles';
import { PartitionText } from './PartitionText';
import { Swatch } from './Swatch';

interface ChartTooltipProps {
  readonly reading: ChartReading;
  readonly partitions: readonly ChartPartition[];
  readonly slots: ReadonlyMap<number, number>;
  /** Column pointed at in the heat map, or null. */
  readonly pointed: number | null;
  readonly marks: readonly EventMark[];
  readonly zone: TimeZoneChoice;
  /** Pixels from the left and right end of the chart; one of them is null. */
  readonly left: number | null;
  readonly right: number | null;
}

const MOST_ROWS = 8;
const MOST_EVENTS = 3;

/** Time and lag per partition at the place pointed at. */
export function ChartTooltip({ reading, partitions, slots, pointed, marks, zone, left, right }: ChartTooltipProps) {
  const events = marks.flatMap((mark) => mark.events);
  return (
    <div className={styles.tooltip} style={left === null ? { right: right ?? 0 } : { left }} role="presentation">
      <div className={styles.time}>{formatTime(reading.time, zone)}</div>
      {reading.sampled ? null : <div className={styles.none}>no sample at this time</div>}
      {reading.values.slice(0, MOST_ROWS).map(({ column, lag }) => {
        const partition = partitions[column];
        if (partition === undefined) return null;
        const slot = slots.get(column);
        const critical = partition.broken && !(reading.time < partition.since);
        return (
          <div key={column} className={`${styles.row} ${column === pointed ? styles.pointed : ''}`}>
            {slot === undefined ? <span className={styles.noSwatch} /> : <Swatch style={critical ? CRITICAL_LINE : lineStyle(slot)} />}
            <PartitionText partition={partition} className={styles.name} />
            <span className={critical ? styles.critical : styles.value}>{Number.isNaN(lag) ? 'unknown' : formatCount(lag)}</span>
          </div>
        );
      })}
      {reading.sampled && partitions.length > 1 ? (
        <div className={`${styles.row} ${styles.total}`}>
          <span className={styles.noSwatch} />
          <span className={styles.name}>all {formatCount(partitions.length)}</span>
          <span className={styles.value}>
            {reading.unknown === partitions.length ? 'unknown' : formatCount(reading.total)}
            {reading.unknown > 0 && reading.unknown < partitions.length ? ` + ${formatCount(reading.unknown)} unknown` : ''}
          </span>
        </div>
      ) : null}
      {events.slice(0, MOST_EVENTS).map((event, index) => (
        <div key={index} className={styles.event}>
          {formatTime(event.at, zone)} <bdi>{event.text}</bdi>
        </div>
      ))}
      {events.length > MOST_EVENTS ? <div className={styles.event}>and {events.length - MOST_EVENTS} more</div> : null}
    </div>
  );
}
