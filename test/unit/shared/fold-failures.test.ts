import { expect, test } from 'vitest';
import { foldedText, foldFailures } from '../../../src/shared/fold-failures';

const moved = (groupId: string, count: number) => Array.from({ length: count }, (_, partition) => ({ scope: `group ${groupId}`, code: 'OFFSET_MOVED', message: `orders-${partition} of ${groupId} moved.` }));

test('reasons of one kind and group are told by the first three and a count', () => {
  expect(foldFailures([...moved('a', 10_000), ...moved('b', 3)]).map(({ scope, first, more }) => [scope, first.length, more])).toEqual([['group a', 3, 9_997], ['group b', 3, 0]]);
  expect(foldedText([...moved('a', 5), ...moved('b', 1)], 5)).toEqual({ text: 'orders-0 of a moved. orders-1 of a moved. orders-2 of a moved. The same of 2 more of group a. orders-0 of b moved.', isAll: false });
  expect(foldedText(moved('a', 3), 5).isAll).toBe(true);
});

test('of many kinds the first are told, and all others counted', () => {
  expect(foldedText(['a', 'b', 'c'].flatMap((groupId) => moved(groupId, 2)), 1)).toEqual({ text: 'orders-0 of a moved. orders-1 of a moved. And 4 more.', isAll: false });
});
