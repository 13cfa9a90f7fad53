import { heatScale, heatStep, NO_DATA } from './heat-scale';

/** From this many rows on, those that do not fit are shown in a strip first. */
export const STRIP_FROM = 13;

/** What stands for one row of a picture in one lane of its strip. */
export interface StripBar {
  /** 0 to 1. */
  readonly height: number;
  /** A number: a step of lag. idle: has nothing. unknown: not measured. */
  readonly tone: 'plain' | 'changed' | 'idle' | 'unknown' | number;
}

export interface StripLane {
  readonly label: string;
  /** Of what the bars reach from and to. */
  readonly range: string;
  readonly bars: readonly StripBar[];
}

/** One bar a row: how many partitions it has. Null: it is not there. `most`: what a full bar stands for. */
export function countBars(counts: readonly (number | null)[], most: number, isChanged: (row: number) => boolean): StripBar[] {
  return counts.map((count, row) => (count === 0 ? { height: 0, tone: 'idle' } : { height: (count ?? 0) / Math.max(1, most), tone: isChanged(row) ? 'changed' : 'plain' }));
}

/** One bar a row: its lag by steps, since a few have most of it. NaN: not known; null: none to have. */
export function lagBars(lags: readonly (number | null)[]): StripBar[] {
  const scale = heatScale(lags.reduce<number>((most, lag) => (lag !== null && lag > most ? lag : most), 0));
  return lags.map((lag) => {
    const step = lag === null ? 0 : heatStep(lag, scale);
    return step === NO_DATA ? { height: 0.5, tone: 'unknown' } : { height: step / scale.length, tone: step };
  });
}

/** Wider bars would be boxes. */
const WIDEST = 14;

/** Pixels from one bar to the next; below 1 where there are more rows than pixels. */
export function barPitch(rows: number, width: number): number {
  return Math.min(WIDEST, width / Math.max(1, rows));
}

/** The row whose bar is at `x` pixels, or -1. */
export function rowOfBar(x: number, rows: number, width: number): number {
  const row = Math.floor(x / barPitch(rows, width));
  return row >= 0 && row < rows ? row : -1;
}

/** First row of the idle ones if these are all at the end, or -1. */
export function idleFrom(bars: readonly StripBar[]): number {
  const first = bars.findIndex(({ tone }) => tone === 'idle');
  return first >= 0 && bars.slice(first).every(({ tone }) => tone === 'idle') ? first : -1;
}
