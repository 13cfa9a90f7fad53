import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { formatCount } from '../../shared/text';
import { useSize } from '../ui/use-size';
import { useChartColours } from './chart-colours';
import { paintChange } from './change-paint';
import styles from './ChangeMatrix.module.css';
import type { OwnershipChange } from './ownership-change';
import { cellAt, layOutOwnership, rowAtHeight, widestMatrix } from './ownership-layout';

export interface ChangeRow {
  readonly key: string;
  /** Ready for the screen: escaped. */
  readonly label: string;
  /** Partitions on this side; null: it is not there. */
  readonly partitions: number | null;
  /** It comes with the change. */
  readonly isNew: boolean;
}

interface ChangeMatrixProps {
  readonly title: string;
  readonly rows: readonly ChangeRow[];
  readonly change: OwnershipChange;
  /** Per partition: index into `topics`, and its number. */
  readonly topic: Int32Array;
  readonly number: Int32Array;
  /** Ready for the screen: escaped. */
  readonly topics: readonly string[];
  /** The finding in a sentence. */
  readonly label: string;
}

const COUNT_WIDTH = 52;
const LETTER = 6.6;
const HEAD = 30;
/** Narrower columns have no room for their numbers. */
const NUMBER_ROOM = 15;

/** Members × partitions on one side of a change. */
export function ChangeMatrix({ title, rows, change, topic, number, topics, label }: ChangeMatrixProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useChartColours();
  const { width, height } = useSize(frame);
  const [scrolled, setScrolled] = useState(0);
  const [pointed, setPointed] = useState<{ readonly row: number; readonly partition: number } | null>(null);
  const longest = rows.reduce((most, row) => Math.max(most, row.label.length), 0);
  const nameWidth = Math.round(Math.min(longest * LETTER + 12, Math.max(width * 0.4, width - COUNT_WIDTH - widestMatrix(topic))));
  const gridWidth = Math.max(0, width - nameWidth - COUNT_WIDTH);
  const viewRoom = Math.max(0, height - HEAD);
  const layout = useMemo(() => layOutOwnership({ rows: rows.length, owner: change.owner, topic, lag: ranks(change), width: gridWidth, height: viewRoom }), [rows.length, change, topic, gridWidth, viewRoom]);
  const total = layout.tops[rows.length] ?? 0;
  const viewHeight = Math.min(total, viewRoom);
  const top = Math.max(0, Math.min(scrolled, total - viewHeight));
  const from = Math.max(0, rowAtHeight(layout.tops, top));
  const last = rowAtHeight(layout.tops, top + viewHeight);
  const to = last < 0 ? rows.length : last + 1;
  const ratio = window.devicePixelRatio || 1;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, gridWidth, viewHeight);
    context.translate(0, -Math.round(top));
    paintChange(context, { layout, change, colours, from, to });
  }, [layout, change, colours, from, to, top, ratio, gridWidth, viewHeight]);

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(cellAt(layout, change.owner, event.clientX - box.left - nameWidth, event.clientY - box.top));
  };
  return (
    <section className={styles.side} aria-label={title}>
      <h4>{title}</h4>
      <div ref={frame} className={styles.matrix} role="figure" aria-label={label}>
        <p className={styles.head} style={{ paddingLeft: nameWidth }}>
          <bdi>{pointed === null ? (layout.kind === 'matrix' ? '' : headText(topic, topics)) : pointedText(pointed, rows, change, topics[topic[pointed.partition]!] ?? '', number[pointed.partition]!)}</bdi>
        </p>
        {pointed !== null || layout.kind === 'packed' ? null : (
          <div className={styles.topics} aria-hidden="true">
            {spansOf(topic).map(({ index, from: first, to: end }) => (
              <bdi key={index} title={topics[index]} style={{ left: nameWidth + layout.x[first]!, width: layout.x[end]! + layout.pitch - layout.x[first]! + (end === topic.length - 1 ? COUNT_WIDTH : 0) }}>
                {topics[index]}
              </bdi>
            ))}
          </div>
        )}
        <div className={styles.numbers} aria-hidden="true">
          {layout.kind === 'packed' ? (
            <span style={{ left: nameWidth }}>what is taken over first</span>
          ) : (
            Array.from(number, (each, partition) =>
              layout.pitch >= NUMBER_ROOM || each % 5 === 0 ? (
                <span key={partition} style={{ left: nameWidth + layout.x[partition]! - 4, width: layout.cell + 8 }}>
                  {each}
                </span>
              ) : null,
            )
          )}
        </div>
        <div className={styles.scroll} style={{ height: viewHeight }} {...(total > viewHeight ? { tabIndex: 0, role: 'group', 'aria-label': `${formatCount(rows.length)} members` } : {})} onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}>
          <div className={styles.inner} style={{ height: Math.max(1, total) }} onPointerMove={move} onPointerLeave={() => setPointed(null)}>
            <div className={styles.view} style={{ marginLeft: nameWidth }}>
              <canvas ref={canvas} width={Math.max(1, Math.round(gridWidth * ratio))} height={Math.max(1, Math.round(viewHeight * ratio))} style={{ width: gridWidth, height: viewHeight, display: 'block' }} aria-hidden="true" />
            </div>
            {rows.slice(from, to).map((row, index) => {
              const at = from + index;
              const rowHeight = layout.tops[at + 1]! - layout.tops[at]!;
              return (
                <div key={row.key} className={`${styles.row} ${row.partitions === null ? styles.gone : ''} ${row.isNew ? styles.new : ''}`} style={{ top: layout.tops[at]!, height: rowHeight, lineHeight: `${Math.min(rowHeight, 24)}px` }}>
                  <bdi className={styles.name} style={{ width: nameWidth - 8 }} title={row.label}>
                    {row.label}
                  </bdi>
                  <span className={styles.count}>{row.partitions === null ? (row.isNew ? 'not yet' : 'gone') : formatCount(row.partitions)}</span>
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </section>
  );
}

/** Where only the own cells of a row fit, those taken over stand first. */
function ranks({ taken }: OwnershipChange): Float64Array {
  return Float64Array.from(taken);
}

/** First and last partition of each topic. */
function spansOf(topic: Int32Array): { readonly index: number; readonly from: number; to: number }[] {
  const spans: { index: number; from: number; to: number }[] = [];
  topic.forEach((index, partition) => {
    const last = spans[spans.length - 1];
    if (last !== undefined && last.index === index) last.to = partition;
    else spans.push({ index, from: partition, to: partition });
  });
  return spans;
}

function headText(topic: Int32Array, topics: readonly string[]): string {
  const used = new Set(topic);
  const [only] = used;
  return used.size === 1 && only !== undefined ? (topics[only] ?? '') : `${formatCount(used.size)} topics`;
}

function pointedText({ row, partition }: { readonly row: number; readonly partition: number }, rows: readonly ChangeRow[], { owner, givenUp, taken }: OwnershipChange, topic: string, number: number): string {
  const what = owner[partition] === row ? (taken[partition] === 1 ? 'taken over by' : 'owned by') : givenUp[partition] === row ? 'given up by' : 'not owned by';
  return `${topic}-${number} ${what} ${rows[row]?.label ?? ''}`;
}
