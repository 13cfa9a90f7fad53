import { describe, expect, it } from 'vitest';
import { countLevels, groupsSentence } from '../../../../src/renderer/views/groups/groups-sentence';
import { indexNames } from '../../../../src/renderer/views/groups/names-index';
import { BY_URGENCY, sortRows } from '../../../../src/renderer/views/groups/sort-rows';
import { tableOf, type RowGiven } from './tables';

function said(rows: readonly RowGiven[], freshness = { isPast: false, oldRows: 0 }): string {
  const table = tableOf(rows);
  const urgent = sortRows(Int32Array.from(rows, (_row, at) => at), table, indexNames(table.names.groupIds), BY_URGENCY);
  const { head, rest } = groupsSentence('p', table, countLevels(table), urgent, freshness);
  return `${head} ${rest.map((part) => ('name' in part ? `[${part.name}]` : part.text)).join('')}`;
}

describe('groupsSentence', () => {
  it('names what is broken, worst first', () => {
    const rows: RowGiven[] = [
      { id: 'ok' },
      { id: 'payments-worker', verdict: 'stalled', lag: 11, worst: ['orders', 3] },
      { id: 'settlement', verdict: 'stopped', lag: 99, worst: ['s', 0] },
      { id: 'slow', verdict: 'falling-behind', lag: 5, worst: ['t', 1] },
    ];
    expect(said(rows)).toBe('3 of 4 groups need attention. Two are broken: [settlement] has no member, [payments-worker] does not move on [orders-3].');
  });

  it('claims that all keep up only when all are known and still', () => {
    expect(said([{ id: 'a' }, { id: 'b' }])).toBe('All 2 groups keep up. ');
    expect(said([{ id: 'a' }, { id: 'b', verdict: 'no-permission', lag: Number.NaN }])).toBe('1 of 2 groups could not be read in full. No other needs attention.');
    expect(said([{ id: 'a', verdict: 'catching-up', lag: 4 }])).toBe('No group needs attention. One is catching up.');
    expect(said([{ id: 'a', uncommitted: 2 }, { id: 'b' }])).toBe('No group needs attention. One has partitions without a committed offset.');
  });

  it('says of what moves how it moves', () => {
    expect(said([{ id: 'b', verdict: 'rebalancing' }, { id: 'c', verdict: 'catching-up', lag: 1 }, { id: 'd', verdict: 'catching-up', lag: 1 }])).toBe('No group needs attention. 2 are catching up, one is rebalancing.');
  });

  it('promises nothing of groups that are not judged yet', () => {
    const watched: RowGiven = { id: 'a', verdict: 'watching', lag: 4 };
    expect(said([watched, watched])).toBe('2 groups are being watched; none can be judged yet. ');
    expect(said([watched])).toBe('1 group is being watched; it cannot be judged yet. ');
    expect(said([watched, watched, { id: 'b' }])).toBe('1 of 3 groups keeps up, 2 not judged yet. ');
    expect(said([watched, { id: 's', verdict: 'stopped', lag: 9 }])).toBe('1 of 2 groups needs attention. One is broken: [s] has no member. One is not judged yet.');
  });

  it('leaves out no group that could not be read in full', () => {
    const partly: RowGiven = { id: 'bills', verdict: 'unknown', unknown: 1 };
    expect(said([partly, { id: 'a' }])).toBe('1 of 2 groups could not be read in full. No other needs attention.');
    expect(said([partly, { id: 's', verdict: 'stopped', lag: 9 }])).toBe('1 of 2 groups needs attention, 1 could not be read in full. One is broken: [s] has no member.');
  });

  it('speaks of old figures as of the past', () => {
    const past = { isPast: true, oldRows: 2 };
    expect(said([{ id: 'a' }, { id: 'b' }], past)).toBe('All 2 groups kept up when last read. ');
    expect(said([{ id: 'a', verdict: 'stopped', lag: 1 }], past)).toBe('1 of 1 group needed attention when last read. One was broken: [a] had no member.');
    expect(said([{ id: 'a' }, { id: 'b' }], { isPast: false, oldRows: 1 })).toBe('No group with current figures needs attention. One has old figures.');
  });

  it('does not pass over a group that keeps up and rebalances all the time', () => {
    expect(said([{ id: 'a' }, { id: 'ledger', rebalances: 11 }])).toBe('1 of 2 groups rebalances often: [ledger], at least 11 times in 10 min. All 2 groups keep up.');
    expect(said([{ id: 'a', verdict: 'catching-up', lag: 4 }, { id: 'ledger', rebalances: 11 }])).toBe('1 of 2 groups rebalances often: [ledger], at least 11 times in 10 min. No other group needs attention. One is catching up.');
    expect(said([{ id: 's', verdict: 'stopped', lag: 9 }, { id: 'ledger', rebalances: 11 }])).toBe('1 of 2 groups needs attention, 1 rebalances often. One is broken: [s] has no member.');
  });
});
