import { useMemo } from 'react';
import type { GroupDetail } from '../../../shared/group';
import { formatCount } from '../../../shared/text';
import type { ChartPartition } from '../../charts/chart-partition';
import type { ChartEvent } from '../../charts/event-marks';
import { dropBefore, type LagSamples } from '../../charts/lag-samples';
import { LagChart } from '../../charts/LagChart';
import { sampleIntervals } from '../../charts/sample-intervals';
import { rowAfter, type Span } from '../../charts/time-axis';
import { useHeld } from '../../ui/use-held';
import { formatTime, type TimeZoneChoice } from '../../format/format-time';
import type { Reading } from '../../state/reader';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { LONGEST_HOLD } from '../../ui/longest-hold';
import { Segmented } from '../../ui/Segmented';
import { chartFinding, partitionsOfHistory, withStalls } from './chart-input';
import { CHART_WINDOWS, chartPreferences, prefer, type ChartWindow } from './chart-preferences';
import styles from './GroupPage.module.css';
import { LagTable } from './LagTable';
import type { HeldHistory } from './use-group-history';

interface LagPanelProps {
  readonly detail: GroupDetail;
  /** Row order of the detail. */
  readonly partitions: readonly ChartPartition[];
  readonly history: Reading<HeldHistory>;
  readonly window: ChartWindow;
  readonly now: number;
  readonly zone: TimeZoneChoice;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
}

/** All that the chart shows, frozen while it is paused. */
interface Shown {
  /** Those inside the span. */
  readonly samples: LagSamples;
  readonly events: readonly ChartEvent[];
  readonly partitions: readonly ChartPartition[];
  readonly span: Span;
}

/** Lag per partition over time, with its controls and its table. */
export function LagPanel({ detail, partitions, history, window, now, zone, paused, onPause }: LagPanelProps) {
  const { scale, chartAs } = useStore(chartPreferences);
  const live = useLive(detail, partitions, history.value, Number(window), now);
  const shown = useHeld(live, paused, window);
  const windowText = CHART_WINDOWS.find(({ value }) => value === window)?.label ?? '';
  return (
    <section className={styles.lagPanel} aria-label="Lag per partition">
      <div className={styles.panelHead}>
        <h3>Lag per partition</h3>
        <span className={styles.unit}>records</span>
        {!paused || shown === null ? null : (
          <span className={styles.pausedNote}>
            <Icon name="pause" /> at {formatTime(shown.span.to, zone)}, {newSamples(shown, live)}
          </span>
        )}
        <span className={styles.controls}>
          <Segmented label="Window" options={CHART_WINDOWS} value={window} onChange={(value) => prefer({ window: value })} />
          <Segmented label="Value axis" options={SCALES} value={scale} onChange={(value) => prefer({ scale: value })} />
          <Segmented label="Shown as" options={SHAPES} value={chartAs} onChange={(value) => prefer({ chartAs: value })} />
          <Button small aria-pressed={paused} title={paused ? 'Resume (p)' : 'Pause the chart (p); the rest of the page stays live'} onClick={() => onPause(!paused)}>
            <Icon name={paused ? 'play' : 'pause'} />
            <span className={styles.pauseWord}>{paused ? 'Resume' : 'Pause'}</span>
          </Button>
        </span>
      </div>
      <div className={styles.panelBody}>
        {shown === null ? (
          <p className={styles.wait}>{history.failure === null ? 'Reading the history…' : history.failure.message}</p>
        ) : chartAs === 'table' ? (
          <LagTable samples={shown.samples} partitions={shown.partitions} span={shown.span} zone={zone} />
        ) : (
          <LagChart samples={shown.samples} partitions={shown.partitions} events={shown.events} span={shown.span} scale={scale} zone={zone} label={chartFinding(shown.partitions, windowText)} />
        )}
      </div>
    </section>
  );
}

const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log', title: 'Logarithmic from 1 on, with a place for 0' },
] as const;
const SHAPES = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const;

function useLive(detail: GroupDetail, partitions: readonly ChartPartition[], history: HeldHistory | null, windowMs: number, now: number): Shown | null {
  const times = history?.samples.times;
  const newest = times?.[times.length - 1];
  // The chart ends at the newest sample; when that is late, time goes on without it, in steps, as a gap.
  const late = times !== undefined && newest !== undefined && now - newest > sampleIntervals(times)[times.length - 1]! * LONGEST_HOLD;
  const to = newest === undefined ? Math.ceil(now / 5_000) * 5_000 : late ? Math.max(newest, Math.floor(now / 5_000) * 5_000) : newest;
  const span = useMemo(() => ({ from: to - windowMs, to }), [to, windowMs]);
  const samples = useMemo(() => (history === null ? null : dropBefore(history.samples, span.from)), [history, span]);
  const drawn = useMemo(() => (samples === null ? [] : partitionsOfHistory(samples, detail, partitions)), [samples, detail, partitions]);
  const events = useMemo(() => withStalls(history?.events ?? [], partitions), [history, partitions]);
  return useMemo(() => (samples === null ? null : { samples, events, partitions: drawn, span }), [samples, events, drawn, span]);
}

function newSamples(frozen: Shown, live: Shown | null): string {
  const last = frozen.samples.times[frozen.samples.times.length - 1] ?? frozen.span.to;
  const times = live?.samples.times ?? new Float64Array(0);
  const count = times.length - rowAfter(times, last);
  return count === 0 ? 'no new samples' : `${formatCount(count)} new ${count === 1 ? 'sample' : 'samples'}`;
}
