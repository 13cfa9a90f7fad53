import { compareNames, type GroupShape, type Owners } from './group-shape';
import type { Claims } from './sticky-claims';

/** What the sticky assignors decide. */
export interface StickyResult {
  readonly owners: Owners;
  /** Slots that somebody must give up before the new owner may have them: a cooperative group leaves them out at first. */
  readonly handedOver: ReadonlySet<number>;
}

/**
 * Kafka's sticky assignment where all members subscribe the same topics (AbstractStickyAssignor, "constrained"): everyone gets the
 * same number of partitions, the first few one more, and keeps of its own as many as fit.
 */
export function assignStickyAlike(shape: GroupShape, { order, kept, contested }: Claims): StickyResult {
  const { members, slots } = shape;
  const owners: Owners = new Int32Array(slots).fill(-1);
  const counts = new Int32Array(members.length);
  const least = Math.floor(slots / members.length);
  const most = Math.ceil(slots / members.length);
  let placesForMost = slots % members.length;
  let belowLeast: number[] = [];
  let atLeast: number[] = [];
  const givenUpBy = new Map<number, number>();

  const give = (slot: number, member: number): void => {
    owners[slot] = member;
    counts[member] = (counts[member] ?? 0) + 1;
  };
  for (const member of order) {
    const own = byPartitionThenTopic(shape, kept[member] ?? new Set()).filter((slot) => !contested.has(slot));
    const keepsMost = own.length >= most && placesForMost > 0;
    const keeps = own.length < least ? own.length : keepsMost ? most : least;
    for (const slot of own.slice(0, keeps)) give(slot, member);
    for (const slot of own.slice(keeps)) givenUpBy.set(slot, member);
    if (own.length < least) {
      belowLeast.push(member);
    } else if (keepsMost) {
      placesForMost -= 1;
      if (placesForMost === 0) atLeast = [];
    } else if (placesForMost > 0) {
      atLeast.push(member);
    }
  }

  const byMemberId = (left: number, right: number): number => compareNames(members[left]?.memberId ?? '', members[right]?.memberId ?? '');
  belowLeast.sort(byMemberId);
  atLeast.sort(byMemberId);
  const handedOver = new Set<number>();
  let turn = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    if (owners[slot] !== -1) continue;
    if (turn >= belowLeast.length) turn = 0;
    const member = belowLeast.length > 0 ? belowLeast[turn] : atLeast.shift();
    if (member === undefined) throw new Error('A partition is left over in a sticky assignment.');
    give(slot, member);
    const from = givenUpBy.get(slot);
    if ((from !== undefined && from !== member) || contested.has(slot)) handedOver.add(slot);
    if (counts[member] === least && belowLeast.length > 0) {
      belowLeast = belowLeast.filter((other) => other !== member);
      atLeast.push(member);
    } else {
      turn += 1;
    }
  }
  return { owners, handedOver };
}

/** Kafka keeps the partitions with the lowest numbers, whatever their topic. */
function byPartitionThenTopic({ topics, topicOfSlot }: GroupShape, slots: ReadonlySet<number>): readonly number[] {
  const partitionOf = (slot: number): number => slot - (topics[topicOfSlot[slot] ?? -1]?.firstSlot ?? 0);
  return [...slots].sort((left, right) => partitionOf(left) - partitionOf(right) || left - right);
}
