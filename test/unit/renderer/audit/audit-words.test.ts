import { expect, test } from 'vitest';
import { beforeText, meantText } from '../../../../src/renderer/views/audit/audit-words';

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
