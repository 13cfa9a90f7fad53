import { useId } from 'react';
import { formatTime, type TimeZoneChoice } from '../format/format-time';
import styles from './ChartMarks.module.css';
import type { EventMark } from './event-marks';
import type { Span } from './time-axis';

export interface EndDot {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

interface ChartMarksProps {
  readonly width: number;
  readonly height: number;
  /** Height of the lines, at the top; the heat map hatches its own gaps. */
  readonly linesHeight: number;
  readonly gaps: readonly Span[];
  readonly marks: readonly EventMark[];
  readonly dots: readonly EndDot[];
  readonly span: Span;
  /** Epoch ms of the first sample, NaN without any. */
  readonly watchedFrom: number;
  readonly zone: TimeZoneChoice;
}

/** What lies over lines and heat map alike: gaps, events, where the samples begin. */
export function ChartMarks({ width, height, linesHeight, gaps, marks, dots, span, watchedFrom, zone }: ChartMarksProps) {
  const hatch = useId();
  const toX = (time: number): number => ((time - span.from) / (span.to - span.from)) * width;
  const begun = Number.isNaN(watchedFrom) ? width : toX(watchedFrom);
  return (
    <svg className={styles.marks} width={width} height={height} aria-hidden="true">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="5" className={styles.hatch} />
        </pattern>
      </defs>
      {gaps.map((gap) => (
        <rect key={gap.from} x={toX(gap.from)} y={0} width={Math.max(1, toX(gap.to) - toX(gap.from))} height={linesHeight} fill={`url(#${hatch})`} />
      ))}
      {begun > 2 ? <line className={styles.begin} x1={Math.min(begun, width)} x2={Math.min(begun, width)} y1={0} y2={height} /> : null}
      {marks.map((mark) => (
        <line key={`${mark.kind}${mark.x}`} className={mark.kind === 'stalled' ? styles.stalled : styles.event} x1={mark.x} x2={mark.x} y1={0} y2={height} />
      ))}
      {begun > 130 && !Number.isNaN(watchedFrom) ? (
        <text className={styles.text} x={begun - 6} y={12} textAnchor="end">
          watched since {formatTime(watchedFrom, zone)}
        </text>
      ) : null}
      {dots.map((dot, index) => (
        <circle key={index} cx={dot.x} cy={dot.y} r={2.5} fill={dot.colour} />
      ))}
    </svg>
  );
}
