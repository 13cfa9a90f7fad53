import { epochNow } from './clock-step';
import type { ClusterFacts } from './cluster-facts';
import type { GroupRecord } from './group-record';
import { offsetsLeader } from './offsets-partition';

/** A hand-over by a broker that went away takes seconds: the new one lists nothing before it has begun to load. */
const HAND_OVER_MS = 30_000;
/** Where the offsets topic is hidden from us, nobody can say whether the group only waits for its broker. */
const HIDDEN_HAND_OVER_MS = 10 * 60_000;

/**
 * Marks groups that are missing, and forgets those that are gone. One is missing when its coordinator, asked since the
 * group was last listed, told all that it has without naming it; or, where the coordinator has left, when every live
 * broker did. That also happens for a moment while a coordinator hands it over (the old one has let go, the new one has
 * not begun), so it is gone only when the next listings of all live brokers lack it too.
 */
export function dropVanishedGroups(facts: ClusterFacts): void {
  const now = epochNow(facts);
  const allListedSince = newestCompleteListing(facts);
  for (const [groupId, record] of facts.groups) {
    const coordinator = facts.brokers.get(record.coordinatorId);
    const left = coordinator?.live !== true;
    const listedSince = left ? allListedSince : coordinator.completeListingAskedAt;
    if (!(record.listedAt < listedSince)) continue;
    const handOverMs = left ? handOverOf(facts, record) : 0;
    if (record.missingSince === null) {
      if (handOverMs !== Infinity) record.missingSince = now;
    } else if (record.missingSince < allListedSince && now - record.missingSince >= handOverMs) {
      facts.groups.delete(groupId);
      facts.structureChanged();
    }
  }
}

/** How long a group whose coordinator has left may be missing; for ever while nobody leads its partition of the offsets topic. */
function handOverOf(facts: ClusterFacts, { groupId }: GroupRecord): number {
  const leader = offsetsLeader(facts.partitions, groupId);
  if (leader === null) return HIDDEN_HAND_OVER_MS;
  return facts.brokers.get(leader)?.live === true ? HAND_OVER_MS : Infinity;
}

/** Epoch ms: all live brokers were asked for their groups at this time or later, and told all. NaN if one did not. */
function newestCompleteListing(facts: ClusterFacts): number {
  return Math.min(...[...facts.brokers.values()].filter(({ live }) => live).map(({ completeListingAskedAt }) => completeListingAskedAt));
}
