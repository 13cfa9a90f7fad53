import { useMemo } from 'react';
import { formatCount } from '../../../shared/text';
import type { ChartPartition } from '../../charts/chart-partition';
import { heatScale, largest } from '../../charts/heat-scale';
import type { LagSamples } from '../../charts/lag-samples';
import { rowAt, timeTicks, type Span } from '../../charts/time-axis';
import { peakLags, worstFirst } from '../../charts/worst-first';
import { formatTime, type TimeZoneChoice, zoneOffsetMs } from '../../format/format-time';
import { Unknown } from '../../ui/Unknown';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable';
import styles from './LagTable.module.css';

interface LagTableProps {
  readonly samples: LagSamples;
  readonly partitions: readonly ChartPartition[];
  readonly span: Span;
  readonly zone: TimeZoneChoice;
}

/** The chart in figures: each partition's lag at the times that the axis marks, its peak in the window, and now. */
export function LagTable({ samples, partitions, span, zone }: LagTableProps) {
  const ticks = useMemo(() => timeTicks(span, 5, zoneOffsetMs(span.to, zone)), [span, zone]);
  const peaks = useMemo(() => peakLags(samples.lag, partitions.length), [samples, partitions.length]);
  const order = useMemo(() => worstFirst(partitions, peaks, heatScale(largest(peaks))), [partitions, peaks]);
  const columns: TableColumn<string>[] = [
    { id: 'partition', label: 'Partition', width: 92, grows: 1, gives: 0 },
    ...ticks.map((tick, index) => ({ id: String(tick), label: formatTime(tick, zone).slice(0, span.to - span.from <= 300_000 ? 8 : 5), width: 68, gives: ticks.length - index, numeric: true })),
    { id: 'peak', label: 'Peak', width: 70, gives: 0, numeric: true },
    { id: 'now', label: 'Now', width: 70, gives: 0, numeric: true },
  ];
  const cell = (column: number, id: string) => {
    const partition = partitions[column];
    if (partition === undefined) return null;
    if (id === 'partition') return <bdi className={partition.broken ? styles.broken : undefined}>{partition.label}</bdi>;
    if (id === 'now') return figure(partition.lag, 'not known now');
    if (id === 'peak') return figure(peaks[column]!, 'not known at any time in this window');
    const row = rowAt(samples.times, Number(id));
    return figure(row < 0 ? Number.NaN : samples.lag[row * partitions.length + column]!, row < 0 ? 'no sample at this time' : 'not known at this time');
  };
  return <VirtualTable label="Lag per partition over time" columns={columns} rows={order} orderKey={String(samples.partitionsRevision)} cell={cell} empty="No partitions." />;
}

function figure(lag: number, reason: string) {
  return Number.isNaN(lag) ? <Unknown reason={reason} /> : formatCount(lag);
}
