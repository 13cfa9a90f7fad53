import { useCallback, useMemo, useRef, useState } from 'react';
import { formatCount, formatCounted } from '../../shared/text';
import { useSize } from '../ui/use-size';
import { useChartColours } from './chart-colours';
import { paintChange } from './change-paint';
import { ChangeHeads, headHeight } from './ChangeHeads';
import styles from './ChangeMatrix.module.css';
import type { OwnershipChange } from './ownership-change';
import { cellAt, layOutOwnership, widestMatrix } from './ownership-layout';
import { countBars, STRIP_FROM, type StripLane } from './row-strip';
import { RowStrip, stripHeight } from './RowStrip';
import { ScrolledRows } from './ScrolledRows';
import { useRowsInView } from './use-rows-in-view';

export interface ChangeRow {
  readonly key: string;
  /** Ready for the screen: escaped. `main` gives way where room is short, `suffix` stays. */
  readonly label: string;
  readonly main: string;
  readonly suffix: string;
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
  /** The most partitions that a row has on either side. */
  readonly most: number;
  /** The finding in a sentence. */
  readonly label: string;
}

const COUNT_WIDTH = 52;
const LETTER = 6.6;

/** Members × partitions on one side of a change. */
export function ChangeMatrix({ title, rows, change, topic, number, topics, most, label }: ChangeMatrixProps) {
  const frame = useRef<HTMLDivElement>(null);
  const colours = useChartColours();
  const { width, height } = useSize(frame);
  const [pointed, setPointed] = useState<{ readonly row: number; readonly partition: number } | null>(null);
  const longest = rows.reduce((most, row) => Math.max(most, row.label.length), 0);
  const nameWidth = Math.round(Math.min(longest * LETTER + 12, Math.max(width * 0.4, width - COUNT_WIDTH - widestMatrix(topic))));
  const gridWidth = Math.max(0, width - nameWidth - COUNT_WIDTH);
  const layout = useMemo(() => layOutOwnership({ rows: rows.length, owner: change.owner, topic, lag: ranks(change), width: gridWidth, height: height - headHeight('matrix') }), [rows.length, change, topic, gridWidth, height]);
  const room = Math.max(0, height - headHeight(layout.kind));
  const hasStrip = rows.length >= STRIP_FROM && (layout.tops[rows.length] ?? 0) > room;
  const view = useRowsInView(layout.tops, rows.length, room - (hasStrip ? stripHeight(1) : 0));
  const { from, to } = view;
  const lanes = useMemo(() => (hasStrip ? [laneOf(rows, change, most)] : []), [hasStrip, rows, change, most]);
  // Beside the cells, where these leave room.
  const countLeft = layout.kind === 'matrix' && topic.length > 0 ? nameWidth + layout.x[topic.length - 1]! + layout.pitch + 8 : null;
  const paint = useCallback((context: CanvasRenderingContext2D) => paintChange(context, { layout, change, colours, from, to }), [layout, change, colours, from, to]);
  return (
    <section className={styles.side} aria-label={title}>
      <div className={styles.titleRow}>
        <h4>{title}</h4>
        {change.stops.includes(1) ? <span className={styles.legend}><i className={styles.stops} aria-hidden="true" />stands still on the way</span> : null}
        {change.taken.includes(1) ? <span className={styles.legend}><i className={styles.taken} aria-hidden="true">+</i>taken over</span> : null}
        {layout.kind === 'matrix' && change.givenUp.some((row) => row >= 0) ? <span className={styles.legend}><i className={styles.givenUp} aria-hidden="true" />given up</span> : null}
      </div>
      <div ref={frame} className={styles.matrix} role="figure" aria-label={label}>
        {hasStrip ? <RowStrip lanes={lanes} rows={rows.length} left={nameWidth} width={gridWidth} from={from} to={to} textOf={(row) => rowText(rows[row]!)} onGo={view.goTo} /> : null}
        <ChangeHeads layout={layout} topic={topic} number={number} topics={topics} left={nameWidth} text={pointed === null ? null : pointedText(pointed, rows, change, topics[topic[pointed.partition]!] ?? '', number[pointed.partition]!)} />
        <ScrolledRows view={view} label={`${formatCount(rows.length)} members`} left={nameWidth} width={gridWidth} paint={paint} onPoint={(x, y) => setPointed(cellAt(layout, change.owner, x, y))} onLeave={() => setPointed(null)}>
          {rows.slice(from, to).map((row, index) => {
            const at = from + index;
            const rowHeight = layout.tops[at + 1]! - layout.tops[at]!;
            return (
              <div key={row.key} className={`${styles.row} ${row.partitions === null ? styles.gone : ''} ${row.isNew ? styles.new : ''}`} style={{ top: layout.tops[at]!, height: rowHeight, lineHeight: `${Math.min(rowHeight, 24)}px` }}>
                <span className={styles.name} style={{ width: nameWidth - 8 }} title={row.label}>
                  <bdi className={styles.main}>{row.main}</bdi>
                  <bdi className={styles.suffix}>{row.suffix}</bdi>
                </span>
                <span className={styles.count} style={countLeft === null ? undefined : { left: countLeft }}>{row.partitions === null ? (row.isNew ? 'not yet' : 'gone') : formatCount(row.partitions)}</span>
              </div>
            );
          })}
        </ScrolledRows>
      </div>
    </section>
  );
}

function laneOf(rows: readonly ChangeRow[], { owner, taken, givenUp }: OwnershipChange, most: number): StripLane {
  const changed = new Set<number>();
  owner.forEach((row, partition) => {
    if (taken[partition] === 1) changed.add(row);
    changed.add(givenUp[partition]!);
  });
  const counts = rows.flatMap(({ partitions }) => (partitions === null ? [] : [partitions]));
  const least = Math.min(...counts);
  const top = Math.max(...counts);
  return { label: 'Partitions', range: least === top ? formatCount(top) : `${formatCount(least)} to ${formatCount(top)}`, bars: countBars(rows.map(({ partitions }) => partitions), most, (row) => changed.has(row)) };
}

function rowText({ label, partitions, isNew }: ChangeRow): string {
  return `${label}: ${partitions === null ? (isNew ? 'not yet' : 'gone') : formatCounted(partitions, 'partition')}`;
}

/** Where only the own cells of a row fit, those taken over stand first. */
function ranks({ taken }: OwnershipChange): Float64Array {
  return Float64Array.from(taken);
}

function pointedText({ row, partition }: { readonly row: number; readonly partition: number }, rows: readonly ChangeRow[], { owner, givenUp, taken }: OwnershipChange, topic: string, number: number): string {
  const what = owner[partition] === row ? (taken[partition] === 1 ? 'taken over by' : 'owned by') : givenUp[partition] === row ? 'given up by' : 'not owned by';
  return `${topic}-${number} ${what} ${rows[row]?.label ?? ''}`;
}
