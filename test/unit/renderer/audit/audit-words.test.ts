import { expect, test } from 'vitest';
import { aboutText, beforeText, meantText, tornText } from '../../../../src/renderer/views/audit/audit-words';

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
  expect(aboutText({ topics: ['orders'], members: [], target: 'to-offset 5', copiedTo: null })).toBe('orders, to-offset 5');
  expect(aboutText({ topics: ['orders', 'a', 'b'], members: [], target: 'to-latest', copiedTo: null })).toBe('orders and 2 more topics, to-latest');
  expect(aboutText({ topics: ['orders'], members: [], target: null, copiedTo: 'orders-dlq' })).toBe('orders, copied to orders-dlq');
  expect(aboutText({ topics: [], members: ['consumer-2'], target: null, copiedTo: null })).toBe('consumer-2');
  expect(aboutText({ topics: [], members: ['a', 'b', 'c'], target: null, copiedTo: null })).toBe('a, b and 1 more member');
  expect(aboutText({ topics: [], members: [], target: null, copiedTo: null })).toBe('');
});

test('a line that was cut off is said with where, how much, and what that may mean', () => {
  const moment = (at: number): string => `at ${at}`;
  const old = { line: 3, bytes: 1_217, followedAt: 5 };
  expect(tornText([], moment)).toBeNull();
  expect(tornText([old], moment)).toMatch(/^Line 3 of the audit file was cut off after 1,217 bytes when .* the next line, of at 5, has its hash\.$/u);
  expect(tornText([old, { line: 9, bytes: 1, followedAt: null }], moment)).toMatch(/^The last line of the audit file was cut off after 1 byte when .* goes on after it\. Before it 1 other was cut off\.$/u);
});
