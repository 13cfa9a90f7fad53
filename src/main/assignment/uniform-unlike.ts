import { compareNumbers, type GroupShape, type Owners } from './group-shape';
import { LoadLevels } from './load-levels';

/** Rounds over all topics after which the broker is content with what it has. */
const MOST_ROUNDS = 16;

/**
 * UniformAssignor where members subscribe different topics: what is free goes to the least loaded subscribers, topic by topic; then
 * the most loaded subscribers of each topic hand over to the least loaded ones.
 */
export function assignUniformUnlike(shape: GroupShape, order: readonly number[], compareTopics: (one: number, other: number) => number): Owners {
  const { members, topics, slots } = shape;
  const owners: Owners = new Int32Array(slots).fill(-1);
  const counts = new Int32Array(members.length);
  const placeOf = new Map(order.map((member, place) => [member, place]));
  const inOrder = (one: number, other: number): number => compareNumbers(placeOf.get(one) ?? 0, placeOf.get(other) ?? 0);
  const give = (slot: number, member: number): void => {
    const before = owners[slot] ?? -1;
    if (before >= 0) counts[before] = (counts[before] ?? 0) - 1;
    counts[member] = (counts[member] ?? 0) + 1;
    owners[slot] = member;
  };
  members.forEach(({ owned, topics: own }, member) => {
    for (const slot of owned) if (own.includes(shape.topicOfSlot[slot] ?? -1)) give(slot, member);
  });

  const sorted = [...topics.keys()].sort((one, other) => {
    const left = topics[one];
    const right = topics[other];
    if (left === undefined || right === undefined) return 0;
    const share = compareNumbers(right.partitions / right.subscribers.length, left.partitions / left.subscribers.length);
    return share || compareNumbers(left.subscribers.length, right.subscribers.length) || compareTopics(one, other);
  });
  const slotsOf = (topic: number): readonly number[] => Array.from({ length: topics[topic]?.partitions ?? 0 }, (_, partition) => (topics[topic]?.firstSlot ?? 0) + partition);
  const subscribersOf = (topic: number): readonly number[] => [...(topics[topic]?.subscribers ?? [])].sort((one, other) => compareNumbers(counts[one] ?? 0, counts[other] ?? 0) || inOrder(one, other));

  for (const topic of sorted) {
    const levels = new LoadLevels(subscribersOf(topic), counts);
    for (const slot of slotsOf(topic).filter((free) => owners[free] === -1)) give(slot, levels.nextLeastLoaded());
  }
  const shared = sorted.filter((topic) => (topics[topic]?.subscribers.length ?? 0) >= 2);
  let lastMoved = -1;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const [index, topic] of shared.entries()) {
      if (index === lastMoved) return owners;
      const moves = balance(topic);
      if (moves > 0 || lastMoved === -1) lastMoved = index;
    }
  }
  return owners;

  function balance(topic: number): number {
    const subscribers = subscribersOf(topic);
    if ((counts[subscribers[subscribers.length - 1] ?? -1] ?? 0) - (counts[subscribers[0] ?? -1] ?? 0) <= 1) return 0;
    const levels = new LoadLevels(subscribers, counts);
    /** By member: what it can give up of this topic, the last one first. */
    const own = new Map<number, number[]>();
    for (const slot of slotsOf(topic)) {
      const owner = owners[slot] ?? -1;
      const known = own.get(owner);
      if (known === undefined) own.set(owner, [slot]);
      else known.push(slot);
    }
    let moves = 0;
    while (!levels.isBalanced()) {
      const from = levels.nextMostLoaded((member) => (own.get(member)?.length ?? 0) > 0);
      const slot = from === null ? undefined : own.get(from)?.pop();
      if (slot === undefined) break;
      const to = levels.nextLeastLoaded();
      if (levels.isBalanced()) break;
      give(slot, to);
      moves += 1;
    }
    return moves;
  }
}
