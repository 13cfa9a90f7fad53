import type { GroupShape, Owners } from './group-shape';
import { Loads } from './loads';
import { Movements } from './movements';
import { isFar, racksOfSlots } from './racks';
import type { StickyResult } from './sticky-alike';
import type { Claims } from './sticky-claims';

/**
 * Kafka's sticky assignment where members subscribe different topics (AbstractStickyAssignor, "general"): as balanced as the
 * subscriptions allow, with few moves. Several results can be equally good. Where racks are heeded, nobody keeps or gets a partition without a replica in
 * its rack while another one could have it; balance counts more than that.
 */
export function assignStickyUnlike(shape: GroupShape, claims: Claims): StickyResult {
  const { topics, topicOfSlot, slots } = shape;
  const owners: Owners = new Int32Array(slots).fill(-1);
  const racks = racksOfSlots(shape);
  const isFarFrom = (member: number, slot: number): boolean => racks !== null && isFar(shape.members[member]?.rack ?? null, racks[slot]);
  let takenAway = false;
  claims.kept.forEach((kept, member) => {
    for (const slot of kept) {
      if (isSubscriber(shape, member, slot) && !isFarFrom(member, slot)) owners[slot] = member;
      else takenAway = true;
    }
  });
  const previous = previousOwners(shape, claims);
  const loads = new Loads(shape, owners);
  const movements = new Movements(shape);
  const startsEmpty = loads.highest() === 0;

  // Topics that few may have come first: later ones can make up for them.
  const ordered = [...topics.keys()]
    .sort((left, right) => subscribersOf(left).length - subscribersOf(right).length || left - right)
    .flatMap((topic) => Array.from({ length: topics[topic]?.partitions ?? 0 }, (_, partition) => (topics[topic]?.firstSlot ?? 0) + partition));
  const fresh = ordered.filter((slot) => owners[slot] === -1);
  for (const slot of racks === null ? [] : fresh) {
    const near = subscribersOf(topicOfSlot[slot] ?? -1).filter((member) => !isFarFrom(member, slot));
    if (near.length > 0) loads.give(slot, loads.leastLoaded(near));
  }
  for (const slot of fresh.filter((other) => owners[other] === -1)) loads.give(slot, loads.leastLoaded(subscribersOf(topicOfSlot[slot] ?? -1)));

  const mayMove = (slot: number): boolean => subscribersOf(topicOfSlot[slot] ?? -1).length >= 2;
  loads.setAside(mayMove);
  const before = owners.slice();
  const scoreBefore = loads.unevenness();
  if (!takenAway) reassign(fresh.filter(mayMove));
  const moved = reassign(ordered.filter(mayMove));
  if (!startsEmpty && moved && loads.unevenness() >= scoreBefore) owners.set(before);
  return { owners, handedOver: handedOver(shape, owners) };

  function subscribersOf(topic: number): readonly number[] {
    return topics[topic]?.subscribers ?? [];
  }

  function reassign(candidates: readonly number[]): boolean {
    let everMoved = false;
    let movedNow = true;
    while (movedNow) {
      movedNow = false;
      for (const slot of candidates) {
        if (loads.isBalanced()) break;
        const owner = owners[slot] ?? -1;
        const subscribers = subscribersOf(topicOfSlot[slot] ?? -1);
        const former = previous.get(slot);
        const back = former !== undefined && loads.of(owner) > loads.of(former) + 1;
        if (!back && !subscribers.some((member) => loads.of(owner) > loads.of(member) + 1)) continue;
        const to = back ? former : loads.leastLoaded(subscribers);
        const moving = movements.actuallyMoving(slot, owner, to);
        movements.add(moving, owners[moving] ?? -1, to);
        loads.give(moving, to);
        everMoved = true;
        movedNow = true;
      }
    }
    return everMoved;
  }
}

/** By slot: who had it in the newest of the generations that are past. */
function previousOwners({ members }: GroupShape, { order, newestGeneration }: Claims): ReadonlyMap<number, number> {
  const previous = new Map<number, number>();
  for (const member of order) {
    const { owned = [], generation = -1 } = members[member] ?? {};
    if (generation >= newestGeneration) continue;
    for (const slot of owned) {
      const known = members[previous.get(slot) ?? -1];
      if (known === undefined || generation > known.generation) previous.set(slot, member);
    }
  }
  return previous;
}

function handedOver({ members }: GroupShape, owners: Owners): ReadonlySet<number> {
  const revoked = new Set<number>();
  members.forEach(({ owned }, member) => {
    for (const slot of owned) if (owners[slot] !== member) revoked.add(slot);
  });
  return new Set([...revoked].filter((slot) => !(members[owners[slot] ?? -1]?.owned.includes(slot) ?? true)));
}

function isSubscriber({ members, topicOfSlot }: GroupShape, member: number, slot: number): boolean {
  return members[member]?.topics.includes(topicOfSlot[slot] ?? -1) === true;
}
