import { useCallback, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { formatCount, formatCounted } from '../../shared/text';
import { useChartColours } from './chart-colours';
import { lagWords, type ChartPartition } from './chart-partition';
import type { HeatScale } from './heat-scale';
import { cellAt, layOutOwnership, widestMatrix } from './ownership-layout';
import { paintOwnership } from './ownership-paint';
import { OwnershipHeads } from './OwnershipHeads';
import styles from './OwnershipMatrix.module.css';
import type { OwnershipRow } from './ownership-row';
import { countBars, lagBars, STRIP_FROM, type StripLane } from './row-strip';
import { RowStrip, stripHeight } from './RowStrip';
import { ScrolledRows } from './ScrolledRows';
import { useRowsInView } from './use-rows-in-view';
import { useSize } from '../ui/use-size';

interface OwnershipMatrixProps {
  readonly rows: readonly OwnershipRow[];
  readonly partitions: readonly ChartPartition[];
  /** Row of each partition's owner. */
  readonly owner: Int32Array;
  /** KIP-848: row of the member that is to have the partition, where that is another one; else -1. */
  readonly target: Int32Array;
  /** Per partition: index into `topics`, and its number. */
  readonly topic: Int32Array;
  readonly number: Int32Array;
  /** Ready for the screen: escaped. */
  readonly topics: readonly string[];
  readonly scale: HeatScale;
  /** The finding in a sentence. */
  readonly label: string;
  /** What stands right below the picture. */
  readonly children?: ReactNode;
}

const LAG_WIDTH = 72;
/** Of a packed picture, where nobody can count the cells. */
const COUNT_WIDTH = 44;
const LANES = 2;
const LEAST_NAME = 100;
/** Pixels that a letter of a name takes on average. */
const LETTER = 6.6;
/** What says why a member owns nothing stands where its cells would. */
const IDLE_WIDTH = 216;

/** Who owns what: members × partitions, a dot where a member owns, shade for lag; packed rows when columns do not fit. */
export function OwnershipMatrix({ rows, partitions, owner, target, topic, number, topics, scale, label, children }: OwnershipMatrixProps) {
  const frame = useRef<HTMLDivElement>(null);
  const colours = useChartColours();
  const { width, height } = useSize(frame);
  const footer = useRef<HTMLDivElement>(null);
  const { height: footerHeight } = useSize(footer);
  const [pointed, setPointed] = useState<{ readonly row: number; readonly partition: number; readonly x: number; readonly y: number } | null>(null);

  const nameWidth = useMemo(() => nameRoom(rows, width - LAG_WIDTH, widestMatrix(topic)), [rows, width, topic]);
  const counts = useMemo(() => countsOf(owner, rows.length), [owner, rows.length]);
  const lag = useMemo(() => Float64Array.from(partitions, (partition) => partition.lag), [partitions]);
  const room = Math.max(0, height - footerHeight);
  const matrixWidth = Math.max(0, width - nameWidth - LAG_WIDTH);
  const isPacked = useMemo(() => layOutOwnership({ rows: rows.length, owner, topic, lag, width: matrixWidth, height: room }).kind === 'packed', [rows.length, owner, topic, lag, matrixWidth, room]);
  const gridWidth = Math.max(0, matrixWidth - (isPacked ? COUNT_WIDTH : 0));
  const layout = useMemo(() => layOutOwnership({ rows: rows.length, owner, topic, lag, width: gridWidth, height: room - 30 }), [rows.length, owner, topic, lag, gridWidth, room]);
  const headHeight = layout.kind === 'matrix' ? 30 : 16;
  const hasStrip = rows.length >= STRIP_FROM && (layout.tops[rows.length] ?? 0) > room - headHeight;
  const view = useRowsInView(layout.tops, rows.length, room - headHeight - (hasStrip ? stripHeight(LANES) : 0));
  const { from, to } = view;
  const lanes = useMemo(() => (hasStrip ? lanesOf(rows, counts) : []), [hasStrip, rows, counts]);
  const idle = useMemo(() => new Set(rows.flatMap((row, index) => (row.idle === null ? [] : [index]))), [rows]);
  const unowned = rows[0]?.kind === 'none' ? 0 : -1;
  const paint = useCallback((context: CanvasRenderingContext2D) => paintOwnership(context, { layout, owner, target, partitions, scale, colours, from, to, idle, unowned }), [layout, owner, target, partitions, scale, colours, from, to, idle, unowned]);

  const point = (x: number, y: number, event: PointerEvent): void => {
    const cell = cellAt(layout, owner, x, y);
    setPointed(cell === null ? null : { ...cell, x: event.clientX - (frame.current?.getBoundingClientRect().left ?? 0), y: event.clientY - (frame.current?.getBoundingClientRect().top ?? 0) });
  };
  const pointedRow = pointed === null ? undefined : rows[pointed.row];
  const pointedPartition = pointed === null ? undefined : partitions[pointed.partition];

  return (
    <div ref={frame} className={styles.matrix} role="figure" aria-label={label} data-testid="ownership">
      {hasStrip ? (
        <RowStrip
          lanes={lanes}
          rows={rows.length}
          left={nameWidth}
          width={gridWidth}
          from={from}
          to={to}
          textOf={(row) => `${rows[row]?.label ?? ''}: ${formatCounted(counts[row] ?? 0, 'partition')}, lag ${lagOfRow(rows[row]!)}`}
          onGo={view.goTo}
        />
      ) : null}
      <div className={styles.head} style={{ height: headHeight }}>
        <OwnershipHeads layout={layout} topic={topic} number={number} topics={topics} partitions={partitions} left={nameWidth} width={gridWidth} pointed={pointed?.partition ?? null} />
        {isPacked ? <span className={styles.countHead}>Count</span> : null}
        <span className={styles.lagHead}>Lag</span>
      </div>
      <ScrolledRows view={view} label={`${formatCount(rows.length)} members`} left={nameWidth} width={gridWidth} paint={paint} onPoint={point} onLeave={() => setPointed(null)}>
        {rows.slice(from, to).map((row, index) => {
          const at = from + index;
          const tone = row.broken ? styles.broken : '';
          const rowHeight = layout.tops[at + 1]! - layout.tops[at]!;
          return (
            <div key={row.key} className={`${styles.row} ${tone} ${pointed?.row === at ? styles.pointed : ''}`} style={{ top: layout.tops[at]!, height: rowHeight, lineHeight: `${Math.min(rowHeight, 24)}px` }}>
              <span className={`${styles.name} ${row.kind === 'none' ? styles.nobody : ''}`} style={{ width: nameWidth - 8 }} title={row.label}>
                <bdi className={styles.main}>{row.main}</bdi>
                <bdi className={styles.suffix}>{row.suffix}</bdi>
              </span>
              {row.idle === null ? null : (
                <span className={styles.idle} style={{ left: nameWidth, width: Math.max(120, gridWidth - 2) }} title={row.idle}>
                  idle: <bdi>{row.idle}</bdi>
                </span>
              )}
              {isPacked && row.idle === null ? <span className={styles.count}>{formatCount(counts[at] ?? 0)}</span> : null}
              <span className={styles.lag} title={row.notCounted ?? undefined}>{lagOfRow(row)}</span>
            </div>
          );
        })}
      </ScrolledRows>
      <div ref={footer}>{children}</div>
      {pointed === null || pointedRow === undefined || pointedPartition === undefined ? null : (
        <div className={styles.tip} style={pointed.x > width / 2 ? { right: width - pointed.x + 10, top: pointed.y + 12 } : { left: pointed.x + 10, top: pointed.y + 12 }}>
          <bdi className={styles.tipName}>{pointedPartition.label}</bdi>
          <span>
            {owner[pointed.partition] !== pointed.row ? 'not owned by ' : pointedRow.kind === 'none' ? '' : 'owned by '}
            <bdi>{owner[pointed.partition] !== pointed.row || pointedRow.kind === 'member' ? pointedRow.label : 'owned by no member'}</bdi>
          </span>
          {target[pointed.partition] === -1 ? null : (
            <span>
              on its way to <bdi>{rows[target[pointed.partition] ?? -1]?.label}</bdi>
            </span>
          )}
          <span>{pointedPartition.missingOffset === null ? `lag ${lagWords(pointedPartition)}` : `no ${pointedPartition.missingOffset}`}</span>
        </div>
      )}
    </div>
  );
}

function countsOf(owner: Int32Array, rows: number): Int32Array {
  const counts = new Int32Array(rows);
  for (const row of owner) if (row >= 0) counts[row]! += 1;
  return counts;
}

function lanesOf(rows: readonly OwnershipRow[], counts: Int32Array): readonly StripLane[] {
  const members = [...counts].filter((_, row) => rows[row]?.kind === 'member');
  const least = Math.min(...members);
  const most = Math.max(...members);
  const largest = rows.reduce((top, { lag }) => (lag !== null && lag > top ? lag : top), 0);
  return [
    { label: 'Partitions', range: least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`, bars: countBars(rows.map((row, at) => (row.idle === null && counts[at] === 0 ? null : counts[at]!)), Math.max(...counts), () => false) },
    { label: 'Lag', range: `to ${formatCount(largest)}`, bars: lagBars(rows.map(({ lag }) => lag)) },
  ];
}

function lagOfRow({ lag, notCounted }: OwnershipRow): string {
  if (lag === null) return 'none';
  return Number.isNaN(lag) ? 'unknown' : `${notCounted === null ? '' : '≥ '}${formatCount(lag)}`;
}

/** Room for the names out of `width`: what the longest needs, as far as the cells leave it. Packed cells need little. */
function nameRoom(rows: readonly OwnershipRow[], width: number, matrix: number): number {
  let longest = 0;
  for (const { label } of rows) longest = Math.max(longest, label.length);
  const cells = Math.max(matrix, rows.some(({ idle }) => idle !== null) ? IDLE_WIDTH : 0);
  const left = width - cells < LEAST_NAME ? width * 0.44 : width - cells;
  return Math.round(Math.min(Math.max(56, longest * LETTER + 12), Math.max(LEAST_NAME, left)));
}
