import type { ChartPartition } from './chart-partition';
import { decimate } from './decimate';
import type { LagSamples } from './lag-samples';
import type { Span } from './time-axis';
import { toAxis, type ValueScale } from './value-axis';

/** Times per chart: more than pixels that tell them apart is waste, and recharts' cost grows with it. */
const MOST_POINTS = 300;

/** One time for recharts; `s<column>` is a line, `b<column>` its part since it is broken. Null = gap. */
export type LinePoint = { readonly time: number } & { readonly [key: `${'s' | 'b'}${number}`]: number | null };

/**
 * Points of the drawn columns on the axis. A broken partition changes from its `s` line to its `b` line where the trouble
 * began, and both have that point, so that the line does not break there.
 */
export function linePoints(samples: LagSamples, partitions: readonly ChartPartition[], columns: readonly number[], span: Span, scale: ValueScale): LinePoint[] {
  const bucketMs = ((span.to - span.from) * 2) / (MOST_POINTS - 2);
  const { times, series } = decimate(samples.times, samples.lag, samples.topic.length, columns, bucketMs);
  return times.map((time, row) => {
    const point: Record<string, number | null> = { time };
    columns.forEach((column, index) => {
      const value = series[index]![row] ?? null;
      const y = value === null ? null : toAxis(value, scale);
      const { broken, since } = partitions[column]!;
      const begun = broken && !(time < since);
      const next = times[row + 1];
      const lastBefore = broken && time < since && next !== undefined && next >= since;
      point[`s${column}`] = begun ? null : y;
      point[`b${column}`] = begun || lastBefore ? y : null;
    });
    return point as LinePoint;
  });
}
