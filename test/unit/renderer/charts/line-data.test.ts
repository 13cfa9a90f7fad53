import { describe, expect, it } from 'vitest';
import type { ChartPartition } from '../../../../src/renderer/charts/chart-partition';
import { decimate } from '../../../../src/renderer/charts/decimate';
import { linePoints } from '../../../../src/renderer/charts/line-data';

describe('decimate', () => {
  it('keeps the peak, the dip and the gap of every series in far fewer points', () => {
    const rows = 3_600;
    const times = Float64Array.from({ length: rows }, (_, row) => row * 1_000);
    const matrix = new Float64Array(rows * 2);
    times.forEach((_, row) => {
      matrix[row * 2] = row === 1_234 ? 9_999 : 10;
      matrix[row * 2 + 1] = row >= 600 && row < 700 ? Number.NaN : row === 2_000 ? 0 : 50;
    });
    const { times: out, series } = decimate(times, matrix, 2, [0, 1], 24_000);
    expect(out.length).toBe(300);
    expect(Math.max(...series[0]!.map(Number))).toBe(9_999);
    expect(series[1]!.filter((value) => value === 0)).toHaveLength(1);
    expect(series[1]!.filter((value) => value === null).length).toBeGreaterThan(5);
    expect(series[0]!.includes(null)).toBe(false);
  });

  it('breaks the line where samples are missing', () => {
    const { times, series } = decimate(Float64Array.of(0, 5_000, 60_000), Float64Array.of(1, 2, 3), 1, [0], 100);
    expect([times, series]).toEqual([[0, 5_000, 32_500, 60_000], [[1, 2, null, 3]]]);
  });
});

describe('linePoints', () => {
  it('turns a line red where its trouble began, without a hole', () => {
    const partition: ChartPartition = { label: 't-0', topic: 't', suffix: '-0', lag: 9, missingOffset: null, broken: true, glyph: 'stalled', since: 10_000, atLeast: false };
    const samples = { partitionsRevision: 1, topics: ['t'], topic: Int32Array.of(0), partition: Int32Array.of(0), times: Float64Array.of(0, 5_000, 10_000, 15_000), lag: Float64Array.of(0, 0, 4, 9) };
    expect(linePoints(samples, [partition], [0], { from: 0, to: 15_000 }, 'linear')).toEqual([
      { time: 0, s0: 0, b0: null },
      { time: 5_000, s0: 0, b0: 0 },
      { time: 10_000, s0: null, b0: 4 },
      { time: 15_000, s0: null, b0: 9 },
    ]);
  });
});
