import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileNameFrom, readTextFile, writeWholeFile } from '../../../../src/main/electron/user-files';

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'offsight-files-'))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each([
  ['orders-0-17.json', 'orders-0-17.json'],
  ['../../etc/passwd', 'etc_passwd'],
  ['a\u0000b\u202ec/d\\e.bin', 'a_b_c_d_e.bin'],
  ['grüße-東京.csv', 'grüße-東京.csv'],
  ['...', 'offsight'],
  [`${'x'.repeat(30_000)}.json`, `${'x'.repeat(120)}.json`],
])('a file for %j is named without a folder', (text, name) => {
  expect(fileNameFrom(text)).toBe(name);
});

test('text is written and read as it is; a byte order mark is left out', async () => {
  const path = join(directory, 'offsets.csv');
  expect(await writeWholeFile(path, 'grüße,0,1\n')).toEqual({ ok: true, value: path });
  writeFileSync(path, `\ufeff${readFileSync(path, 'utf8')}`);
  expect(await readTextFile(path)).toEqual({ ok: true, value: { name: 'offsets.csv', text: 'grüße,0,1\n' } });
});

test('bytes that are no text, files that are too large, folders and places that refuse are said', async () => {
  const path = join(directory, 'other');
  await writeWholeFile(path, Uint8Array.of(255, 254, 0));
  expect(await readTextFile(path)).toMatchObject({ ok: false, failure: { code: 'NOT_TEXT' } });
  truncateSync(path, 64 * 1024 * 1024 + 1);
  expect(await readTextFile(path)).toMatchObject({ ok: false, failure: { code: 'TOO_LARGE' } });
  expect(await readTextFile(directory)).toMatchObject({ ok: false, failure: { code: 'NOT_READ' } });
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  expect(await readTextFile(join(directory, 'pipe'))).toMatchObject({ ok: false, failure: { code: 'NOT_READ' } });
  expect(await writeWholeFile(join(directory, 'none', 'x'), 'text')).toMatchObject({ ok: false, failure: { code: 'NOT_WRITTEN' } });
});
