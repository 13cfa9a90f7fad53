import { describe, expect, it } from 'vitest';
import { cellAt, layOutOwnership } from '../../../../src/renderer/charts/ownership-layout';
import { rulerMarks } from '../../../../src/renderer/charts/log-ruler';

describe('ownership picture', () => {
  it('gives each partition a column while they fit, with a gap between topics', () => {
    const layout = layOutOwnership({ rows: 2, owner: Int32Array.of(0, 1, 0), topic: Int32Array.of(0, 0, 1), lag: new Float64Array(3), width: 300, height: 100 });
    expect({ kind: layout.kind, x: [...layout.x], tops: [...layout.tops] }).toEqual({ kind: 'matrix', x: [0, 19, 45], tops: [0, 24, 48] });
    expect(cellAt(layout, Int32Array.of(0, 1, 0), 50, 30)).toEqual({ row: 1, partition: 2 });
    expect(cellAt(layout, Int32Array.of(0, 1, 0), 40, 30)).toBeNull();
  });

  it('packs 1,000 partitions of 200 members so that each is found again where it is painted', () => {
    const owner = Int32Array.from({ length: 1_000 }, (_, index) => index % 200);
    const lag = Float64Array.from(owner, (_, index) => (index === 603 ? 5_000 : index));
    const layout = layOutOwnership({ rows: 200, owner, topic: new Int32Array(1_000), lag, width: 30, height: 200 });
    expect(layout.kind).toBe('packed');
    expect([layout.x[603], layout.y[603]]).toEqual([0, 3]); // most lag of its member comes first
    for (let partition = 0; partition < 1_000; partition += 1) {
      const place = { x: layout.x[partition]! + 1, y: layout.tops[owner[partition]!]! + layout.y[partition]! + 1 };
      expect(cellAt(layout, owner, place.x, place.y)).toEqual({ row: owner[partition], partition });
    }
  });
});

describe('log ruler', () => {
  it('shows where the committed offset stands, also outside the log, and nothing that is not known', () => {
    expect(rulerMarks(100, 150, 200)).toEqual({ logFrom: 0, logTo: 1, at: 0.5, place: 'inside' });
    expect(rulerMarks(100, 100, 100)?.at).toBe(1);
    expect(rulerMarks(100, 20, 200)).toMatchObject({ at: 0, place: 'below' });
    expect(rulerMarks(100, 300, 200)).toMatchObject({ at: 1, place: 'beyond' });
    expect(rulerMarks(100, Number.NaN, 200)?.at).toBeNull();
    expect(rulerMarks(Number.NaN, 5, 200)).toBeNull();
  });
});
