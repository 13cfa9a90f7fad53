import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openProfiles } from '../../../src/main/clusters/profiles';

const settings = { name: 'Orders', environment: 'production', bootstrapServers: 'a:1', commandConfig: null, intervalMs: 5_000 } as const;
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'offsight-profiles-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('what is added, changed and removed is there after opening again', () => {
  const profiles = openProfiles(join(directory, 'new'));
  const kept = profiles.add(settings);
  const removed = profiles.add({ ...settings, name: 'Other' });
  expect(profiles.update(kept.profileId, { name: 'Orders 2', intervalMs: undefined })).toEqual({ ...settings, profileId: kept.profileId, name: 'Orders 2' });
  expect(profiles.remove(removed.profileId)).toBe(true);
  expect([profiles.remove(removed.profileId), profiles.update('gone', { name: 'x' })]).toEqual([false, null]);
  const again = openProfiles(join(directory, 'new'));
  expect([again.notices, again.read()]).toEqual([[], [{ ...settings, profileId: kept.profileId, name: 'Orders 2' }]]);
});

test('an unreadable file is set aside, said, and the version before is used', () => {
  const path = join(directory, 'profiles.json');
  const profiles = openProfiles(directory);
  const first = profiles.add(settings);
  profiles.add({ ...settings, name: 'Second' });
  writeFileSync(path, '{"version":1,"clusters":[{"na');
  const again = openProfiles(directory);
  expect(again.read()).toEqual([first]);
  const aside = readdirSync(directory).find((name) => name.includes('unreadable')) ?? '';
  expect(again.notices).toEqual([`The saved clusters could not be read. The version before it is used. The file was kept as ${join(directory, aside)}.`]);
  expect(readFileSync(join(directory, aside), 'utf8')).toBe('{"version":1,"clusters":[{"na');
});

test('a file of a later version is kept, not overwritten', () => {
  writeFileSync(join(directory, 'profiles.json'), '{"version":2,"clusters":[]}');
  const profiles = openProfiles(directory);
  profiles.add(settings);
  expect(readdirSync(directory).filter((name) => name.includes('unreadable'))).toHaveLength(1);
});

test('a profile that cannot be read is left out and named; the others stay, and the whole file is kept', () => {
  const path = join(directory, 'profiles.json');
  const profiles = openProfiles(directory);
  for (const name of ['one', 'two', 'three']) profiles.add({ ...settings, name });
  const damaged = readFileSync(path, 'utf8').replace('5000', '999');
  writeFileSync(path, damaged);
  const again = openProfiles(directory);
  expect(again.read().map(({ name }) => name)).toEqual(['two', 'three']);
  const aside = readdirSync(directory).find((name) => name.includes('unreadable')) ?? '';
  expect(readFileSync(join(directory, aside), 'utf8')).toBe(damaged);
  expect(again.notices).toEqual([`Left out of the saved clusters, because they could not be read: “one” (intervalMs). The file was kept as ${join(directory, aside)}.`]);
  const third = openProfiles(directory);
  expect([third.notices, third.read().map(({ name }) => name)]).toEqual([[], ['two', 'three']]);
});

test('where nothing can be saved, clusters can be watched all the same', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  const profiles = openProfiles(join(file, 'data'));
  expect(profiles.notices).toEqual([`Nothing can be saved: the folder ${join(file, 'data')} cannot be written to (ENOTDIR). Clusters that you add are forgotten when Offsight ends.`]);
  const added = profiles.add(settings);
  expect(profiles.read()).toEqual([added]);
});
