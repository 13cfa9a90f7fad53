import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { formatCount } from '../../shared/text';
import { useChartColours, type ChartColours } from './chart-colours';
import { barPitch, idleFrom, rowOfBar, type StripBar, type StripLane } from './row-strip';
import styles from './RowStrip.module.css';

interface RowStripProps {
  readonly lanes: readonly StripLane[];
  readonly rows: number;
  /** Where the bars begin, and their room. */
  readonly left: number;
  readonly width: number;
  /** Rows in view below: [from, to). */
  readonly from: number;
  readonly to: number;
  /** Of a row that is pointed at, ready for the screen. */
  readonly textOf: (row: number) => string;
  readonly onGo: (row: number) => void;
}

const LANE = 17;
const GAP = 4;
const MARK = 5;
/** Lower steps of lag could not be told from the ground; the bar's height tells which one it is. */
const LEAST_STEP = 3;
/** Pixels that the words for idle rows take. */
const IDLE_TEXT = 48;

export function stripHeight(lanes: number): number {
  return lanes * (LANE + GAP) + MARK + 2;
}

/** All rows of a picture at once, one bar each, where they do not fit: who has most, who has nothing. A click goes to the row. What it shows is in the table as well. */
export function RowStrip({ lanes, rows, left, width, from, to, textOf, onGo }: RowStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useChartColours();
  const [pointed, setPointed] = useState(-1);
  const ratio = window.devicePixelRatio || 1;
  const height = stripHeight(lanes.length) - 2;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const pitch = barPitch(rows, width);
    lanes.forEach(({ bars }, lane) => paintLane(context, bars, lane * (LANE + GAP) + LANE, pitch, colours));
    context.fillStyle = colours.accent;
    context.fillRect(Math.floor(from * pitch), height - 3, Math.max(3, Math.ceil((to - from) * pitch)), 3);
    if (pointed >= 0) context.fillRect(Math.floor(pointed * pitch), 0, Math.max(1, Math.floor(pitch)), height - 3);
  }, [lanes, rows, width, height, from, to, pointed, colours, ratio]);
  const rowAt = (event: PointerEvent<HTMLElement>): number => rowOfBar(event.clientX - event.currentTarget.getBoundingClientRect().left, rows, width);
  const [counts] = lanes;
  const idle = counts === undefined ? -1 : idleFrom(counts.bars);
  const pitch = barPitch(rows, width);
  return (
    <div className={styles.strip} style={{ height: stripHeight(lanes.length) }} aria-hidden="true">
      {lanes.map((lane, index) => (
        <span key={lane.label} className={styles.label} style={{ top: index * (LANE + GAP), height: LANE, lineHeight: `${LANE}px`, width: left - 8 }}>
          {pointed >= 0 && index === 0 ? <bdi className={styles.pointed}>{textOf(pointed)}</bdi> : `${lane.label} ${lane.range}`}
        </span>
      ))}
      <div className={styles.bars} style={{ left, width, height }} onPointerMove={(event) => setPointed(rowAt(event))} onPointerLeave={() => setPointed(-1)} onPointerDown={(event) => {
        const row = rowAt(event);
        if (row >= 0) onGo(row);
      }}>
        <canvas ref={canvas} width={Math.max(1, Math.round(width * ratio))} height={Math.round(height * ratio)} style={{ width, height, display: 'block' }} />
      </div>
      {idle < 0 || (rows - idle) * pitch < IDLE_TEXT ? null : (
        <span className={styles.idle} style={{ left: left + idle * pitch, height: LANE - 4, width: (rows - idle) * pitch }}>
          {formatCount(rows - idle)} idle
        </span>
      )}
    </div>
  );
}

/** `bottom`: pixels from the top to the lane's base line. */
function paintLane(context: CanvasRenderingContext2D, bars: readonly StripBar[], bottom: number, pitch: number, colours: ChartColours): void {
  const wide = pitch >= 3 ? Math.floor(pitch) - 1 : Math.max(1, Math.ceil(pitch));
  context.fillStyle = colours.line;
  context.fillRect(0, bottom, Math.ceil(bars.length * pitch), 1);
  bars.forEach(({ height, tone }, row) => {
    const high = tone === 'idle' ? 2 : Math.ceil(height * (LANE - 1));
    if (high === 0) return;
    context.fillStyle = toneOf(tone, colours);
    context.fillRect(Math.floor(row * pitch), bottom - high, wide, high);
  });
}

function toneOf(tone: StripBar['tone'], colours: ChartColours): string {
  if (typeof tone === 'number') return colours.steps[Math.max(LEAST_STEP, tone)] ?? colours.lineControl;
  if (tone === 'changed') return colours.accent;
  return tone === 'idle' ? colours.warning : tone === 'unknown' ? colours.lineStrong : colours.lineControl;
}
