import { expect, test } from 'vitest';
import { parseDateTime, parseDuration } from '../../../src/shared/reset-time';

test.each([
  ['2026-11-21T14:03:00.000', '2026-11-21T14:03:00.000Z'],
  ['2026-11-21T14:03:00.000Z', '2026-11-21T14:03:00.000Z'],
  ['2026-11-21T14:03:00.000+01', '2026-11-21T13:03:00.000Z'],
  ['2026-11-21T14:03:00.000-05:30', '2026-11-21T19:33:00.000Z'],
  ['2026-11-21 14:03', '2026-11-21T14:03:00.000Z'],
  ['2024-02-29T00:00:00.5', '2024-02-29T00:00:00.500Z'],
])('%s is %s', (text, at) => {
  expect(parseDateTime(text, 'utc')).toEqual({ ok: true, at: Date.parse(at) });
});

test.each(['', 'yesterday', '2026-11-21', '2026-02-30T00:00:00', '0070-01-01T00:00:00', '2026-13-01T00:00:00', '2026-11-21T24:00:00', '2026-11-21T14:03:00 Europe/Berlin'])('“%s” is refused', (text) => {
  expect(parseDateTime(text, 'utc')).toMatchObject({ ok: false });
});

test('a local time that daylight-saving time leaves out is refused, and one beside it is not', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Europe/Berlin';
  try {
    expect(parseDateTime('2026-03-29T02:30:00', 'local')).toMatchObject({ ok: false });
    expect(parseDateTime('2026-03-29T03:30:00', 'local')).toEqual({ ok: true, at: Date.parse('2026-03-29T01:30:00Z') });
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test.each([
  ['PT20.345S', 20_345],
  ['PT15M', 900_000],
  ['PT10H', 36_000_000],
  ['P2D', 172_800_000],
  ['P2DT3H4M', 183_840_000],
  ['PT-6H3M', -21_420_000],
  ['-PT6H3M', -21_780_000],
  ['-PT-6H+3M', 21_420_000],
  ['pt1.5s', 1_500],
])('%s is %i ms, as java.time.Duration reads it', (text, ms) => {
  expect(parseDuration(text)).toEqual({ ok: true, ms });
});

test.each(['', 'P', 'PT', 'P1W', 'P1M', 'P1Y', '1h', 'P1DT', 'PT99999999999999999H'])('“%s” is no duration', (text) => {
  expect(parseDuration(text)).toMatchObject({ ok: false });
});
