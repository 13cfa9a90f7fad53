import { describe, expect, it } from 'vitest';
import { findGaps, rowAt, timeTicks } from '../../../../src/renderer/charts/time-axis';

const span = { from: 0, to: 100_000 };
const every5s = (until: number): Float64Array => Float64Array.from({ length: until / 5_000 }, (_, row) => row * 5_000);

describe('findGaps', () => {
  it('is empty for regular samples, also when one of them is missing', () => {
    const times = every5s(105_000).filter((time) => time !== 40_000);
    expect(findGaps(times, new Float64Array(times.length), 1, span)).toEqual([]);
  });

  it('begins one interval after the last sample and ends with the next', () => {
    const times = every5s(105_000).filter((time) => time <= 30_000 || time >= 60_000);
    expect(findGaps(times, new Float64Array(times.length), 1, span)).toEqual([{ from: 35_000, to: 60_000 }]);
  });

  it('counts samples of which nothing is known, and a late end, as gaps', () => {
    const times = every5s(80_000);
    const lag = new Float64Array(times.length * 2).fill(1);
    lag.fill(Number.NaN, 4 * 2, 6 * 2); // 20 s and 25 s
    lag[8 * 2] = Number.NaN; // one of two partitions: not a gap of all
    expect(findGaps(times, lag, 2, span)).toEqual([{ from: 20_000, to: 30_000 }, { from: 80_000, to: 100_000 }]);
  });

  it('knows that history is thinned the further back it goes', () => {
    const thinned = [...Array.from({ length: 20 }, (_, index) => index * 30_000), ...Array.from({ length: 20 }, (_, index) => 600_000 + index * 10_000), ...Array.from({ length: 60 }, (_, index) => 800_000 + index * 1_000)];
    const whole = { from: 0, to: 860_000 };
    const gaps = (times: readonly number[]) => findGaps(Float64Array.from(times), new Float64Array(times.length), 1, whole);
    expect(gaps(thinned)).toEqual([]);
    expect(gaps(thinned.filter((time) => time < 840_000 || time > 845_000))).toEqual([{ from: 840_000, to: 846_000 }]);
  });

  it('does not call the time before the first sample a gap', () => {
    expect(findGaps(Float64Array.of(70_000, 75_000, 80_000, 85_000, 90_000, 95_000), new Float64Array(6), 1, span)).toEqual([]);
  });
});

describe('rowAt', () => {
  it('reads the sample that stands for a time, and none in a gap or before the first', () => {
    const times = Float64Array.of(10_000, 15_000, 20_000, 60_000);
    expect([9_999, 10_000, 14_999, 32_000, 33_000, 60_000].map((time) => rowAt(times, time))).toEqual([-1, 0, 0, 2, -1, 3]);
  });
});

describe('timeTicks', () => {
  it('lies on round times of the clock shown', () => {
    expect(timeTicks({ from: 61_000, to: 361_000 }, 5)).toEqual([120_000, 180_000, 240_000, 300_000, 360_000]);
    const halfHourZone = timeTicks({ from: 0, to: 7_200_000 }, 2, 1_800_000);
    expect(halfHourZone).toEqual([1_800_000, 5_400_000]);
  });
});
