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
    expect(said([{ id: 'a' }, { id: 'b', verdict: 'no-permission', lag: Number.NaN }])).toBe('No group needs attention. One could not be read.');
    expect(said([{ id: 'a', verdict: 'catching-up', lag: 4 }])).toBe('No group needs attention. One is catching up.');
    expect(said([{ id: 'a', uncommitted: 2 }, { id: 'b' }])).toBe('No group needs attention. One has partitions without a committed offset.');
  });

  it('says of what moves how it moves', () => {
    expect(said([{ id: 'a', verdict: 'watching', lag: 4 }])).toBe('No group needs attention. One has lag but was watched too short to judge it.');
    expect(said([{ id: 'a', verdict: 'watching', lag: 4 }, { id: 'b', verdict: 'rebalancing' }, { id: 'c', verdict: 'catching-up', lag: 1 }, { id: 'd', verdict: 'catching-up', lag: 1 }])).toBe(
      'No group needs attention. 2 are catching up, one is rebalancing, one has lag but was watched too short to judge it.',
    );
  });

  it('speaks of old figures as of the past', () => {
    const past = { isPast: true, oldRows: 2 };
    expect(said([{ id: 'a' }, { id: 'b' }], past)).toBe('All 2 groups kept up. ');
    expect(said([{ id: 'a', verdict: 'stopped', lag: 1 }], past)).toBe('1 of 1 group needed attention. One is broken: [a] has no member.');
    expect(said([{ id: 'a' }, { id: 'b' }], { isPast: false, oldRows: 1 })).toBe('No group with current figures needs attention. One has old figures.');
  });
});
