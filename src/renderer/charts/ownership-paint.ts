import type { ChartColours } from './chart-colours';
import type { ChartPartition } from './chart-partition';
import { heatStep, NO_DATA, type HeatScale } from './heat-scale';
import type { OwnershipLayout } from './ownership-layout';

export interface OwnershipPicture {
  readonly layout: OwnershipLayout;
  readonly owner: Int32Array;
  /** Row of the member that is to have the partition, where that is another one; else -1. */
  readonly target: Int32Array;
  readonly partitions: readonly ChartPartition[];
  readonly scale: HeatScale;
  readonly colours: ChartColours;
  /** Rows in view: [from, to). */
  readonly from: number;
  readonly to: number;
  /** Rows without cells of their own in a matrix: idle members, which say why instead. */
  readonly idle: ReadonlySet<number>;
  /** The row of partitions that nobody owns, or -1. */
  readonly unowned: number;
}

/** Paints the rows in view; the context's origin is the top left corner of the first row of all. */
export function paintOwnership(context: CanvasRenderingContext2D, picture: OwnershipPicture): void {
  const { layout, owner, target, colours, idle, from, to } = picture;
  if (layout.kind === 'matrix') paintEmptyCells(context, picture);
  for (let partition = 0; partition < owner.length; partition += 1) {
    const row = owner[partition]!;
    const coming = target[partition]!;
    if (layout.kind === 'matrix' && coming >= from && coming < to && !idle.has(coming)) paintComing(context, Math.round(layout.x[partition]!), Math.round(layout.tops[coming]! + layout.y[partition]!), layout.cell, colours.accent);
    if (row < from || row >= to) continue;
    paintOwned(context, picture, partition, Math.round(layout.x[partition]!), Math.round(layout.tops[row]! + layout.y[partition]!));
  }
}

function paintEmptyCells(context: CanvasRenderingContext2D, { layout, owner, colours, from, to, idle }: OwnershipPicture): void {
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  for (let row = from; row < to; row += 1) {
    if (idle.has(row)) continue;
    for (let partition = 0; partition < owner.length; partition += 1) {
      if (owner[partition] === row) continue;
      context.rect(Math.round(layout.x[partition]!) + 0.5, Math.round(layout.tops[row]! + layout.y[partition]!) + 0.5, layout.cell - 1, layout.cell - 1);
    }
  }
  context.stroke();
}

/** Where a partition is to come to. */
function paintComing(context: CanvasRenderingContext2D, x: number, y: number, cell: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash([3, 2]);
  context.strokeRect(x + 1, y + 1, cell - 2, cell - 2);
  context.setLineDash([]);
  context.fillStyle = colour;
  const middle = Math.round(cell / 2);
  context.fillRect(x + middle - 3, y + middle - 0.5, 6, 1.5);
  context.fillRect(x + middle - 0.5, y + middle - 3, 1.5, 6);
}

function paintOwned(context: CanvasRenderingContext2D, { layout, owner, partitions, scale, colours, unowned }: OwnershipPicture, partition: number, x: number, y: number): void {
  const facts = partitions[partition];
  if (facts === undefined) return;
  const { cell } = layout;
  const step = heatStep(facts.lag, scale);
  if (facts.missingOffset !== null) cross(context, x, y, cell, colours.warning);
  else if (step === NO_DATA) hatch(context, x, y, cell, colours.lineControl);
  else {
    context.fillStyle = colours.steps[step] ?? colours.line;
    context.fillRect(x, y, cell, cell);
  }
  const nobody = owner[partition] === unowned;
  context.strokeStyle = facts.broken ? colours.critical : nobody ? colours.warning : colours.lineControl;
  context.setLineDash(nobody && !facts.broken ? [3, 2] : []);
  context.lineWidth = facts.broken ? 2 : 1;
  const inset = facts.broken ? 1 : 0.5;
  context.strokeRect(x + inset, y + inset, cell - 2 * inset, cell - 2 * inset);
  context.setLineDash([]);
  context.fillStyle = facts.broken ? (step >= 5 && step !== NO_DATA ? colours.criticalOnMost : colours.critical) : (colours.inks[step === NO_DATA ? 0 : step] ?? colours.line);
  const middle = cell / 2;
  if (facts.broken) {
    paintTrouble(context, facts.glyph, x + middle, y + middle, cell);
  } else if (layout.kind === 'matrix' && !nobody && facts.missingOffset === null) {
    context.beginPath();
    context.arc(x + middle, y + middle, Math.min(2.5, cell / 5), 0, 2 * Math.PI);
    context.fill();
  }
}

/** The verdict's shape without its frame: two bars, one lying bar, or an exclamation mark. */
function paintTrouble(context: CanvasRenderingContext2D, glyph: ChartPartition['glyph'], x: number, y: number, cell: number): void {
  const bar = Math.max(1.5, cell / 7);
  const high = cell * 0.44;
  if (glyph === 'stalled') {
    context.fillRect(x - bar * 1.5, y - high / 2, bar, high);
    context.fillRect(x + bar * 0.5, y - high / 2, bar, high);
  } else if (glyph === 'stopped') {
    context.fillRect(x - high / 2, y - bar / 2, high, bar);
  } else {
    context.fillRect(x - bar / 2, y - high / 2, bar, high * 0.55);
    context.fillRect(x - bar / 2, y + high / 2 - bar, bar, bar);
  }
}

/** No committed offset: neither a shade, which would be a measured lag, nor the hatching of what could not be read. */
function cross(context: CanvasRenderingContext2D, x: number, y: number, cell: number, colour: string): void {
  const inset = Math.max(2, cell * 0.27);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + inset, y + inset);
  context.lineTo(x + cell - inset, y + cell - inset);
  context.moveTo(x + cell - inset, y + inset);
  context.lineTo(x + inset, y + cell - inset);
  context.stroke();
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, cell: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, cell, cell);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let offset = -cell; offset < cell; offset += 4) {
    context.moveTo(x + offset, y + cell);
    context.lineTo(x + offset + cell, y);
  }
  context.stroke();
  context.restore();
}
