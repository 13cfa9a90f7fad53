import { expect, test } from 'vitest';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import { raceStaggered } from '../../../src/main/kafka/staggered';

const never = (): Promise<never> => new Promise(() => undefined);
const fails = (code: string) => (): Promise<never> => Promise.reject(new KafkaFailure(code, code));

test('an attempt that is not wanted any more is over before it begins', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(raceStaggered([never], 10, controller.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('the first success wins, the others are told to stop', async () => {
  const stopped: string[] = [];
  const slow = (name: string) => (signal: AbortSignal): Promise<string> => {
    signal.addEventListener('abort', () => stopped.push(name));
    return never();
  };
  const { signal } = new AbortController();
  expect(await raceStaggered([slow('first'), fails('CLOSED'), async () => 'third', slow('fourth')], 5, signal)).toBe('third');
  expect(stopped).toEqual(['first']);
});

test('of several failures the most telling one is reported', async () => {
  const { signal } = new AbortController();
  await expect(raceStaggered([fails('UNREACHABLE_REFUSED'), fails('TLS_EXPECTED'), fails('TIMED_OUT')], 5, signal)).rejects.toMatchObject({ code: 'TLS_EXPECTED' });
});
