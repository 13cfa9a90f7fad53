import type { ClusterProfile } from '../../shared/cluster';

/** Figures older than two rounds and a broker's usual patience are stale and say so. */
export function staleAfterMs(profile: ClusterProfile): number {
  return 2 * profile.intervalMs + 5_000;
}
