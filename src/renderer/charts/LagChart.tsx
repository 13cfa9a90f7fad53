import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatCount } from '../../shared/text';
import { formatCompactCount } from '../format/format-count';
import { formatTime, type TimeZoneChoice, zoneOffsetMs } from '../format/format-time';
import type { ChartPartition } from './chart-partition';
import { readAt, timeAt } from './chart-reading';
import { ChartMarks, type EndDot } from './ChartMarks';
import { ChartTooltip } from './ChartTooltip';
import { EndLabels } from './EndLabels';
import { EventLabels, eventLabelWidth } from './EventLabels';
import { placeEvents, type ChartEvent } from './event-marks';
import { heatScale, largest } from './heat-scale';
import { HEAT_ROW_HEIGHT, HeatRows } from './HeatRows';
import styles from './LagChart.module.css';
import type { LagSamples } from './lag-samples';
import { LagLines } from './LagLines';
import { CRITICAL_LINE, keepSlots, lineStyle, MOST_LINES } from './line-styles';
import { findGaps, rowAt, timeTicks, type Span } from './time-axis';
import { useAfterPaint } from '../ui/use-after-paint';
import { useHeld } from '../ui/use-held';
import { useSize } from '../ui/use-size';
import { axisTop, toAxis, valueTicks, type ValueScale } from './value-axis';
import { peakLags, worstFirst } from './worst-first';

interface LagChartProps {
  readonly samples: LagSamples;
  /** One per column of the samples. */
  readonly partitions: readonly ChartPartition[];
  readonly events: readonly ChartEvent[];
  readonly span: Span;
  readonly scale: ValueScale;
  readonly zone: TimeZoneChoice;
  /** The finding in a sentence: what somebody sees who looks at the chart. */
  readonly label: string;
}

const EVENTS_HEIGHT = 18;
const AXIS_HEIGHT = 16;
const GAP = 8;
const LEFT = 92;
const LEAST_LINES = 72;
const HEAT_FROM = 3;

/**
 * Lag per partition over time: lines (all up to ten partitions, else the five worst) above a heat map of every
 * partition, on one time axis with the events through both.
 */
