import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openProfiles } from '../../../src/main/clusters/profiles';

// write(2) may take less than it was given, as on a nearly full disk; Node's writeSync tells, and does not go on.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const writeSync = (file: number, data: string | Buffer): number => real.writeSync(file, Buffer.from(data).subarray(0, 100));
  return { ...real, writeSync, default: { ...real, writeSync } };
});

test('a disk that takes only the beginning at a time gets all of the file', () => {
  const directory = fs.mkdtempSync(join(tmpdir(), 'offsight-profiles-'));
  onTestFinished(() => fs.rmSync(directory, { recursive: true }));
  const profiles = openProfiles(directory);
  for (const name of ['one', 'two']) profiles.add({ name, environment: 'test', bootstrapServers: `${name}:1`, commandConfig: null, intervalMs: 5_000 });
  expect(openProfiles(directory).read().map(({ name }) => name)).toEqual(['one', 'two']);
});
