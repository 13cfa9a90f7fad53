/** Where every owned cell of the picture lies. Pixels; columns and cells are indexed by partition. */
export interface OwnershipLayout {
  /** matrix: a column per partition. packed: too many for that; each row holds its own cells, most lag first, in lines. */
  readonly kind: 'matrix' | 'packed';
  /** Distance of cells, and their side. */
  readonly pitch: number;
  readonly cell: number;
  /** Tops of the rows, and one more: the height of all. */
  readonly tops: Float64Array;
  /** Left end of each partition's cell. In a matrix also of its column. */
  readonly x: Float64Array;
  /** Top of each partition's cell below the top of its row. */
  readonly y: Float64Array;
}

export interface OwnershipInput {
  readonly rows: number;
  /** Row of each partition's owner. */
  readonly owner: Int32Array;
  /** Topic of each partition; partitions of a topic follow each other. */
  readonly topic: Int32Array;
  /** Lag per partition; NaN = unknown. */
  readonly lag: Float64Array;
  readonly width: number;
  /** Height that is there without scrolling; the rows use it when they can. */
  readonly height: number;
}

const WIDEST = 19;
const NARROWEST = 9;
const TOPIC_GAP = 7;
const PACKED_PITCH = 10;

/** Pixels that the cells of a matrix take at their widest. */
export function widestMatrix(topic: Int32Array): number {
  return topic.length * WIDEST + topicGaps(topic) * TOPIC_GAP;
}

export function layOutOwnership(input: OwnershipInput): OwnershipLayout {
  const pitch = Math.min(WIDEST, Math.floor((input.width - topicGaps(input.topic) * TOPIC_GAP) / Math.max(1, input.owner.length)));
  return pitch >= NARROWEST ? matrix(input, pitch) : packed(input);
}

function topicGaps(topic: Int32Array): number {
  let gaps = 0;
  for (let index = 1; index < topic.length; index += 1) if (topic[index] !== topic[index - 1]) gaps += 1;
  return gaps;
}

function matrix(input: OwnershipInput, pitch: number): OwnershipLayout {
  const rowPitch = Math.max(16, Math.min(24, Math.floor(input.height / Math.max(1, input.rows))));
  const cell = Math.min(pitch - 2, rowPitch - 4);
  const x = new Float64Array(input.owner.length);
  let at = 0;
  for (let index = 0; index < x.length; index += 1) {
    if (index > 0 && input.topic[index] !== input.topic[index - 1]) at += TOPIC_GAP;
    x[index] = at;
    at += pitch;
  }
  const tops = Float64Array.from({ length: input.rows + 1 }, (_, row) => row * rowPitch);
  return { kind: 'matrix', pitch, cell, tops, x, y: new Float64Array(x.length).fill((rowPitch - cell) / 2) };
}

function packed(input: OwnershipInput): OwnershipLayout {
  const perLine = Math.max(1, Math.floor(input.width / PACKED_PITCH));
  const owned: number[][] = Array.from({ length: input.rows }, () => []);
  input.owner.forEach((row, partition) => owned[row]?.push(partition));
  const x = new Float64Array(input.owner.length);
  const y = new Float64Array(input.owner.length);
  const tops = new Float64Array(input.rows + 1);
  const rank = (partition: number): number => (Number.isNaN(input.lag[partition]) ? 0.5 : input.lag[partition]!);
  owned.forEach((partitions, row) => {
    partitions.sort((left, right) => rank(right) - rank(left) || left - right);
    partitions.forEach((partition, index) => {
      x[partition] = (index % perLine) * PACKED_PITCH;
      y[partition] = 3 + Math.floor(index / perLine) * PACKED_PITCH;
    });
    tops[row + 1] = tops[row]! + Math.max(1, Math.ceil(partitions.length / perLine)) * PACKED_PITCH + 6;
  });
  return { kind: 'packed', pitch: PACKED_PITCH, cell: PACKED_PITCH - 2, tops, x, y };
}

/** The row at `y` pixels, or -1. */
export function rowAtHeight(tops: Float64Array, y: number): number {
  let low = 0;
  let high = tops.length - 1;
  if (y < 0 || y >= (tops[high] ?? 0)) return -1;
  while (low < high - 1) {
    const middle = (low + high) >>> 1;
    if (tops[middle]! <= y) low = middle;
    else high = middle;
  }
  return low;
}

/** The partition whose cell (or column, in a matrix) is at a place, with its row; null outside all. */
export function cellAt(layout: OwnershipLayout, owner: Int32Array, x: number, y: number): { readonly row: number; readonly partition: number } | null {
  const row = rowAtHeight(layout.tops, y);
  if (row < 0) return null;
  for (let partition = 0; partition < owner.length; partition += 1) {
    if (x < layout.x[partition]! || x >= layout.x[partition]! + layout.pitch) continue;
    if (layout.kind === 'matrix') return { row, partition };
    if (owner[partition] !== row) continue;
    const top = layout.tops[row]! + layout.y[partition]!;
    if (y >= top - 1 && y < top + layout.pitch - 1) return { row, partition };
  }
  return null;
}