export function LagChart({ samples, partitions, events, span, scale, zone, label }: LagChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [pointer, setPointer] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const held = pointer !== null;
  const drawsLines = useAfterPaint(); // the chart library is slow to begin: figures and heat come first

  const peaks = useMemo(() => peakLags(samples.lag, partitions.length), [samples, partitions.length]);
  const heat = useMemo(() => heatScale(Math.max(largest(peaks), ...partitions.map(({ lag }) => (Number.isNaN(lag) ? 0 : lag)))), [peaks, partitions]);
  const newest = useMemo(() => worstFirst(partitions, peaks, heat), [partitions, peaks, heat]);
  const order = useHeld(newest, held, samples.partitionsRevision);
  const columns = useMemo(() => order.filter((column) => !Number.isNaN(peaks[column])).slice(0, partitions.length <= MOST_LINES ? MOST_LINES : 5), [order, peaks, partitions.length]);
  const slotsBefore = useRef<ReadonlyMap<number, number>>(new Map());
  const slots = useMemo(() => (slotsBefore.current = keepSlots(slotsBefore.current, columns)), [columns]);

  const right = width < 560 ? 116 : 140;
  const plotWidth = Math.max(0, width - LEFT - right);
  const room = Math.max(0, height - EVENTS_HEIGHT - AXIS_HEIGHT);
  const heatWanted = partitions.length <= HEAT_FROM ? 0 : partitions.length * HEAT_ROW_HEIGHT;
  const heatHeight = Math.max(0, Math.min(heatWanted, room - GAP - Math.max(LEAST_LINES, Math.round(room * 0.4))));
  const linesHeight = room - (heatHeight > 0 ? heatHeight + GAP : 0);

  const most = columns.reduce((value, column) => Math.max(value, peaks[column]!), 1);
  const ticks = useMemo(() => valueTicks(most, scale, linesHeight < 100 ? 2 : 4), [most, scale, linesHeight]);
  const top = axisTop(most, scale, ticks);
  const toY = (value: number): number => linesHeight - (toAxis(value, scale) / top) * linesHeight;

  const gaps = useMemo(() => findGaps(samples.times, samples.lag, partitions.length, span), [samples, partitions.length, span]);
  const marks = useMemo(() => placeEvents(events, span, plotWidth, eventLabelWidth), [events, span, plotWidth]);
  const lastTime = samples.times[samples.times.length - 1] ?? Number.NaN;
  const lastX = ((lastTime - span.from) / (span.to - span.from)) * plotWidth;
  const ends = columns.map((column) => toY(samples.lag[(samples.times.length - 1) * partitions.length + column] ?? Number.NaN));
  const dots = columns.flatMap((column, index): EndDot[] =>
    Number.isNaN(ends[index]) || Number.isNaN(lastX) ? [] : [{ x: lastX, y: ends[index]!, colour: partitions[column]!.broken ? CRITICAL_LINE.colour : lineStyle(slots.get(column) ?? 0).colour }],
  );

  const time = pointer === null ? null : timeAt(pointer.x, span, plotWidth);
  const pointed = pointer === null || heatHeight === 0 ? null : rowPointed(frame.current, pointer.y - EVENTS_HEIGHT - linesHeight - GAP, heatHeight, order);
  const reading = time === null ? null : readAt(samples, time, columns, pointed);

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left - LEFT;
    setPointer(x < 0 || x > plotWidth ? null : { x, y: event.clientY - box.top });
  };
  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Escape' && pointer !== null) {
      setPointer(null);
      event.stopPropagation();
    }
    if (by === 0 || samples.times.length === 0) return;
    event.preventDefault();
    const row = time === null ? samples.times.length - 1 : Math.max(0, Math.min(samples.times.length - 1, rowAt(samples.times, time) + by));
    setPointer({ x: ((samples.times[row]! - span.from) / (span.to - span.from)) * plotWidth, y: 0 });
  };

  return (
    <div ref={frame} className={styles.chart} role="figure" aria-label={label} tabIndex={0} onPointerMove={move} onPointerLeave={() => setPointer(null)} onBlur={() => setPointer(null)} onKeyDown={step} data-testid="lag-chart">
      {plotWidth > 0 && linesHeight > 0 ? (
        <>
          <div className={styles.events} style={{ left: LEFT, width: plotWidth }}>
            <EventLabels marks={marks} zone={zone} />
          </div>
          {(columns.length === 0 ? [] : ticks).map((tick) => (
            <span key={tick} className={styles.tick} style={{ top: EVENTS_HEIGHT + toY(tick) - 7, width: LEFT - 8 }}>
              {tick >= 1_000_000 ? formatCompactCount(tick) : formatCount(tick)}
            </span>
          ))}
          <div className={styles.lines} style={{ left: LEFT, top: EVENTS_HEIGHT, width: plotWidth, height: linesHeight }}>
            {(columns.length === 0 ? [] : ticks).map((tick) => (
              <span key={tick} className={styles.grid} style={{ top: Math.round(toY(tick)) }} />
            ))}
            {drawsLines ? <LagLines samples={samples} partitions={partitions} columns={columns} slots={slots} span={span} scale={scale} top={top} width={plotWidth} height={linesHeight} /> : null}
          </div>
          {columns.length === 0 ? (
            <span className={styles.nothing} style={{ left: LEFT, width: plotWidth, top: EVENTS_HEIGHT + linesHeight / 2 - 10 }}>
              <span>no lag is known in this window</span>
            </span>
          ) : null}
          <div className={styles.ends} style={{ left: LEFT + plotWidth, right: 4, top: EVENTS_HEIGHT, height: linesHeight }}>
            <EndLabels partitions={partitions} columns={columns} slots={slots} ends={ends} height={linesHeight} values={heatHeight > 0 ? 'worst' : 'all'} />
          </div>
          {heatHeight > 0 ? (
            <div className={styles.heat} style={{ top: EVENTS_HEIGHT + linesHeight + GAP }}>
              <HeatRows samples={samples} partitions={partitions} order={order} span={span} scale={heat} left={LEFT} plotWidth={plotWidth} height={heatHeight} pointed={pointed} />
            </div>
          ) : null}
          <div className={styles.over} style={{ left: LEFT, top: EVENTS_HEIGHT }}>
            <ChartMarks width={plotWidth} height={room} linesHeight={linesHeight} gaps={gaps} marks={marks} dots={dots} span={span} watchedFrom={samples.times[0] ?? Number.NaN} zone={zone} />
            {pointer === null ? null : <div className={styles.crosshair} style={{ left: pointer.x, height: room }} />}
          </div>
          {timeTicks(span, Math.max(2, Math.floor(plotWidth / 80)), zoneOffsetMs(span.to, zone)).map((tick) => (
            <span key={tick} className={styles.clock} style={{ left: LEFT + ((tick - span.from) / (span.to - span.from)) * plotWidth }}>
              {formatTime(tick, zone).slice(0, span.to - span.from <= 300_000 ? 8 : 5)}
            </span>
          ))}
          {reading === null || pointer === null ? null : (
            <ChartTooltip
              reading={reading}
              partitions={partitions}
              slots={slots}
              pointed={pointed}
              marks={marks.filter((mark) => Math.abs(mark.x - pointer.x) <= 6)}
              zone={zone}
              left={pointer.x < plotWidth / 2 ? LEFT + pointer.x + 12 : null}
              right={pointer.x < plotWidth / 2 ? null : right + plotWidth - pointer.x + 12}
            />
          )}
        </>
      ) : null}
    </div>
  );
}

/** The column whose heat row lies `y` pixels below the top of the heat map; null outside it. */
function rowPointed(frame: HTMLElement | null, y: number, height: number, order: readonly number[]): number | null {
  if (y < 0 || y >= height) return null;
  const scrolled = frame?.querySelector('[data-heat-scroll]')?.scrollTop ?? 0;
  return order[Math.floor((y + scrolled) / HEAT_ROW_HEIGHT)] ?? null;
}
