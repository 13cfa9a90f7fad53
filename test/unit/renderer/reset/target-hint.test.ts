import { afterAll, describe, expect, it } from 'vitest';

const before = process.env['TZ'];
process.env['TZ'] = 'Europe/Berlin';
const { targetHint } = await import('../../../../src/renderer/views/reset/target-hint');
const { readDraft, TO_SOME_TIME } = await import('../../../../src/renderer/views/reset/target-draft');

afterAll(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

describe('a time that is typed, where the clock changes', () => {
  it('is refused when the clock skips it, and said to come twice when it does', () => {
    const of = (text: string) => readDraft({ ...TO_SOME_TIME, texts: { 'to-datetime': text } }, 'local');
    expect(of('2026-03-29 02:30').problem).toContain('the clock skipped it');
    const twice = of('2026-10-25 02:30');
    expect(twice.target).toEqual({ kind: 'to-datetime', at: Date.UTC(2026, 9, 25, 0, 30) });
    expect(targetHint(twice.target, '', 'local')).toContain('The clock shows this time twice that day: meant is the first.');
    expect(targetHint(of('2026-10-25 12:30').target, '', 'local')).not.toContain('twice');
    expect(targetHint(twice.target, '', 'utc')).not.toContain('twice');
  });
});
