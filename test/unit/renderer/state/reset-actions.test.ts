import { expect, onTestFinished, test, vi } from 'vitest';
import { executeReset } from '../../../../src/renderer/state/reset-actions';

const GIVEN = { reason: '', typed: '', expected: '' };

test('a change during which the engine ends is not called undone; one that was not begun is', async () => {
  expect(await executeWith({ 'writes:read': () => Promise.resolve({ remainingMs: 1, unavailable: null }), 'offsets:execute': () => Promise.reject(new Error('The engine stopped.')) })).toMatchObject({ ok: false, failure: { code: 'OUTCOME_UNKNOWN', message: expect.stringMatching(/^Nobody knows how much of it was done\. The engine stopped\./u) as string } });
  expect(await executeWith({ 'writes:read': () => Promise.reject(new Error('The engine stopped.')) })).toMatchObject({ ok: false, failure: { code: 'NOT_DONE' } });
});

function executeWith(answers: Readonly<Record<string, () => Promise<unknown>>>): Promise<unknown> {
  vi.stubGlobal('window', { bridge: { invoke: (name: string) => answers[name]?.() ?? Promise.reject(new Error(`Nobody asks for ${name}.`)) } });
  onTestFinished(() => void vi.unstubAllGlobals());
  return executeReset('one', 'plan', GIVEN);
}
