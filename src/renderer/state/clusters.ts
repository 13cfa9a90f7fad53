import { ENVIRONMENTS, type ClusterSummary } from '../../shared/cluster';
import { invoke, listen } from '../bridge';
import { compareNames } from '../format/compare-names';
import { carryOver } from './carry-over';
import { createStore, useStore, useStorePart } from './store';

interface Clusters {
  /** False until the first reading: then "no clusters" is not known yet. */
  readonly loaded: boolean;
  /** Added, and not in any list read since: whether they are there is not known yet. */
  readonly expected: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, ClusterSummary>;
  /** By environment, then by name. */
  readonly ordered: readonly ClusterSummary[];
}

const clusters = createStore<Clusters>({ loaded: false, expected: new Set(), byId: new Map(), ordered: [] });

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

/** It was just added: that it is not in the list says nothing before the list was read again. */
export function useIsExpected(profileId: string | null): boolean {
  return useStorePart(clusters, (value) => profileId !== null && value.expected.has(profileId));
}

/** A cluster was added under this id: reads the list again, and until then does not hold it for gone. */
export function expectCluster(profileId: string): void {
  clusters.set({ ...clusters.get(), expected: new Set([...clusters.get().expected, profileId]) });
  readClusters(false);
}

function keepCluster(summary: ClusterSummary): void {
  const byId = new Map(clusters.get().byId);
  byId.set(summary.profile.profileId, carryOver(byId.get(summary.profile.profileId), summary));
  show(byId, clusters.get().loaded);
}

function readClusters(replace: boolean): void {
  const asked = clusters.get().expected;
  invoke('clusters:read', undefined).then(
    (summaries) => {
      const known = clusters.get().byId;
      const byId = new Map<string, ClusterSummary>();
      for (const summary of summaries) {
        const event = known.get(summary.profile.profileId);
        byId.set(summary.profile.profileId, !replace && event !== undefined && event.revision >= summary.revision ? event : carryOver(event, summary));
      }
      const addedSince = [...clusters.get().expected].filter((profileId) => !asked.has(profileId));
      show(byId, true, new Set(addedSince));
    },
    () => undefined, // the engine is starting again: 'engine:changed' says so on screen, and its return reads again
  );
}

function show(byId: ReadonlyMap<string, ClusterSummary>, loaded: boolean, expected = clusters.get().expected): void {
  clusters.set({ loaded, expected, byId, ordered: [...byId.values()].sort(byEnvironmentThenName) });
}

function byEnvironmentThenName(left: ClusterSummary, right: ClusterSummary): number {
  return (
    ENVIRONMENTS.indexOf(left.profile.environment) - ENVIRONMENTS.indexOf(right.profile.environment) ||
    compareNames(left.profile.name, right.profile.name) ||
    (left.profile.profileId < right.profile.profileId ? -1 : 1)
  );
}
