import { useMemo } from 'react';
import styles from './Sparkline.module.css';
import { sparklinePath } from './sparkline-path';

interface SparklineProps {
  /** The values are `values[from .. from + count)`; NaN is a gap. */
  readonly values: Float64Array;
  readonly from?: number;
  readonly count?: number;
  /** calm: nothing is wrong, so it stays near the floor. */
  readonly tone?: 'calm' | 'plain' | 'warning' | 'critical';
  readonly width?: number;
  readonly height?: number;
  /** What it shows, in words; without it the line is decoration beside the figures. */
  readonly label?: string;
}

/** The course of one figure as a small line. */
export function Sparkline({ values, from = 0, count = values.length - from, tone = 'plain', width = 58, height = 16, label }: SparklineProps) {
  const { path, end } = useMemo(() => sparklinePath(values, from, count, width, height, tone === 'calm'), [values, from, count, width, height, tone]);
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={`${styles.sparkline} ${styles[tone]}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...named}>
      <path d={path} />
      {end === null ? null : <circle cx={end.x} cy={end.y} r={1.8} />}
    </svg>
  );
}
