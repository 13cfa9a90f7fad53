import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openProfiles } from '../../../src/main/clusters/profiles';

const settings = (name: string) => ({ name, environment: 'test' as const, bootstrapServers: 'h:1', commandConfig: null, intervalMs: 5_000 });
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'offsight-profiles-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('the version before a corrupt file is still there at the start after next', () => {
  const directory = folder();
  const profiles = openProfiles(directory);
  for (const name of ['one', 'two']) profiles.add(settings(name));
  writeFileSync(join(directory, 'profiles.json'), '{"version":1,"clus');
  expect(openProfiles(directory).read().map(({ name }) => name)).toEqual(['one']);
  expect(openProfiles(directory).read().map(({ name }) => name)).toEqual(['one']);
});
