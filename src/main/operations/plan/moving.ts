import type { PlannedPartition, ResetPlan } from '../../../shared/reset';
import { TopicPartitionMap } from '../read/topic-partition-map';

/** An earlier plan tells of what commits now only if it is not older than this. */
const RECENT_MS = 5 * 60_000;

/**
 * The plan with a warning at partitions whose committed offset moved since an earlier plan though their group has no member. Nothing may
 * have been written from here between the two. `before` null: there is none.
 */
export function withMoving(before: ResetPlan | null, now: ResetPlan): ResetPlan {
  if (before === null || before.kafkaClusterId !== now.kafkaClusterId || now.createdAt - before.createdAt > RECENT_MS) return now;
  const known = new Map(before.groups.filter(({ members }) => members.length === 0).map((group) => [group.groupId, group]));
  return {
    ...now,
    groups: now.groups.map((group) => {
      const earlier = known.get(group.groupId);
      if (earlier === undefined || group.members.length > 0) return group;
      const offsets = new TopicPartitionMap<number>();
      for (const { topic, partition, oldOffset } of earlier.partitions) if (oldOffset !== null) offsets.set(topic, partition, oldOffset);
      const isMoving = ({ topic, partition, oldOffset }: PlannedPartition): boolean => {
        const offset = offsets.get(topic, partition);
        return offset !== undefined && oldOffset !== null && offset !== oldOffset;
      };
      return { ...group, partitions: group.partitions.map((partition) => (isMoving(partition) ? { ...partition, warnings: [...partition.warnings, 'moving'] } : partition)) };
    }),
  };
}
