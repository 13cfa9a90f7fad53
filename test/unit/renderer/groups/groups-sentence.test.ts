import { describe, expect, it } from 'vitest';
import { countLevels, groupsSentence } from '../../../../src/renderer/views/groups/groups-sentence';
import { indexNames } from '../../../../src/renderer/views/groups/names-index';
import { BY_URGENCY, sortRows } from '../../../../src/renderer/views/groups/sort-rows';
import { tableOf, type RowGiven } from './tables';

function said(rows: readonly RowGiven[]): string {
  const table = tableOf(rows);
  const urgent = sortRows(Int32Array.from(rows, (_row, at) => at), table, indexNames(table.names.groupIds), BY_URGENCY);
  const { head, rest } = groupsSentence('p', table, countLevels(table), urgent);
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
    expect(said([{ id: 'a', verdict: 'catching-up', lag: 4 }])).toBe('No group needs attention. One is catching up or rebalancing.');
  });
});
