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
  expect([again.notice, again.read()]).toEqual([null, [{ ...settings, profileId: kept.profileId, name: 'Orders 2' }]]);
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
  expect(again.notice).toBe(`The saved clusters could not be read. The version before it is used; the unreadable file was kept as ${join(directory, aside)}.`);
  expect(readFileSync(join(directory, aside), 'utf8')).toBe('{"version":1,"clusters":[{"na');
});

test('a file of a later version is kept, not overwritten', () => {
  writeFileSync(join(directory, 'profiles.json'), '{"version":2,"clusters":[]}');
  const profiles = openProfiles(directory);
  profiles.add(settings);
  expect(readdirSync(directory).filter((name) => name.includes('unreadable'))).toHaveLength(1);
});
