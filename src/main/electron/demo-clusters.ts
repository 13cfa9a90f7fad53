import type { ClusterProfile } from '../../shared/cluster';
import type { ClusterSettings } from '../../shared/contract';
import type { Result } from '../../shared/result';
import type { DemoPorts } from './demo';
import type { EngineSupervisor } from './engine-supervisor';

/** How the demo adds and removes its clusters: by the same requests as a person in the window. */
export function demoClusters(engine: EngineSupervisor): Pick<DemoPorts, 'addCluster' | 'removeCluster'> {
  return {
    addCluster: async (settings: ClusterSettings) => {
      const added = (await engine.request('clusters:add', settings)) as Result<ClusterProfile>;
      if (!added.ok) throw new Error(added.failure.message);
      return added.value.profileId;
    },
    removeCluster: async (profileId) => {
      await engine.request('clusters:remove', { profileId });
    },
  };
}
