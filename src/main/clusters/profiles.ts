import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClusterProfile } from '../../shared/cluster';
import { REQUESTS, type ClusterSettings } from '../../shared/contract';

const clusterSettings = REQUESTS['clusters:add'].input;
const profilesFile = z.object({
  version: z.literal(1),
  clusters: z.array(clusterSettings.extend({ profileId: z.string().min(1).max(64) })),
});

/** What is absent or undefined stays as it is. */
export type ChangedSettings = { readonly [Key in keyof ClusterSettings]?: ClusterSettings[Key] | undefined };

export interface Profiles {
  /** What happened to a file that could not be read, one sentence for the user; null if all is well. */
  readonly notice: string | null;
  read(): readonly ClusterProfile[];
  /** All writing methods throw an Error if the disk refuses; nothing is changed then. */
  add(settings: ClusterSettings): ClusterProfile;
  /** Null if there is no such profile. */
  update(profileId: string, settings: ChangedSettings): ClusterProfile | null;
  /** False if there is no such profile. */
  remove(profileId: string): boolean;
}

/**
 * The saved connections in `profiles.json` of the directory, which is made if needed. Written by temporary file, fsync
 * and rename, with the version before as `.bak`. A file that cannot be read is renamed, never overwritten.
 */
export function openProfiles(directory: string): Profiles {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'profiles.json');
  const opened = load(path);
  let clusters = opened.clusters;

  const save = (changed: readonly ClusterProfile[]): void => {
    write(path, changed);
    clusters = changed;
  };
  return {
    notice: opened.notice,
    read: () => clusters,
    add: (settings) => {
      const profile = { profileId: randomUUID(), ...clusterSettings.parse(settings) };
      save([...clusters, profile]);
      return profile;
    },
    update: (profileId, settings) => {
      const before = clusters.find((cluster) => cluster.profileId === profileId);
      if (before === undefined) return null;
      const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
      const profile = { profileId, ...clusterSettings.parse({ ...before, ...given }) };
      save(clusters.map((cluster) => (cluster.profileId === profileId ? profile : cluster)));
      return profile;
    },
    remove: (profileId) => {
      const rest = clusters.filter((cluster) => cluster.profileId !== profileId);
      if (rest.length === clusters.length) return false;
      save(rest);
      return true;
    },
  };
}

interface Loaded {
  readonly clusters: readonly ClusterProfile[];
  readonly notice: string | null;
}

function load(path: string): Loaded {
  if (!existsSync(path)) return { clusters: [], notice: null };
  const clusters = parse(path);
  if (clusters !== null) return { clusters, notice: null };
  const aside = `${path}.unreadable-${Date.now()}`;
  renameSync(path, aside);
  const backup = parse(`${path}.bak`);
  // So that the backup is not overwritten by an empty list at the next change.
  if (backup !== null) copyFileSync(`${path}.bak`, path);
  const outcome = backup === null ? 'The list of clusters starts empty' : 'The version before it is used';
  return { clusters: backup ?? [], notice: `The saved clusters could not be read. ${outcome}; the unreadable file was kept as ${aside}.` };
}

/** Null if the file is absent, unreadable or not what we write. */
function parse(path: string): readonly ClusterProfile[] | null {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return profilesFile.parse(content).clusters;
  } catch {
    return null;
  }
}

function write(path: string, clusters: readonly ClusterProfile[]): void {
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ version: 1, clusters }, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (existsSync(path)) copyFileSync(path, `${path}.bak`);
  renameSync(temporary, path);
}
