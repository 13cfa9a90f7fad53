import type { GroupShape, Owners } from './group-shape';
import { memberOrder } from './member-order';

/**
 * Kafka's RangeAssignor, both the clients' (org.apache.kafka.clients.consumer, without racks) and the broker's
 * (org.apache.kafka.coordinator.group.assignor): each topic by itself is cut into runs, one for each subscriber, the longer ones first.
 */
export function assignRange(shape: GroupShape): Owners {
  const owners: Owners = new Int32Array(shape.slots).fill(-1);
  const order = memberOrder(shape.members);
  for (const { firstSlot, partitions, subscribers } of shape.topics) {
    const takesPart = new Set(subscribers);
    const least = Math.floor(partitions / takesPart.size);
    let longer = partitions % takesPart.size;
    let slot = firstSlot;
    for (const member of order) {
      if (!takesPart.has(member)) continue;
      const end = slot + least + (longer > 0 ? 1 : 0);
      owners.fill(member, slot, end);
      slot = end;
      longer -= 1;
    }
  }
  return owners;
}
