import { describe, expect, it } from 'vitest';
import { heatColumns, heatRow, NOT_WATCHED } from '../../../../src/renderer/charts/heat-cells';
import { heatScale, heatStep, NO_DATA } from '../../../../src/renderer/charts/heat-scale';

describe('heat scale', () => {
  it('is logarithmic from 1 to a round top, and ascends also for small lags', () => {
    expect(heatScale(11_504)).toEqual([1, 39, 156, 625, 2_500, 10_000]);
    expect(heatScale(0)).toEqual([1, 2, 3, 6, 25, 100]);
  });

  it('tells a measured zero from one record and from not known', () => {
    expect([0, 1, 38, 39, 10_000, 1e15, Number.NaN].map((lag) => heatStep(lag, heatScale(11_504)))).toEqual([0, 1, 1, 2, 6, 6, NO_DATA]);
  });
});

describe('heat cells', () => {
  it('shows the largest lag per pixel, holds it to the next sample, and hatches what is not known', () => {
    const samples = {
      partitionsRevision: 1, topics: ['t'], topic: Int32Array.of(0, 0), partition: Int32Array.of(0, 1),
      times: Float64Array.of(20, 25, 30, 40, 50, 90), lag: Float64Array.of(0, 0, 0, 99, 0, 1, 0, 2, 0, Number.NaN, 0, 7),
    };
    const columns = heatColumns(samples.times, { from: 0, to: 100 }, 10);
    const steps = new Uint8Array(10);
    heatRow(steps, samples, 1, columns, [1, 2, 3, 6, 25, 100]);
    expect([...steps]).toEqual([NOT_WATCHED, NOT_WATCHED, 5, 1, 2, NO_DATA, NO_DATA, NO_DATA, NO_DATA, 4]);
  });
});
