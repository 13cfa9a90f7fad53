import { describe, expect, it } from 'vitest';
import { freshOrder, holdOrder, type Order } from '../../../../src/renderer/views/groups/held-order';
import { indexNames } from '../../../../src/renderer/views/groups/names-index';
import { BY_URGENCY, sortRows, type Sort } from '../../../../src/renderer/views/groups/sort-rows';
import { tableOf } from './tables';

function sorted(rows: Parameters<typeof tableOf>[0], sort: Sort): string[] {
  const table = tableOf(rows);
  return [...sortRows(Int32Array.from(rows, (_row, at) => at), table, indexNames(table.names.groupIds), sort)].map((row) => rows[row]?.id ?? '');
}

describe('sortRows', () => {
  it('puts the most urgent level first, and within it the largest lag, unknown last', () => {
    const rows = [
      { id: 'ok-large', lag: 9_000_000 },
      { id: 'ok-restless', lag: 0, rebalances: 11 },
      { id: 'behind', verdict: 'falling-behind', lag: 50 },
      { id: 'not-committing', verdict: 'not-committing', lag: Number.NaN },
      { id: 'stopped-small', verdict: 'stopped', lag: 10 },
      { id: 'stalled-large', verdict: 'stalled', lag: 20_000 },
      { id: 'hidden', verdict: 'no-permission', lag: Number.NaN },
      { id: 'moving', verdict: 'rebalancing', lag: 1 },
    ] as const;
    expect(sorted(rows, BY_URGENCY)).toEqual(['stalled-large', 'stopped-small', 'behind', 'not-committing', 'ok-restless', 'moving', 'hidden', 'ok-large']);
  });

  it('puts unknown figures last in both directions', () => {
    const rows = [{ id: 'a', lag: 2 }, { id: 'b', lag: Number.NaN }, { id: 'c', lag: 10 }] as const;
    expect(sorted(rows, { column: 'lag', descending: true })).toEqual(['c', 'a', 'b']);
    expect(sorted(rows, { column: 'lag', descending: false })).toEqual(['a', 'c', 'b']);
  });

  it('reads numbers in names by their value', () => {
    expect(sorted([{ id: 'g10' }, { id: 'g9' }, { id: 'G1' }], { column: 'group', descending: false })).toEqual(['G1', 'g9', 'g10']);
  });

  it('orders worst partitions by topic, then by partition', () => {
    const rows = [{ id: 'a', worst: ['t2', 0] }, { id: 'b', worst: ['t1', 10] }, { id: 'c', worst: ['t1', 9] }, { id: 'd' }] as const;
    expect(sorted(rows, { column: 'worst', descending: false })).toEqual(['c', 'b', 'a', 'd']);
  });
});

describe('holdOrder', () => {
  const idsOf = (order: Order) => [...order.rows].map((row, place) => (row === -1 ? `gone ${order.gone.get(place) ?? ''}` : order.index.groupIds[row]));
  const before = indexNames(['a', 'b', 'c']);
  const held = freshOrder(Int32Array.of(2, 0, 1), before);

  it('leaves every group in its place when rows are numbered anew', () => {
    const after = indexNames(['x', 'c', 'b', 'a']);
    expect(idsOf(holdOrder(held, Int32Array.of(0, 1, 2, 3), after))).toEqual(['c', 'a', 'b', 'x']);
  });

  it('leaves the place of a group that has gone empty, and gives it back when it returns', () => {
    const without = holdOrder(held, Int32Array.of(0, 1), indexNames(['a', 'b']));
    expect(idsOf(without)).toEqual(['gone c', 'a', 'b']);
    expect(idsOf(holdOrder(without, Int32Array.of(0, 1, 2), indexNames(['b', 'c', 'a'])))).toEqual(['c', 'a', 'b']);
  });

  it('adds no new group that the filter hides', () => {
    expect(idsOf(holdOrder(held, Int32Array.of(0, 1), indexNames(['a', 'b', 'c', 'hidden'])))).toEqual(['c', 'a', 'b']);
  });
});
