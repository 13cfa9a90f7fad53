import { expect, test } from 'vitest';
import { aboutText, beforeText, meantText } from '../../../../src/renderer/views/audit/audit-words';

test.each([
  ['reset', 1_234, 5, '1,234', '5'],
  ['reset', null, null, 'none', 'none'],
  ['delete-offsets', null, null, '', 'deleted'],
  ['delete-groups', null, null, '', 'deleted'],
  ['copy-record', null, null, '', ''],
  ['rebalance', null, null, '', ''],
  ['remove-members', null, null, '', ''],
])('%s from %s to %s', (action, oldOffset, newOffset, before, meant) => {
  expect([beforeText(action, { oldOffset }), meantText(action, { newOffset })]).toEqual([before, meant]);
});

test('the list says which topics and where to, and where a record was copied', () => {
  expect(aboutText({ topics: ['orders'], target: 'to-offset 5', copiedTo: null })).toBe('orders, to-offset 5');
  expect(aboutText({ topics: ['orders', 'a', 'b'], target: 'to-latest', copiedTo: null })).toBe('orders and 2 more topics, to-latest');
  expect(aboutText({ topics: ['orders'], target: null, copiedTo: 'orders-dlq' })).toBe('orders, copied to orders-dlq');
  expect(aboutText({ topics: [], target: null, copiedTo: null })).toBe('');
});
