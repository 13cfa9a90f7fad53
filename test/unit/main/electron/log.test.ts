import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../../../src/main/electron/log';

describe('openLog', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'offsight-log-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  const written = (): string => readFileSync(join(directory, 'offsight.log'), 'utf8');

  it('writes one line an entry, whatever is in it', () => {
    const log = openLog(directory, 'info');
    log('debug', 'left out');
    log('warn', 'broker said: a\nb\r\u001b[31m\u2028c');
    log('info', 'x'.repeat(100_000));
    const lines = written().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z warn {2}broker said: a \| b\\u000d\\u001b\[31m\\u2028c$/);
    expect(lines[1]?.length).toBeLessThan(4_100);
  });

  it('keeps two files of about 1 MiB at most', () => {
    const log = openLog(directory, 'info');
    for (let entry = 0; entry < 900; entry += 1) log('info', 'x'.repeat(4_000));
    expect(readdirSync(directory).sort()).toEqual(['offsight.log', 'offsight.old.log']);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).size).toBeLessThan(1_060_000);
  });

  it('does without a place to write to', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(() => openLog(join(directory, 'file', 'logs'), 'info')('error', 'unheard')).not.toThrow();
  });
});
