import type { GroupShape, Owners } from './group-shape';
import { isFar, racksOfSlots, type ReplicaRacks } from './racks';
import type { Claims } from './sticky-claims';
import { StickyShares } from './sticky-shares';

/** What the sticky assignors decide. */
export interface StickyResult {
  readonly owners: Owners;
  /** Slots that somebody must give up before the new owner may have them: a cooperative group leaves them out at first. */
  readonly handedOver: ReadonlySet<number>;
}

/**
 * Kafka's sticky assignment where all members subscribe the same topics (AbstractStickyAssignor, "constrained"): everyone gets the
 * same number of partitions, the first few one more, and keeps of its own as many as fit. Where racks are heeded, it keeps only those that have a
 * replica in its rack, and what is free goes to members in the rack of a replica first, as far as everybody's number allows.
 */
export function assignStickyAlike(shape: GroupShape, { order, kept, contested }: Claims): StickyResult {
  const racks = racksOfSlots(shape);
  const rackOf = (member: number): string | null => shape.members[member]?.rack ?? null;
  const shares = new StickyShares(shape, contested);
  for (const member of order) {
    const own = byPartitionThenTopic(shape, kept[member] ?? new Set());
    const isLost = (slot: number): boolean => racks !== null && isFar(rackOf(member), racks[slot]);
    for (const slot of own.filter(isLost)) shares.givesUp(slot, member);
    shares.keep(member, own.filter((slot) => !isLost(slot) && !contested.has(slot)));
  }
  const free = shares.free();
  shares.giveInTurn(racks === null ? free : shares.giveSuiting(fewestMembersFirst(shape, racks, free), (slot, member) => racks[slot]?.has(rackOf(member) ?? '') === true));
  return shares;
}

/** Partitions that few members have in their rack come first. */
function fewestMembersFirst({ members }: GroupShape, racks: readonly ReplicaRacks[], slots: readonly number[]): readonly number[] {
  const inRack = new Map<string, number>();
  for (const { rack } of members) if (rack !== null) inRack.set(rack, (inRack.get(rack) ?? 0) + 1);
  const nearby = (slot: number): number => [...(racks[slot] ?? [])].reduce((sum, rack) => sum + (inRack.get(rack) ?? 0), 0);
  return slots.map((slot) => ({ slot, members: nearby(slot) })).sort((left, right) => left.members - right.members || left.slot - right.slot).map(({ slot }) => slot);
}

/** Kafka keeps the partitions with the lowest numbers, whatever their topic. */
function byPartitionThenTopic({ topics, topicOfSlot }: GroupShape, slots: ReadonlySet<number>): readonly number[] {
  const partitionOf = (slot: number): number => slot - (topics[topicOfSlot[slot] ?? -1]?.firstSlot ?? 0);
  return [...slots].sort((left, right) => partitionOf(left) - partitionOf(right) || left - right);
}
