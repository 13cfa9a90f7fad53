import type { Span } from './time-axis';

export interface ChartEvent {
  readonly at: number;
  readonly kind: 'rebalance' | 'coordinator-moved' | 'stalled' | 'paused';
  readonly text: string;
}

export interface EventMark {
  /** Pixels from the left end of the plot. */
  readonly x: number;
  readonly kind: ChartEvent['kind'];
  /** Same-kind events that stand too near to be told apart, oldest first. */
  readonly events: readonly ChartEvent[];
  /** False where another label is in the way; the mark itself is always drawn. */
  readonly labelled: boolean;
}

/** Events nearer than this share a mark: a group that rebalances again and again must not hatch the chart. */
const APART = 10;

/** Places events on the time axis. `labelWidth` is the room a label takes; the newest label of each place wins. */
export function placeEvents(events: readonly ChartEvent[], span: Span, width: number, labelWidth: number): EventMark[] {
  const marks: { x: number; kind: ChartEvent['kind']; events: ChartEvent[]; labelled: boolean }[] = [];
  for (const event of events) {
    if (event.at < span.from || event.at > span.to) continue;
    const x = ((event.at - span.from) / (span.to - span.from)) * width;
    const near = marks.find((mark) => mark.kind === event.kind && Math.abs(mark.x - x) < APART);
    if (near !== undefined) near.events.push(event);
    else marks.push({ x, kind: event.kind, events: [event], labelled: false });
  }
  marks.sort((left, right) => left.x - right.x);
  let free = width + labelWidth;
  for (const mark of [...marks].reverse()) {
    if (mark.x + labelWidth > free) continue;
    mark.labelled = true;
    free = mark.x;
  }
  return marks;
}
