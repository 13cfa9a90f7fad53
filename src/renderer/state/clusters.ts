import { ENVIRONMENTS, type ClusterSummary } from '../../shared/cluster';
import { invoke, listen } from '../bridge';
import { compareNames } from '../format/compare-names';
import { carryOver } from './carry-over';
import { createStore, useStore, useStorePart } from './store';

interface Clusters {
  /** False until the first reading: then "no clusters" is not known yet. */
  readonly loaded: boolean;
  readonly byId: ReadonlyMap<string, ClusterSummary>;
  /** By environment, then by name. */
  readonly ordered: readonly ClusterSummary[];
}

const clusters = createStore<Clusters>({ loaded: false, byId: new Map(), ordered: [] });

/** Starts feeding the store. Returns the function that stops it. */
export function startClusters(): () => void {
  const stops = [
    listen('cluster:changed', keepCluster),
    listen('cluster:removed', ({ profileId }) => {
      const byId = new Map(clusters.get().byId);
      byId.delete(profileId);
      show(byId, clusters.get().loaded);
    }),
    // A new engine counts its revisions from the start: what it says replaces what is known.
    listen('engine:changed', ({ state }) => {
      if (state === 'running') readClusters(true);
    }),
  ];
  readClusters(false);
  return () => stops.forEach((stop) => stop());
}

/** Every cluster, by environment, then by name. Stable between changes. */
export function useClusters(): readonly ClusterSummary[] {
  return useStorePart(clusters, (value) => value.ordered);
}

/** Null when there is no such cluster (any more). */
export function useCluster(profileId: string | null): ClusterSummary | null {
  return useStorePart(clusters, (value) => (profileId === null ? null : (value.byId.get(profileId) ?? null)));
}

export function useClustersLoaded(): boolean {
  return useStore(clusters).loaded;
}

function keepCluster(summary: ClusterSummary): void {
  const byId = new Map(clusters.get().byId);
  byId.set(summary.profile.profileId, carryOver(byId.get(summary.profile.profileId), summary));
  show(byId, clusters.get().loaded);
}

function readClusters(replace: boolean): void {
  invoke('clusters:read', undefined).then(
    (summaries) => {
      const known = clusters.get().byId;
      const byId = new Map<string, ClusterSummary>();
      for (const summary of summaries) {
        const event = known.get(summary.profile.profileId);
        byId.set(summary.profile.profileId, !replace && event !== undefined && event.revision >= summary.revision ? event : carryOver(event, summary));
      }
      show(byId, true);
    },
    () => undefined, // the engine is starting again: 'engine:changed' says so on screen, and its return reads again
  );
}

function show(byId: ReadonlyMap<string, ClusterSummary>, loaded: boolean): void {
  clusters.set({ loaded, byId, ordered: [...byId.values()].sort(byEnvironmentThenName) });
}

function byEnvironmentThenName(left: ClusterSummary, right: ClusterSummary): number {
  return (
    ENVIRONMENTS.indexOf(left.profile.environment) - ENVIRONMENTS.indexOf(right.profile.environment) ||
    compareNames(left.profile.name, right.profile.name) ||
    (left.profile.profileId < right.profile.profileId ? -1 : 1)
  );
}
