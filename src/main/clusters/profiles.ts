import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ClusterProfile } from '../../shared/cluster';
import type { ClusterSettings } from '../../shared/contract';
import { clusterSettings, loadProfiles, saveProfiles } from './profiles-file';

/** What is absent or undefined stays as it is. */
export type ChangedSettings = { readonly [Key in keyof ClusterSettings]?: ClusterSettings[Key] | undefined };

export interface Profiles {
  /** What could not be read, or why nothing is saved, for the user; empty if all is well. */
  readonly notices: readonly string[];
  read(): readonly ClusterProfile[];
  /** All writing methods throw an Error if the disk refuses; nothing is changed then. */
  add(settings: ClusterSettings): ClusterProfile;
  /** Null if there is no such profile. */
  update(profileId: string, settings: ChangedSettings): ClusterProfile | null;
  /** False if there is no such profile. */
  remove(profileId: string): boolean;
}

/**
 * The saved connections in `profiles.json` of the directory, which is made if needed. What cannot be read is kept beside
 * it, never overwritten. In a directory that cannot be written to they last until the process ends. Never throws.
 */
export function openProfiles(directory: string): Profiles {
  const path = join(directory, 'profiles.json');
  const loaded = loadProfiles(path);
  let clusters = loaded.clusters;

  const save = (changed: readonly ClusterProfile[]): void => {
    if (loaded.canSave) saveProfiles(path, changed);
    clusters = changed;
  };
  return {
    notices: loaded.notices,
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
