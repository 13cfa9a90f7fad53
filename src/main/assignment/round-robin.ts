import type { GroupShape, Owners } from './group-shape';
import { memberOrder } from './member-order';

/** Kafka's RoundRobinAssignor: all partitions in turn; a member that does not subscribe a topic is passed over, and has had its turn. */
export function assignRoundRobin(shape: GroupShape): Owners {
  const owners: Owners = new Int32Array(shape.slots).fill(-1);
  const order = memberOrder(shape.members);
  let turn = 0;
  for (const { firstSlot, partitions, subscribers } of shape.topics) {
    const takesPart = new Set(subscribers);
    for (let slot = firstSlot; slot < firstSlot + partitions; slot += 1) {
      while (!takesPart.has(order[turn % order.length] ?? -1)) turn += 1;
      owners[slot] = order[turn % order.length] ?? -1;
      turn += 1;
    }
  }
  return owners;
}
