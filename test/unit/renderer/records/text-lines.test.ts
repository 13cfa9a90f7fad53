import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findText, lineAt, lineParts, textLines } from '../../../../src/renderer/views/records/text-lines';

const text = fc.string({ unit: fc.constantFrom('a', 'B', '\n', '😀', 'ß', '.'), maxLength: 60 });

test('lines hold the whole text in order, none longer than it may be, no character cut', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 9 }), (whole, columns) => {
      const lines = textLines(whole, columns);
      const shown = Array.from({ length: lines.length / 2 }, (_, line) => whole.slice(lines[line * 2], lines[line * 2 + 1]));
      expect(shown.join('')).toBe(whole.replace(/\n/gu, ''));
      for (const line of shown) {
        expect(line.length).toBeLessThanOrEqual(columns + 1);
        expect(line).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/u);
      }
    }),
  );
});

test('what is found is found whatever its case and marks, and is shown on its lines', () => {
  const whole = 'Amount: 1.5\namount: 105, AMOUNT';
  expect([...findText(whole, 'amount').bounds]).toEqual([0, 6, 12, 18, 25, 31]);
  expect([...findText(whole, '1.5').bounds]).toEqual([8, 11]);
  expect([...findText('a-b/c', '-').bounds, ...findText('a-b/c', '/c').bounds]).toEqual([1, 2, 3, 5]);
  expect(findText(whole, '').bounds).toHaveLength(0);
  const lines = textLines(whole, 5);
  expect(lineAt(lines, 12)).toBe(3);
  expect(lineParts(whole, 0, 5, findText(whole, 'unt: 1'))).toEqual([{ text: 'Amo', find: null }, { text: 'un', find: 0 }]);
  expect(lineParts(whole, 5, 10, findText(whole, 'unt: 1'))).toEqual([{ text: 't: 1', find: 0 }, { text: '.', find: null }]);
});

test('a MiB is split and searched in a moment', () => {
  const whole = `{"order": "${'x1'.repeat(10)}"}\n`.repeat(30_000);
  const finds = findText(whole, 'order');
  expect([finds.bounds.length / 2, finds.isCut]).toEqual([10_000, true]);
  expect(textLines(whole, 70).length / 2).toBe(30_001);
});
