import type { ClusterFacts } from './cluster-facts';

/**
 * Forgets groups that are gone. One is missing when every live broker, asked since the group was last listed, told all
 * that it has without naming it. That also happens for a moment while a coordinator hands it over (the old one has let
 * go, the new one has not begun), so it is gone only when it is missing from the next listings too.
 */
export function dropVanishedGroups(facts: ClusterFacts): void {
  const listedSince = newestCompleteListing(facts);
  for (const [groupId, record] of facts.groups) {
    if (!(record.listedAt < listedSince) || facts.brokers.get(record.coordinatorId)?.live !== true) continue;
    if (record.missingSince === null) record.missingSince = Date.now();
    else if (record.missingSince < listedSince) {
      facts.groups.delete(groupId);
      facts.structureChanged();
    }
  }
}

/** Epoch ms: all live brokers were asked for their groups at this time or later, and told all. NaN if one did not. */
function newestCompleteListing(facts: ClusterFacts): number {
  return Math.min(...[...facts.brokers.values()].filter(({ live }) => live).map(({ completeListingAskedAt }) => completeListingAskedAt));
}
