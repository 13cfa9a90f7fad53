import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { readSettingsFile } from '../../../src/main/clusters/read-settings-file';

/** Opens of files on a drive that does not answer, until it does. */
const hanging = vi.hoisted(() => new Map<string, () => void>());

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return {
    ...real,
    open: async (path: string, flags: number) => {
      if (path.startsWith('/drive/')) {
        await new Promise<void>((resolve) => hanging.set(path, resolve));
        throw Object.assign(new Error('gone'), { code: 'EIO' });
      }
      return real.open(path, flags);
    },
  };
});

const folder = mkdtempSync(join(tmpdir(), 'settings-file-'));
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('files that hang take two of Node’s four file threads, and those that wait say why', async () => {
  vi.useFakeTimers();
  const local = join(folder, 'local');
  writeFileSync(local, 'fine');
  const said = (path: string): Promise<string> => readSettingsFile([path], { advice: '' }).then(({ bytes }) => bytes.toString(), (error: Error) => error.message);
  const first = Promise.all(['/drive/a', '/drive/b', '/drive/c', local].map(said));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await first).toEqual([
    'The file /drive/a could not be read within 5 s: its drive does not answer.',
    'The file /drive/b could not be read within 5 s: its drive does not answer.',
    'The file /drive/c could not be read within 5 s: it waits for files whose drive does not answer.',
    `The file ${local} could not be read within 5 s: it waits for files whose drive does not answer.`,
  ]);
  expect([...hanging.keys()]).toEqual(['/drive/a', '/drive/b']);
  vi.useRealTimers();
  const again = said(local);
  hanging.get('/drive/a')?.();
  hanging.get('/drive/b')?.();
  expect(await again).toBe('fine');
  hanging.get('/drive/c')?.();
});
