import type { TopicPartitions } from '../../shared/group';
import type { ReplicaRacks } from './racks';

/** One member as the assignor is told of it when it joins. */
export interface JoinedMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  /** Topics it subscribes, each once; also such that do not exist. */
  readonly subscription: readonly string[];
  /** Classic: what it says that it owns. KIP-848: its target assignment. */
  readonly owned: readonly TopicPartitions[];
  /** Of what it owns, -1 for none. Nothing to KIP-848's assignors. */
  readonly generation: number;
  /** Its client.rack; null: none. Nothing to round-robin and to KIP-848's assignors. */
  readonly rack: string | null;
}

/** A topic that exists. */
export interface AssignableTopic {
  readonly topic: string;
  /** As Metadata tells it; null where the cluster has no topic ids. */
  readonly topicId: string | null;
  readonly partitions: number;
  /** By partition; null: no racks are heeded. */
  readonly racks: readonly ReplicaRacks[] | null;
}

/**
 * What assignors work on. Partitions are numbered by (topic, partition): these numbers are called slots. Members and topics are
 * named by their place in `members` and `topics`.
 */
export interface GroupShape {
  /** In the order in which the coordinator tells of them: it decides ties where Kafka's hash tables have one. */
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly subscription: readonly string[];
    /** Those that exist, ascending. */
    readonly topics: readonly number[];
    /** Slots of topics that somebody subscribes; each once. */
    readonly owned: readonly number[];
    /** How many topics it owns partitions of, also such as nobody subscribes: the size of Kafka's table. */
    readonly ownedTopics: number;
    readonly generation: number;
    readonly rack: string | null;
  }[];
  /** Those that exist, have partitions and are subscribed by somebody; by name. */
  readonly topics: readonly (AssignableTopic & { readonly firstSlot: number; readonly subscribers: readonly number[] })[];
  readonly slots: number;
  readonly topicOfSlot: Int32Array;
}

/** Index of the member that gets each slot, -1 for none. */
export type Owners = Int32Array;

/** Owned partitions of topics that nobody subscribes, or beyond those that exist, are left out. Names are compared as Java does: by UTF-16 unit. */
export function shapeOf(members: readonly JoinedMember[], existing: readonly AssignableTopic[]): GroupShape {
  const subscribers = new Map<string, number[]>();
  members.forEach(({ subscription }, member) => {
    for (const topic of subscription) {
      const known = subscribers.get(topic);
      if (known === undefined) subscribers.set(topic, [member]);
      else known.push(member);
    }
  });
  let slots = 0;
  const topics = existing
    .filter(({ topic, partitions }) => partitions > 0 && subscribers.has(topic))
    .sort((left, right) => compareNames(left.topic, right.topic))
    .map((topic) => {
      const firstSlot = slots;
      slots += topic.partitions;
      return { ...topic, firstSlot, subscribers: subscribers.get(topic.topic) ?? [] };
    });
  const topicOfSlot = new Int32Array(slots);
  topics.forEach(({ firstSlot, partitions }, index) => topicOfSlot.fill(index, firstSlot, firstSlot + partitions));
  const indexOf = new Map(topics.map(({ topic }, index) => [topic, index]));
  return {
    members: members.map(({ memberId, groupInstanceId, subscription, owned, generation, rack }) => ({
      memberId,
      groupInstanceId,
      subscription,
      topics: subscription.flatMap((topic) => indexOf.get(topic) ?? []).sort((left, right) => left - right),
      owned: [...new Set(owned.flatMap(({ topic, partitions }) => slotsOf(topics[indexOf.get(topic) ?? -1], partitions)))],
      ownedTopics: owned.length,
      generation,
      rack,
    })),
    topics,
    slots,
    topicOfSlot,
  };
}

export function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compareNumbers(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Equal for those that name the same topics in whatever order. */
export function subscriptionKey(subscription: readonly string[]): string {
  return JSON.stringify([...subscription].sort(compareNames));
}

function slotsOf(topic: GroupShape['topics'][number] | undefined, partitions: readonly number[]): readonly number[] {
  if (topic === undefined) return [];
  return partitions.filter((partition) => partition >= 0 && partition < topic.partitions).map((partition) => topic.firstSlot + partition);
}
