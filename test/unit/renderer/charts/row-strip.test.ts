import { expect, it } from 'vitest';
import { barPitch, countBars, idleFrom, lagBars, rowOfBar } from '../../../../src/renderer/charts/row-strip';

it('has a bar for each row: by partitions, and by steps of lag; what is not known is no zero', () => {
  expect(countBars([4, 2, 0, null], 4, (row) => row === 1)).toEqual([{ height: 1, tone: 'plain' }, { height: 0.5, tone: 'changed' }, { height: 0, tone: 'idle' }, { height: 0, tone: 'plain' }]);
  expect(lagBars([0, 1, 5_000_000, Number.NaN, null])).toEqual([{ height: 0, tone: 0 }, { height: 1 / 6, tone: 1 }, { height: 1, tone: 6 }, { height: 0.5, tone: 'unknown' }, { height: 0, tone: 0 }]);
});

it('finds each row again where its bar is, also where several share a pixel', () => {
  for (const [rows, width] of [[16, 400], [200, 407], [1_000, 300]] as const) {
    for (let row = 0; row < rows; row += 1) expect(rowOfBar((row + 0.5) * barPitch(rows, width), rows, width)).toBe(row);
    expect(rowOfBar(width + 1, rows, width)).toBe(-1);
  }
});

it('names idle rows only where they stand together at the end', () => {
  const idle = { height: 0, tone: 'idle' } as const;
  const busy = { height: 1, tone: 'plain' } as const;
  expect([idleFrom([busy, idle, idle]), idleFrom([idle, busy]), idleFrom([busy])]).toEqual([1, -1, -1]);
});
