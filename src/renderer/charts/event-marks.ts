import type { Span } from './time-axis';

export interface ChartEvent {
  /** Epoch ms. */
  readonly at: number;
  readonly kind: 'rebalance' | 'members-left' | 'topic-deleted' | 'coordinator-moved' | 'stalled';
  readonly text: string;
  /** It may have been so before. */
  readonly atLeast?: boolean;
}

export interface EventMark {
  /** Pixels from the left end of the plot. */
  readonly x: number;
  readonly kind: ChartEvent['kind'];
  /** Same-kind events that stand too near to be told apart, oldest first. */
  readonly events: readonly ChartEvent[];
  /** Left end of its label, in pixels; null where another label is in the way. The mark itself is always drawn. */
  readonly labelLeft: number | null;
}

/** Events nearer than this share a mark: a group that rebalances again and again must not hatch the chart. Stalls have lines of their own while these can be told apart. */
const APART = 10;
const STALLS_APART = 2;
/** How far a label may reach beyond the right end, where nothing else stands at its height. */
const OVERHANG = 90;
const LABEL_GAP = 6;

/** Places events on the time axis. `labelWidth` is the room that a mark's label takes; the newest label of each place wins. */
export function placeEvents(events: readonly ChartEvent[], span: Span, width: number, labelWidth: (mark: Pick<EventMark, 'kind' | 'events'>) => number): EventMark[] {
  const marks: { x: number; kind: ChartEvent['kind']; events: ChartEvent[]; labelLeft: number | null }[] = [];
  for (const event of events) {
    if (event.at < span.from || event.at > span.to) continue;
    const x = ((event.at - span.from) / (span.to - span.from)) * width;
    const near = marks.find((mark) => mark.kind === event.kind && Math.abs(mark.x - x) < (event.kind === 'stalled' ? STALLS_APART : APART));
    if (near !== undefined) near.events.push(event);
    else marks.push({ x, kind: event.kind, events: [event], labelLeft: null });
  }
  marks.sort((left, right) => left.x - right.x);
  let free = Number.POSITIVE_INFINITY;
  for (const mark of [...marks].reverse()) {
    const room = labelWidth(mark);
    const left = Math.max(0, Math.min(mark.x - 5, width + OVERHANG - room));
    if (left + room + LABEL_GAP > free) continue;
    mark.labelLeft = left;
    free = left;
  }
  return marks;
}
