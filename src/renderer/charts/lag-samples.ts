import { rowAfter } from './time-axis';

/** Lag of the partitions of one group over time, as the charts read it. Columns as in GroupHistory. */
export interface LagSamples {
  readonly partitionsRevision: number;
  readonly topics: readonly string[];
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  /** Epoch ms, ascending. */
  readonly times: Float64Array;
  /** `lag[row * partitions + column]`, NaN = not known then. */
  readonly lag: Float64Array;
}

/**
 * Adds what was read to what is held and drops rows before `from` (epoch ms). A different set of partitions replaces
 * everything. Rows not newer than the last one held are ignored, so that reading twice is harmless.
 * Appending writes behind the rows of older values into the buffer they share: only the newest value may be added to.
 */
export function addSamples(held: LagSamples | null, read: LagSamples, from: number): LagSamples {
  if (held === null || held.partitionsRevision !== read.partitionsRevision) return dropBefore(read, from);
  const kept = dropBefore(held, from);
  const last = kept.times[kept.times.length - 1] ?? Number.NEGATIVE_INFINITY;
  const first = rowAfter(read.times, last);
  if (first === read.times.length) return kept;
  const width = read.topic.length;
  return { ...kept, times: append(kept.times, read.times.subarray(first)), lag: append(kept.lag, read.lag.subarray(first * width)) };
}

/** The rows at or after `from`; the same buffers. */
export function dropBefore(samples: LagSamples, from: number): LagSamples {
  let first = rowAfter(samples.times, from);
  while (first > 0 && samples.times[first - 1] === from) first -= 1;
  if (first === 0) return samples;
  return { ...samples, times: samples.times.subarray(first), lag: samples.lag.subarray(first * samples.topic.length) };
}

/** Buffers made here: their room behind the last row is ours. A buffer that was received is never written to. */
const ownBuffers = new WeakSet<ArrayBufferLike>();

/** Concatenates; in place when the buffer has room behind `head`, else into a buffer half as large again. */
function append(head: Float64Array, tail: Float64Array): Float64Array {
  const length = head.length + tail.length;
  const room = head.buffer.byteLength - head.byteOffset - head.byteLength;
  if (ownBuffers.has(head.buffer) && room >= tail.byteLength) {
    const joined = new Float64Array(head.buffer, head.byteOffset, length);
    joined.set(tail, head.length);
    return joined;
  }
  const grown = new Float64Array(Math.ceil(length * 1.5));
  ownBuffers.add(grown.buffer);
  grown.set(head);
  grown.set(tail, head.length);
  return grown.subarray(0, length);
}
