import type { GroupDetail } from '../../../shared/group';
import { VERDICT_LEVEL, VERDICTS } from '../../../shared/verdict';
import type { ChartPartition } from '../../charts/chart-partition';
import type { LagSamples } from '../../charts/lag-samples';
import { topicLabel } from './partition-label';

/** The partitions of the newest reading, for pictures; row order of the detail. */
export function partitionsNow(detail: GroupDetail): ChartPartition[] {
  const { columns, topics } = detail;
  const names = topics.map(topicLabel);
  return Array.from(columns.partition, (partition, row) => ({
    ...named(names[columns.topic[row]!] ?? '', partition),
    lag: columns.lag[row]!,
    broken: VERDICT_LEVEL[VERDICTS[columns.verdict[row]!] ?? 'unknown'] === 'broken',
    since: columns.verdictSince[row]!,
  }));
}

/** The same for each column of the history: one that the newest reading no longer lists has no lag now. */
export function partitionsOfHistory(samples: LagSamples, detail: GroupDetail, now: readonly ChartPartition[]): ChartPartition[] {
  const rowOf = new Map<string, Map<number, number>>();
  detail.columns.partition.forEach((partition, row) => {
    const topic = detail.topics[detail.columns.topic[row]!] ?? '';
    const rows = rowOf.get(topic) ?? new Map<number, number>();
    rows.set(partition, row);
    rowOf.set(topic, rows);
  });
  return Array.from(samples.partition, (partition, column) => {
    const topic = samples.topics[samples.topic[column]!] ?? '';
    const row = rowOf.get(topic)?.get(partition);
    return now[row ?? -1] ?? { ...named(topicLabel(topic), partition), lag: Number.NaN, broken: false, since: Number.NaN };
  });
}

function named(topic: string, partition: number): Pick<ChartPartition, 'label' | 'topic' | 'suffix'> {
  return { label: `${topic}-${partition}`, topic, suffix: `-${partition}` };
}

/** What somebody sees who looks at the chart, in a sentence. */
export function chartFinding(partitions: readonly ChartPartition[], windowText: string): string {
  const known = partitions.filter(({ lag }) => !Number.isNaN(lag));
  const unknown = partitions.length - known.length;
  const missing = unknown === 0 ? '' : ` The lag of ${unknown} of ${partitions.length} partitions is not known.`;
  const [worst, second] = [...known].sort((left, right) => Number(right.broken) - Number(left.broken) || right.lag - left.lag);
  if (worst === undefined) return `Lag per partition over the last ${windowText}: not known.${missing}`;
  const count = (lag: number): string => lag.toLocaleString('en-US');
  if (worst.lag === 0) return `Lag per partition over the last ${windowText}: now 0 in ${known.length === partitions.length ? 'every partition' : 'all known partitions'}.${missing}`;
  const others = second === undefined ? '' : `, the ${known.length - 1} others together ${count(known.reduce((sum, { lag }) => sum + lag, 0) - worst.lag)}`;
  return `Lag per partition over the last ${windowText}: ${worst.label} has most, now ${count(worst.lag)}${others}.${missing}`;
}
