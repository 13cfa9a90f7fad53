import type { GroupShape, Owners } from './group-shape';
import { javaHashOrder } from './java-hash-order';

/**
 * UniformAssignor where all members subscribe the same topics: whoever has more than its share gives up the surplus, whoever has
 * less is filled up. `order` and `topicOrder`: members and topics as the broker's tables hand them out; `hashOf`: of a topic.
 */
export function assignUniformAlike(shape: GroupShape, order: readonly number[], topicOrder: readonly number[], hashOf: (topic: number) => number): Owners {
  const { topics, slots } = shape;
  const owners: Owners = new Int32Array(slots).fill(-1);
  const had = new Set(shape.members.flatMap(({ owned }) => owned));
  const free = topicOrder.flatMap((topic) => {
    const { firstSlot = 0, partitions = 0 } = topics[topic] ?? {};
    return Array.from({ length: partitions }, (_, partition) => firstSlot + partition).filter((slot) => !had.has(slot));
  });
  const least = Math.floor(slots / order.length);
  let extras = slots % order.length;
  const unfilled: { readonly member: number; readonly room: number }[] = [];

  order.forEach((member, place) => {
    let room = least + (extras > 0 ? 1 : 0);
    let hasExtra = extras > 0;
    for (const own of ownByTopic(shape, member, hashOf)) {
      const kept = own.slice(0, room);
      for (const slot of kept) owners[slot] = member;
      free.push(...own.slice(room));
      room -= kept.length;
    }
    // The extra partition is left to a member that has more, unless there are only as many left as extra partitions.
    if (room > 0 && hasExtra && order.length - place > extras) {
      room -= 1;
      hasExtra = false;
    }
    if (room > 0) unfilled.push({ member, room });
    if (hasExtra) extras -= 1;
  });

  let next = 0;
  for (const { member, room } of unfilled) {
    for (const slot of free.slice(next, next + room)) owners[slot] = member;
    next += room;
  }
  return owners;
}

/** What a member has, topic by topic and partition by partition as the broker's tables hand them out. */
function ownByTopic({ members, topicOfSlot, topics }: GroupShape, member: number, hashOf: (topic: number) => number): readonly (readonly number[])[] {
  const byTopic = new Map<number, number[]>();
  for (const slot of members[member]?.owned ?? []) {
    const topic = topicOfSlot[slot] ?? -1;
    const known = byTopic.get(topic);
    if (known === undefined) byTopic.set(topic, [slot]);
    else known.push(slot);
  }
  return javaHashOrder([...byTopic.keys()], hashOf, 'grown', members[member]?.ownedTopics ?? 0).map((topic) => javaHashOrder(byTopic.get(topic) ?? [], (slot) => slot - (topics[topic]?.firstSlot ?? 0), 'copy'));
}
