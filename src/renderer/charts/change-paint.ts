import type { ChartColours } from './chart-colours';
import type { OwnershipChange } from './ownership-change';
import type { OwnershipLayout } from './ownership-layout';

export interface ChangePicture {
  readonly layout: OwnershipLayout;
  readonly change: OwnershipChange;
  readonly colours: ChartColours;
  /** Rows in view: [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Paints the rows in view: solid is owned, framed stands still, a plus is taken over, dashed given up. The context's origin is the top left corner of the first row of all. */
export function paintChange(context: CanvasRenderingContext2D, { layout, change, colours, from, to }: ChangePicture): void {
  const { cell } = layout;
  const isMatrix = layout.kind === 'matrix';
  const inView = (row: number): boolean => row >= from && row < to;
  for (let partition = 0; partition < change.owner.length; partition += 1) {
    const x = Math.round(layout.x[partition]!);
    const offset = layout.y[partition]!;
    const owner = change.owner[partition]!;
    if (isMatrix) {
      const givenUp = change.givenUp[partition]!;
      context.lineWidth = 1;
      context.strokeStyle = colours.line;
      for (let row = from; row < to; row += 1) {
        if (row === owner || row === givenUp) continue;
        context.strokeRect(x + 0.5, Math.round(layout.tops[row]! + offset) + 0.5, cell - 1, cell - 1);
      }
      if (inView(givenUp)) dashed(context, x, Math.round(layout.tops[givenUp]! + offset), cell, colours.accent);
    }
    if (!inView(owner)) continue;
    const y = Math.round(layout.tops[owner]! + offset);
    const isTaken = change.taken[partition] === 1;
    context.fillStyle = isTaken ? colours.accent : colours.lineControl;
    context.fillRect(x, y, cell, cell);
    if (change.stops[partition] === 1) {
      context.strokeStyle = colours.warning;
      context.lineWidth = 2;
      context.strokeRect(x + 1, y + 1, cell - 2, cell - 2);
    }
    if (isTaken) plus(context, x + cell / 2, y + cell / 2, cell, colours.onAccent);
  }
}

function dashed(context: CanvasRenderingContext2D, x: number, y: number, cell: number, colour: string): void {
  context.strokeStyle = colour;
  context.setLineDash([3, 2]);
  context.strokeRect(x + 0.5, y + 0.5, cell - 1, cell - 1);
  context.setLineDash([]);
}

function plus(context: CanvasRenderingContext2D, x: number, y: number, cell: number, colour: string): void {
  const arm = Math.max(2, Math.round(cell * 0.28));
  const bar = Math.max(1, Math.round(cell / 8));
  context.fillStyle = colour;
  context.fillRect(Math.round(x - arm), Math.round(y - bar / 2), arm * 2, bar);
  context.fillRect(Math.round(x - bar / 2), Math.round(y - arm), bar, arm * 2);
}
