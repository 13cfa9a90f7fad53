import type { GroupShape, Owners } from './group-shape';
import { memberOrder } from './member-order';
import { doesTopicHeedRacks } from './racks';
import { matchRacks } from './range-racks';
import { TopicShares } from './topic-shares';

/**
 * Kafka's RangeAssignor, both the clients' (org.apache.kafka.clients.consumer) and the broker's (org.apache.kafka.coordinator.group.assignor, which
 * heeds no racks): each topic by itself is cut into runs, one for each subscriber, the longer ones first.
 */
export function assignRange(shape: GroupShape): Owners {
  const owners: Owners = new Int32Array(shape.slots).fill(-1);
  const order = memberOrder(shape.members);
  const shares = shape.topics.map((topic) => new TopicShares(topic, order, owners));
  if (shape.topics.some((topic) => doesTopicHeedRacks(shape, topic))) matchRacks(shape, shares);
  for (const own of shares) own.giveAll();
  return owners;
}
