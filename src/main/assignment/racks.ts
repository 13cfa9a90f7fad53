import type { GroupShape } from './group-shape';

/** Racks of the replicas of one partition, also of those that are offline. */
export type ReplicaRacks = ReadonlySet<string>;

/**
 * Whether Kafka's clients heed racks (AbstractPartitionAssignor.useRackAwareAssignment): some member must be in a rack that has replicas, and
 * not every partition may have replicas in all of the racks.
 */
export function areRacksHeeded(members: readonly (string | null)[], partitions: readonly ReplicaRacks[]): boolean {
  const all = new Set<string>();
  for (const racks of new Set(partitions)) for (const rack of racks) all.add(rack);
  if (!members.some((rack) => rack !== null && all.has(rack))) return false;
  return partitions.some(({ size }) => size !== all.size);
}

/** The range assignor looks at each topic by itself, but once one needs racks it takes topics alike into account. */
export function doesTopicHeedRacks({ members }: GroupShape, { subscribers, racks }: GroupShape['topics'][number]): boolean {
  return racks !== null && areRacksHeeded(subscribers.map((member) => members[member]?.rack ?? null), racks);
}

/** The sticky assignors look at all topics at once. Null: racks make no difference. */
export function racksOfSlots({ members, topics }: GroupShape): readonly ReplicaRacks[] | null {
  const racks = topics.flatMap((topic) => topic.racks ?? Array.from({ length: topic.partitions }, () => NONE));
  return areRacksHeeded(members.map(({ rack }) => rack), racks) ? racks : null;
}

/** A member without a rack is far from nothing. */
export function isFar(rack: string | null, replicas: ReplicaRacks | undefined): boolean {
  return rack !== null && replicas?.has(rack) !== true;
}

const NONE: ReplicaRacks = new Set();
