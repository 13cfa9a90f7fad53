import { describe, expect, it } from 'vitest';
import { addSamples, type LagSamples } from '../../../../src/renderer/charts/lag-samples';

function samples(times: readonly number[], revision = 1): LagSamples {
  return {
    partitionsRevision: revision, topics: ['t'], topic: Int32Array.of(0, 0), partition: Int32Array.of(0, 1),
    times: Float64Array.from(times), lag: Float64Array.from(times.flatMap((time) => [time, -time])),
  };
}
const shown = ({ times, lag }: LagSamples) => ({ times: [...times], lag: [...lag] });

describe('addSamples', () => {
  it('appends what is newer, once, and drops what left the window', () => {
    let held = addSamples(null, samples([1, 2, 3]), 0);
    held = addSamples(held, samples([3, 4]), 0);
    held = addSamples(held, samples([4]), 0);
    held = addSamples(held, samples([5]), 3);
    expect(shown(held)).toEqual(shown(samples([3, 4, 5])));
  });

  it('leaves older values as they were, and what it was given untouched', () => {
    const first = addSamples(addSamples(null, samples([1]), 0), samples([2]), 0);
    const read = samples([3]);
    const second = addSamples(first, read, 0);
    const third = addSamples(second, samples([4]), 0);
    expect([shown(first), shown(second), shown(third), shown(read)]).toEqual([[1, 2], [1, 2, 3], [1, 2, 3, 4], [3]].map((times) => shown(samples(times))));
  });

  it('starts again when the set of partitions changed', () => {
    expect(shown(addSamples(samples([1, 2]), samples([2, 3], 2), 0))).toEqual(shown(samples([2, 3])));
  });

  it('holds a window over thousands of rounds without growing', () => {
    let held = addSamples(null, samples([0]), 0);
    for (let time = 1; time <= 5_000; time += 1) held = addSamples(held, samples([time]), time - 99);
    expect(held.times).toEqual(Float64Array.from({ length: 100 }, (_, row) => 4_901 + row));
    expect(held.lag.buffer.byteLength).toBeLessThan(100 * 2 * 8 * 4);
  });
});
