import type { GroupShape } from './group-shape';
import { javaHashOrder, javaStringHash } from './java-hash-order';

/** What members say that they own, once contradictions are settled. */
export interface Claims {
  /** Members as Kafka's table of subscriptions hands them out. */
  readonly order: readonly number[];
  /** By member: slots it keeps for now. */
  readonly kept: readonly ReadonlySet<number>[];
  /** Slots that two members of one generation claimed. */
  readonly contested: ReadonlySet<number>;
  readonly newestGeneration: number;
  /** All members subscribe the same topics. As in Kafka, members that come first in `order` without any subscription do not count. */
  readonly alike: boolean;
}

/** The newer generation is believed; of two that are equally new, neither. */
export function settleClaims({ members, slots }: GroupShape): Claims {
  const order = javaHashOrder([...members.keys()], (member) => javaStringHash(members[member]?.memberId ?? ''));
  const kept = members.map(() => new Set<number>());
  const contested = new Set<number>();
  const claimant = new Int32Array(slots).fill(-1);
  let newestGeneration = -1;
  for (const member of order) {
    const { owned = [], generation = -1 } = members[member] ?? {};
    newestGeneration = Math.max(newestGeneration, generation);
    for (const slot of owned) {
      const other = claimant[slot] ?? -1;
      const otherGeneration = members[other]?.generation ?? -1;
      if (other >= 0 && generation < otherGeneration) continue;
      kept[other]?.delete(slot);
      claimant[slot] = member;
      if (other >= 0 && generation === otherGeneration) contested.add(slot);
      else kept[member]?.add(slot);
    }
  }
  return { order, kept, contested, newestGeneration, alike: subscribeAlike(order.map((member) => members[member]?.subscription ?? [])) };
}

function subscribeAlike(subscriptions: readonly (readonly string[])[]): boolean {
  const first = subscriptions.findIndex((subscription) => subscription.length > 0);
  if (first < 0) return true;
  const topics = new Set(subscriptions[first]);
  return subscriptions.slice(first).every((subscription) => subscription.length === topics.size && subscription.every((topic) => topics.has(topic)));
}
