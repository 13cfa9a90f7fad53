import { expect, test } from 'vitest';
import { isTypedName } from '../../../src/shared/writes';

test('a name with characters that no keyboard has can be typed as it is shown, and only whole', () => {
  expect(isTypedName('pay\\u202ements', 'pay\u202ements')).toBe(true);
  expect(isTypedName('payments', 'pay\u202ements')).toBe(false);
  const long = `${'a'.repeat(400)}-end`;
  expect([isTypedName(long, long), isTypedName(long.slice(0, 399), long)]).toEqual([true, false]);
});
