import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openProfiles } from '../../../src/main/clusters/profiles';

const settings = (name: string) => ({ name, environment: 'test' as const, bootstrapServers: `${name}:1`, commandConfig: null, intervalMs: 5_000 });

test('clusters that could be read are there at the next start too, though the disk was full at this one', () => {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-profiles-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const profiles = openProfiles(directory);
  for (const name of ['one', 'two', 'three']) profiles.add(settings(name));
  const path = join(directory, 'profiles.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('5000', '999'));
  mkdirSync(`${path}.new`); // what refuses the temporary file; a full disk does the same
  const first = openProfiles(directory);
  expect(first.read().map(({ name }) => name)).toEqual(['two', 'three']);
  rmSync(`${path}.new`, { recursive: true });
  const second = openProfiles(directory);
  expect({ clusters: second.read().map(({ name }) => name), said: second.notices.length > 0 }).toEqual({ clusters: ['two', 'three'], said: true });
});
