import { expect, onTestFinished, test, vi } from 'vitest';
import { whyExpired } from '../../../../src/main/operations/plan/plan-failures';

test('a plan is good from when it was made to its end, and not when the clock was set back before it', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const at = (now: number) => {
    vi.setSystemTime(now);
    return whyExpired({ createdAt: 1_000, expiresAt: 2_000 })?.code ?? null;
  };
  expect([999, 1_000, 2_000, 2_001].map(at)).toEqual(['PLAN_EXPIRED', null, null, 'PLAN_EXPIRED']);
});
