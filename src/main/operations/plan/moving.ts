import type { PlannedPartition, ResetPlan } from '../../../shared/reset';
import { TopicPartitionMap, type TopicPartition } from '../read/topic-partition-map';

/** What moved longer ago tells nothing of what commits now. */
export const RECENT_MS = 5 * 60_000;

/** Partitions of a group whose committed offset was seen to move of late while it had no member. */
export type SeenMoving = (groupId: string) => readonly TopicPartition[];

/**
 * The plan with a warning at partitions whose committed offset moved of late though their group has no member: since an earlier plan, or as
 * whoever watches the cluster saw. Nothing of that may have been written from here. `before` null: there is none.
 */
export function withMoving(before: ResetPlan | null, now: ResetPlan, seenMoving: SeenMoving): ResetPlan {
  const isRecent = before !== null && before.kafkaClusterId === now.kafkaClusterId && now.createdAt - before.createdAt <= RECENT_MS;
  const earlier = new Map((isRecent ? before.groups : []).filter(({ members }) => members.length === 0).map((group) => [group.groupId, group]));
  return {
    ...now,
    groups: now.groups.map((group) => {
      if (group.members.length > 0) return group;
      const offsets = new TopicPartitionMap<number>();
      for (const { topic, partition, oldOffset } of earlier.get(group.groupId)?.partitions ?? []) if (oldOffset !== null) offsets.set(topic, partition, oldOffset);
      const seen = new TopicPartitionMap<true>();
      for (const { topic, partition } of seenMoving(group.groupId)) seen.set(topic, partition, true);
      const isMoving = ({ topic, partition, oldOffset }: PlannedPartition): boolean =>
        oldOffset !== null && (seen.get(topic, partition) === true || (offsets.get(topic, partition) ?? oldOffset) !== oldOffset);
      return { ...group, partitions: group.partitions.map((partition) => (isMoving(partition) ? { ...partition, warnings: [...partition.warnings, 'moving'] } : partition)) };
    }),
  };
}
