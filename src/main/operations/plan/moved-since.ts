import { isToBeWritten } from '../../../shared/planned-change';
import type { PlannedPartition, ResolvedRequest } from '../../../shared/reset';
import { TopicPartitionMap } from '../read/topic-partition-map';

/** Tells of partitions of an undo what the operation had committed there (null: it took the offset away), and whether something has committed since. */
export function movedSince({ target }: Pick<ResolvedRequest, 'target'>, groupId: string): (planned: PlannedPartition) => PlannedPartition {
  const applied = new TopicPartitionMap<number | null>();
  for (const offset of target.kind === 'to-offsets' ? target.offsets : []) if (offset.applied !== undefined && (offset.groupId === null || offset.groupId === groupId)) applied.set(offset.topic, offset.partition, offset.applied);
  return (planned) => {
    const appliedOffset = applied.get(planned.topic, planned.partition);
    if (appliedOffset === undefined || planned.problem !== null) return planned;
    const warnings = planned.warnings.filter((warning) => warning !== 'no-commit');
    return { ...planned, appliedOffset, warnings: planned.oldOffset !== appliedOffset && isToBeWritten(planned) ? [...warnings, 'moved-since'] : warnings };
  };
}
