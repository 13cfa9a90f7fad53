import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitLog } from '../../../../src/main/electron/limited-log';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('equal warnings are one line and, ten seconds later, their number', () => {
  const lines: string[] = [];
  const warn = limitLog((level, text) => void lines.push(`${level} ${text}`));
  for (let count = 0; count < 10_000; count += 1) warn('Refused: too many.');
  warn('Refused: no such request.');
  expect(lines).toEqual(['warn Refused: too many.', 'warn Refused: no such request.']);
  vi.advanceTimersByTime(10_000);
  expect(lines.slice(2)).toEqual(['warn Refused: too many. (9999 more within 10 s)']);
  warn('Refused: too many.');
  expect(lines.slice(3)).toEqual(['warn Refused: too many.']);
});
