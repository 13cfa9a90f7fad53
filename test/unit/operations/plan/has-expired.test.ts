import { expect, onTestFinished, test, vi } from 'vitest';
import { hasExpired } from '../../../../src/main/operations/plan/has-expired';

test('a plan is good from when it was made to its end, and not when the clock was set back before it', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const at = (now: number) => {
    vi.setSystemTime(now);
    return hasExpired({ createdAt: 1_000, expiresAt: 2_000 });
  };
  expect([999, 1_000, 2_000, 2_001].map(at)).toEqual([true, false, false, true]);
});
