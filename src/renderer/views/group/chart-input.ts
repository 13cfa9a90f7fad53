import type { GroupDetail } from '../../../shared/group';
import { formatCount } from '../../../shared/text';
import { VERDICT_LEVEL, VERDICTS, type Verdict } from '../../../shared/verdict';
import type { ChartPartition } from '../../charts/chart-partition';
import type { ChartEvent } from '../../charts/event-marks';
import type { LagSamples } from '../../charts/lag-samples';
import { topicLabel } from './partition-label';
import { partitionSince } from './partition-since';
import { hasNoCommit, offsetWord } from './uncommitted';

/** The partitions of the newest reading, for pictures; row order of the detail. */
export function partitionsNow(detail: GroupDetail): ChartPartition[] {
  const { columns, topics } = detail;
  const names = topics.map(topicLabel);
  return Array.from(columns.partition, (partition, row) => ({
    ...named(names[columns.topic[row]!] ?? '', partition),
    lag: columns.lag[row]!,
    missingOffset: hasNoCommit(detail, row) ? offsetWord(detail) : null,
    ...troubleOf(VERDICTS[columns.verdict[row]!] ?? 'unknown'),
    ...partitionSince(detail, row),
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
    return now[row ?? -1] ?? { ...named(topicLabel(topic), partition), lag: Number.NaN, missingOffset: null, broken: false, glyph: 'other', since: Number.NaN, atLeast: false };
  });
}

function named(topic: string, partition: number): Pick<ChartPartition, 'label' | 'topic' | 'suffix'> {
  return { label: `${topic}-${partition}`, topic, suffix: `-${partition}` };
}

function troubleOf(verdict: Verdict): Pick<ChartPartition, 'broken' | 'glyph'> {
  return { broken: VERDICT_LEVEL[verdict] === 'broken', glyph: verdict === 'stalled' || verdict === 'stopped' ? verdict : 'other' };
}

/** The events, and where partitions that stand still now began to. */
export function withStalls(events: readonly ChartEvent[], partitions: readonly ChartPartition[]): readonly ChartEvent[] {
  const stalls = partitions.filter(({ broken, glyph, since }) => broken && glyph === 'stalled' && !Number.isNaN(since)).map(({ label, since, atLeast }): ChartEvent => ({ at: since, kind: 'stalled', atLeast, text: `${label} ${atLeast ? 'stood still already' : 'stands still since'}` }));
  return [...events, ...stalls];
}

/** What somebody sees who looks at the chart, in a sentence. */
export function chartFinding(partitions: readonly ChartPartition[], windowText: string): string {
  const known = partitions.filter(({ lag }) => !Number.isNaN(lag));
  const uncommitted = partitions.filter(({ missingOffset }) => missingOffset !== null).length;
  const unknown = partitions.length - known.length - uncommitted;
  const missing = [
    unknown === 0 ? '' : ` The lag of ${unknown} of ${partitions.length} partitions is not known.`,
    uncommitted === 0 ? '' : ` ${uncommitted} of ${partitions.length} partitions ${uncommitted === 1 ? 'has' : 'have'} no ${partitions.find(({ missingOffset }) => missingOffset !== null)?.missingOffset ?? 'committed offset'}.`,
  ].join('');
  const [worst, second] = [...known].sort((left, right) => Number(right.broken) - Number(left.broken) || right.lag - left.lag);
  if (worst === undefined) return `Lag per partition over the last ${windowText}: not known.${missing}`;
  if (worst.lag === 0) return `Lag per partition over the last ${windowText}: now 0 in ${known.length === partitions.length ? 'every partition' : 'all known partitions'}.${missing}`;
  const others = second === undefined ? '' : `, the ${known.length - 1} others together ${formatCount(known.reduce((sum, { lag }) => sum + lag, 0) - worst.lag)}`;
  return `Lag per partition over the last ${windowText}: ${worst.label} has most, now ${formatCount(worst.lag)}${others}.${missing}`;
}
