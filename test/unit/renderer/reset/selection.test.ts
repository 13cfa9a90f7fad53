import { describe, expect, it } from 'vitest';
import { chosenOwnTargets, topicsOf, withOwnTarget } from '../../../../src/renderer/views/reset/selection';
import type { GroupDetail } from '../../../../src/shared/group';

describe('what can be chosen', () => {
  it('is of one group its committed offsets, of several how many have the partition', () => {
    const billing = detail(['orders', '__proto__'], [[0, 0, 7], [0, 1, Number.NaN], [1, 0, 3]]);
    const search = detail(['orders'], [[0, 2, 1], [0, 0, 9]]);
    expect(topicsOf([billing])).toEqual([
      { topic: 'orders', partitions: [{ partition: 0, said: '7' }, { partition: 1, said: 'none' }] },
      { topic: '__proto__', partitions: [{ partition: 0, said: '3' }] },
    ]);
    expect(topicsOf([billing, search])[0]).toEqual({ topic: 'orders', partitions: [{ partition: 0, said: '2 groups' }, { partition: 1, said: '1 group' }, { partition: 2, said: '1 group' }] });
  });

  it('has targets of its own only where it is chosen', () => {
    const own = withOwnTarget(withOwnTarget(new Map(), 'orders', 0, { kind: 'to-earliest' }), 'orders', 1, { kind: 'to-offset', offset: 5 });
    expect(chosenOwnTargets(own, new Map([['orders', new Set([1])]]))).toEqual([{ topic: 'orders', partition: 1, target: { kind: 'to-offset', offset: 5 } }]);
    expect(withOwnTarget(own, 'orders', 0, null).size).toBe(1);
  });
});

function detail(topics: readonly string[], rows: readonly (readonly [topic: number, partition: number, committed: number])[]): GroupDetail {
  return { topics, columns: { topic: Int32Array.from(rows, ([topic]) => topic), partition: Int32Array.from(rows, ([, partition]) => partition), committedOffset: Float64Array.from(rows, ([, , committed]) => committed) } } as unknown as GroupDetail;
}
