import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration } from '../../../../src/shared/text';
import { formatCompactCount } from '../../../../src/renderer/format/format-count';
import { formatAge } from '../../../../src/renderer/format/format-age';
import { formatTime } from '../../../../src/renderer/format/format-time';
import { sparklinePath } from '../../../../src/renderer/ui/sparkline-path';
import { bootstrapProblem, defaultName, guessEnvironment, tidyServers } from '../../../../src/renderer/views/cluster/connection-form';

describe('figures', () => {
  it.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1_299, '1,299', '1.2k'],
    [184_999, '184,999', '184k'],
    [999_999, '999,999', '999k'],
    [18_499_999, '18,499,999', '18.4M'],
    [9_007_199_254_740_991, '9,007,199,254,740,991', '9P'],
    [Number.NaN, '—', '—'],
  ])('%d', (value, whole, compact) => {
    expect([formatCount(value), formatCompactCount(value)]).toEqual([whole, compact]);
  });

  it.each([
    [-5_000, '0 s', '0 s'],
    [59_999, '59 s', '59 s'],
    [250_000, '4 min 10 s', '4 min'],
    [3_600_000, '1 h', '1 h'],
    [277_200_000, '3 d 5 h', '3 d'],
  ])('%d ms', (ms, duration, age) => {
    expect([formatDuration(ms), formatAge(ms)]).toEqual([duration, age]);
  });

  it('tells the time of day in UTC past midnight', () => {
    expect(formatTime(Date.UTC(2026, 10, 21, 0, 6, 32), 'utc')).toBe('00:06:32');
  });
});

describe('sparklinePath', () => {
  it('leaves gaps open and does not end in one', () => {
    const none = Number.NaN;
    const { path, end } = sparklinePath(Float64Array.of(9, 0, 1_000, none, none, 1_000, none), 1, 6, 54, 14);
    expect(path).toBe('M2.0 12.0h.1L12.0 2.0M42.0 2.0h.1');
    expect(end).toEqual({ x: 42, y: 2 });
  });

  it('joins samples that are rarer than its points', () => {
    const none = Number.NaN;
    expect(sparklinePath(Float64Array.of(0, none, 0, none, none, 0, none, 0), 0, 8, 74, 14).path).toBe('M2.0 12.0h.1L22.0 12.0L52.0 12.0L72.0 12.0');
  });

  it('keeps small lag near the floor', () => {
    expect(sparklinePath(Float64Array.of(100, 100), 0, 2, 44, 14).path).toBe('M2.0 11.0h.1L42.0 11.0');
  });
});

describe('connection form', () => {
  it.each([
    ['broker-1:9092, broker-2:9093', null],
    ['[::1]:9092', null],
    ['', 'Say at least one broker, like broker-1:9092.'],
    ['broker-1', 'broker-1 has no port. Kafka often listens on 9092 (plain text) or 9093 (TLS).'],
    ['http://broker-1:9092', 'Leave out http://: only host:port is needed.'],
    ['broker-1:99999', 'broker-1:99999: a port is a number from 1 to 65535.'],
    [':9092', ':9092 has no host.'],
  ])('%s', (text, problem) => {
    expect(bootstrapProblem(text)).toBe(problem);
  });

  it('proposes a name and, unless the address looks harmless, production', () => {
    expect(['kafka-1.eu.example.net:9093', 'localhost:9092', '10.1.2.3:9092'].map(defaultName)).toEqual(['kafka-1', 'localhost:9092', '10.1.2.3:9092']);
    expect(['kafka-1.eu.example.net:9093', 'localhost:9092', 'kafka.stg.example.net:1', 'latest:9092'].map(guessEnvironment)).toEqual(['production', 'development', 'staging', 'production']);
    expect(tidyServers(' a:1 ,\n b:2 ')).toBe('a:1,b:2');
  });
});
