import type { PlannedPartition, ResetRequest } from '../../../shared/reset';
import type { PartitionFacts } from '../read/partition-facts';
import type { TopicPartition } from '../read/topic-partition-map';
import { resolvePartition } from './resolve';

/** Partitions that are to have no committed offset (any more): a snapshot had none of them. */
export function removalsFor({ target }: ResetRequest, groupId: string): readonly TopicPartition[] {
  if (target.kind !== 'to-offsets') return [];
  return target.offsets.flatMap(({ groupId: of, topic, partition, offset }) => (offset === null && (of === null || of === groupId) ? [{ topic, partition }] : []));
}

/** What is planned for such a partition. */
export function resolveRemoval(facts: PartitionFacts): PlannedPartition {
  const stays = resolvePartition(facts, { target: { kind: 'to-current' }, whenNoRecord: 'ask' });
  return { ...stays, newOffset: null, newLeaderEpoch: null, newMetadata: null, clamped: null, warnings: [], removesCommit: stays.problem === null };
}
