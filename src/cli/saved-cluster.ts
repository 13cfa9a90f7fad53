import { openProfiles } from '../main/clusters/profiles';
import type { ClusterProfile } from '../shared/cluster';
import { displayName } from '../shared/display-name';
import { dataDirectory } from './data-directory';
import { UsageError } from './usage';

/** The saved cluster of that name, or with that id. Throws UsageError if there is none, or several. */
export function savedCluster(wanted: string): ClusterProfile {
  const { notices, read } = openProfiles(dataDirectory());
  for (const notice of notices) process.stderr.write(`note: ${notice}\n`);
  const saved = read();
  const found = saved.filter(({ name, profileId }) => name === wanted || profileId === wanted);
  const [cluster] = found;
  if (cluster === undefined) {
    const others = saved.length === 0 ? 'None is saved; add it in the window.' : `Saved: ${saved.map(({ name }) => displayName(name, 80)).join(', ')}.`;
    throw new UsageError(`There is no saved cluster “${displayName(wanted, 80)}”. ${others}`);
  }
  if (found.length > 1) throw new UsageError(`${found.length} saved clusters are named “${displayName(wanted, 80)}”. Give the id of one instead: ${found.map(({ profileId }) => profileId).join(', ')}.`);
  return cluster;
}
