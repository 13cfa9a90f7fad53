import type { ClusterSummary } from '../../shared/cluster';
import type { GroupsTable, GroupsTableNames } from '../../shared/group';
import { failed, succeeded } from '../../shared/result';
import { invoke } from '../bridge';
import type { Load, Reading } from './reader';
import { useReadingBy, useReadingsBy } from './reading';

/** A cluster's groups as columns; `names` is always there, and its `groupIds` is the same array while no group comes or goes. */
export interface LoadedGroups extends Omit<GroupsTable, 'names'> {
  readonly names: GroupsTableNames;
}

export function useGroupsTable(cluster: ClusterSummary): Reading<LoadedGroups> {
  return useReadingBy(keyOf(cluster), loadOf(cluster), cluster.revision);
}

/** The same for several clusters at once; in their order. */
export function useGroupsTables(clusters: readonly ClusterSummary[]): readonly Reading<LoadedGroups>[] {
  return useReadingsBy(clusters.map((cluster) => ({ key: keyOf(cluster), load: loadOf(cluster), revision: cluster.revision })));
}

function keyOf(cluster: ClusterSummary): string {
  return `groups ${cluster.profile.profileId}`;
}

function loadOf({ profile, revision }: ClusterSummary): Load<LoadedGroups> {
  return async (previous) => {
    if (revision === 0) return failed({ scope: 'cluster', code: 'NOT_READ', message: 'No round has ended yet.' });
    const result = await invoke('groups:read', { profileId: profile.profileId, namesRevision: previous?.namesRevision ?? null });
    if (!result.ok) return result;
    const names = result.value.names ?? (previous?.namesRevision === result.value.namesRevision ? previous.names : null);
    if (names === null) return failed({ scope: 'cluster', code: 'NAMES_MISSING', message: 'The engine sent figures without their names. They are read again with the next round.' });
    return succeeded({ ...result.value, names: previous === null ? names : withSameIds(previous.names, names) });
  };
}

/** Names are sent anew when any state changes; the same ids keep their array, so that what is computed of them stays. */
function withSameIds(previous: GroupsTableNames, next: GroupsTableNames): GroupsTableNames {
  if (previous === next || previous.groupIds === next.groupIds) return next;
  if (previous.groupIds.length !== next.groupIds.length) return next;
  return next.groupIds.every((groupId, row) => groupId === previous.groupIds[row]) ? { ...next, groupIds: previous.groupIds } : next;
}
