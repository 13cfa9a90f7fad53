import { expect, test } from 'vitest';
import { AuthenticationGate } from '../../../src/main/kafka/authentication-gate';
import { KafkaFailure } from '../../../src/main/kafka/errors';

/** Tries a password; `tries` counts how often the broker was asked. */
function broker(gate: AuthenticationGate) {
  const asked = { tries: 0, right: false };
  const attempt = async (): Promise<string> => {
    try {
      return await gate.pass(async () => {
        asked.tries += 1;
        if (asked.right) return 'in';
        const failure = new KafkaFailure('AUTHENTICATION_FAILED', `refusal ${asked.tries}`, { retriable: false });
        gate.refused(failure);
        throw failure;
      });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return { asked, attempt };
}

test('two refusals hold further attempts back; a person may ask once more', async () => {
  const gate = new AuthenticationGate();
  const { asked, attempt } = broker(gate);
  expect([await attempt(), await attempt(), await attempt()]).toEqual(['refusal 1', 'refusal 2', 'refusal 2']);
  gate.allowOne();
  expect([await attempt(), await attempt()]).toEqual(['refusal 3', 'refusal 3']);
  gate.allowOne();
  asked.right = true;
  expect([await attempt(), await attempt()]).toEqual(['in', 'in']);
  expect(asked.tries).toBe(5);
});
