import { expect, onTestFinished, test, vi } from 'vitest';
import { WriteLock } from '../../../src/main/operations/write-lock';
import { UNLOCKED_FOR_MS } from '../../../src/shared/writes';

const CLUSTER = { environment: 'development', bootstrapServers: 'broker:9092', commandConfig: null } as const;

test('a lock is open for a quarter of an hour by whichever clock went further', () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const lock = new WriteLock();
  expect(lock.remainingMs(CLUSTER)).toBe(0);
  lock.unlock(CLUSTER);
  vi.setSystemTime(400_000); // set back
  vi.advanceTimersByTime(60_000);
  expect(lock.remainingMs(CLUSTER)).toBe(UNLOCKED_FOR_MS - 60_000);
  lock.unlock(CLUSTER);
  vi.setSystemTime(Date.now() + 8 * 60 * 60_000); // asleep: the monotonic clock of some systems stands still
  expect(lock.remainingMs(CLUSTER)).toBe(0);
});

test('a lock that was opened for one address, or environment, is closed for another', () => {
  const lock = new WriteLock();
  lock.unlock(CLUSTER);
  expect(lock.remainingMs(CLUSTER)).toBeGreaterThan(0);
  expect([{ ...CLUSTER, bootstrapServers: 'other:9092' }, { ...CLUSTER, environment: 'production' as const }, { ...CLUSTER, commandConfig: '/other.properties' }].map((changed) => lock.remainingMs(changed))).toEqual([0, 0, 0]);
});
