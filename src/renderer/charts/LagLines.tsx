import { memo, useMemo } from 'react';
import { Line, LineChart, XAxis, YAxis } from 'recharts';
import type { ChartPartition } from './chart-partition';
import type { LagSamples } from './lag-samples';
import { linePoints } from './line-data';
import { CRITICAL_LINE, lineStyle } from './line-styles';
import type { Span } from './time-axis';
import type { ValueScale } from './value-axis';

interface LagLinesProps {
  readonly samples: LagSamples;
  readonly partitions: readonly ChartPartition[];
  /** Columns to draw, most urgent first, with the slot of each column's look. */
  readonly columns: readonly number[];
  readonly slots: ReadonlyMap<number, number>;
  readonly span: Span;
  readonly scale: ValueScale;
  /** Upper end of the axis, as a position. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** recharts would measure texts in the page for each. */
const NO_TICKS: number[] = [];
const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };

/** The lines alone; grid, axis labels, marks and hover belong to LagChart, which shares them with the heat map. */
export const LagLines = memo(function LagLines({ samples, partitions, columns, slots, span, scale, top, width, height }: LagLinesProps) {
  const points = useMemo(() => linePoints(samples, partitions, columns, span, scale), [samples, partitions, columns, span, scale]);
  return (
    <LineChart width={width} height={height} data={points} margin={NO_MARGIN} accessibilityLayer={false}>
      <XAxis dataKey="time" type="number" domain={[span.from, span.to]} ticks={NO_TICKS} allowDataOverflow hide />
      <YAxis type="number" domain={[0, top]} ticks={NO_TICKS} hide />
      {[...columns].reverse().map((column) => {
        const style = lineStyle(slots.get(column) ?? 0);
        return <Line key={`s${column}`} {...LINE} dataKey={`s${column}`} stroke={style.colour} strokeDasharray={style.dash ?? '0'} strokeWidth={1.5} />;
      })}
      {[...columns].reverse().map((column) =>
        partitions[column]?.broken === true ? (
          <Line key={`b${column}`} {...LINE} dataKey={`b${column}`} stroke={CRITICAL_LINE.colour} strokeWidth={2} />
        ) : null,
      )}
    </LineChart>
  );
});

const LINE = { type: 'linear', dot: false, activeDot: false, isAnimationActive: false, connectNulls: false, legendType: 'none' } as const;
