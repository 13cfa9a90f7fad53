import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRows } from '../../../../src/renderer/views/groups/filter-match';
import { parseFilter } from '../../../../src/renderer/views/groups/filter-parse';
import { topicHint } from '../../../../src/renderer/views/groups/topic-hint';
import { indexNames } from '../../../../src/renderer/views/groups/names-index';
import { tableOf } from './tables';

const TABLE = tableOf([
  { id: 'payments-worker', verdict: 'stalled', lag: 11_624, state: 'Stable', topics: ['orders', 'refunds'], members: 5 },
  { id: 'settlement-batch', verdict: 'stopped', lag: 184_201, state: 'Empty', topics: ['settlements'], members: 0 },
  { id: 'canary-eu', lag: 0, topics: ['orders'] },
  { id: 'hidden', verdict: 'no-permission', lag: Number.NaN, members: -1, state: null },
  { id: 'half-known', verdict: 'unknown', lag: 40, unknown: 2, topics: ['Orders.v2'] },
  { id: 'team:a b', lag: 7 },
  { id: 'part-committed', lag: 0, uncommitted: 3 },
]);

function matching(text: string): { readonly ids: readonly string[]; readonly kept: number } {
  const { rows, keptUnknown } = matchRows(TABLE, indexNames(TABLE.names.groupIds), parseFilter(text), null);
  return { ids: [...rows].map((row) => TABLE.names.groupIds[row] ?? ''), kept: keptUnknown };
}

describe('filter', () => {
  it.each([
    ['', ['payments-worker', 'settlement-batch', 'canary-eu', 'hidden', 'half-known', 'team:a b', 'part-committed'], 0],
    ['WORKER', ['payments-worker'], 0],
    ['*-eu', ['canary-eu'], 0],
    ['pay*er', ['payments-worker'], 0],
    ['-canary* !hidden', ['payments-worker', 'settlement-batch', 'half-known', 'team:a b', 'part-committed'], 0],
    ['state:empty', ['settlement-batch'], 0],
    ['topic:orders', ['payments-worker', 'canary-eu', 'half-known'], 0],
    ['topic:orders group:pay', ['payments-worker'], 0],
    ['verdict:broken', ['payments-worker', 'settlement-batch'], 0],
    ['verdict:stopped', ['settlement-batch'], 0],
    ['verdict:no-permission', ['hidden'], 0],
    ['verdict:ok', ['canary-eu', 'team:a b', 'part-committed'], 0],
    ['lag:>10k', ['payments-worker', 'settlement-batch', 'hidden', 'half-known', 'part-committed'], 3],
    ['lag:>0', ['payments-worker', 'settlement-batch', 'hidden', 'half-known', 'team:a b', 'part-committed'], 2],
    ['lag:<=39', ['canary-eu', 'hidden', 'team:a b', 'part-committed'], 2],
    ['lag:=0', ['canary-eu', 'hidden', 'part-committed'], 2],
    ['-lag:>0', ['canary-eu', 'hidden', 'part-committed'], 2],
    ['members:0', ['settlement-batch', 'hidden'], 1],
    ['"team:a"', ['team:a b'], 0],
    ['"team:a b"', ['team:a b'], 0],
    ['nothing-like-it', [], 0],
  ] as const)('%s', (text, ids, kept) => {
    expect(matching(text)).toEqual({ ids, kept });
  });

  it('says what it does not understand, and hides nothing for it', () => {
    expect(parseFilter('lag:many verdict:sideways worker').problems).toEqual([
      'lag:many is not understood: write lag:>1000, lag:<=5k or lag:=0.',
      'verdict:sideways is not known: write verdict:broken, verdict:behind, verdict:moving, verdict:unknown, verdict:ok, or a word of the first column like verdict:stalled.',
    ]);
    expect(matching('lag:many worker').ids).toEqual(['payments-worker']);
  });

  it('names a field that it does not know instead of searching for it as text', () => {
    expect(parseFilter('member:foo -host:a').problems).toEqual([
      'Unknown filter field member: there are group, topic, state, type, assignor, lag, members, partitions, topics, rebalances, verdict. A name with a colon goes into quotes: "member:foo".',
      'Unknown filter field host: there are group, topic, state, type, assignor, lag, members, partitions, topics, rebalances, verdict. A name with a colon goes into quotes: "host:a".',
    ]);
    expect(matching('member:foo worker').ids).toEqual(['payments-worker']);
  });

  it('tells of groups that read a topic of the name that was typed', () => {
    const hint = (text: string) => {
      const filter = parseFilter(text);
      return topicHint(TABLE, filter, matchRows(TABLE, indexNames(TABLE.names.groupIds), filter, null).rows);
    };
    expect(hint('orders')).toEqual({ groups: 3, text: 'topic:orders' });
    expect(hint('settlement')).toBeNull(); // the one group that reads it matches by its own name
    for (const text of ['nothing-like-it', '-orders', 'topic:orders', 'orders lag:>0', '']) expect(hint(text)).toBeNull();
  });

  it('takes a term that is still being typed for none', () => {
    for (const text of ['lag:', 'state:', '-', '!', 'verdict:', '"']) expect(parseFilter(text)).toEqual({ terms: [], problems: [] });
  });

  it('never throws, whatever is typed', () => {
    const table = TABLE;
    const index = indexNames(table.names.groupIds);
    const typed = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('lag:>', 'state:', '-', '*', '"', ':', '(a+)+$', '1e999', 'lag:>1g', '__proto__')), { maxLength: 8 });
    fc.assert(fc.property(typed, (parts) => matchRows(table, index, parseFilter(parts.join('')), null).rows.length <= 7));
  });
});
