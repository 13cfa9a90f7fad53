import type { PartitionTable } from '../groups/partition-table';

const OFFSETS_TOPIC = '__consumer_offsets';

/**
 * Leader of the partition of the offsets topic that holds the group, which makes it the group's coordinator; -1: none at
 * the moment. Null: the topic is hidden from us, or not made yet. Rule: Kafka's `Utils.abs(groupId.hashCode()) % partitions`.
 */
export function offsetsLeader(table: PartitionTable, groupId: string): number | null {
  const topic = table.find(OFFSETS_TOPIC);
  if (topic?.status !== 'present' || topic.partitions === 0) return null;
  return table.leader[topic.base + offsetsPartition(groupId, topic.partitions)] ?? null;
}

/** 0 to partitions - 1. */
export function offsetsPartition(groupId: string, partitions: number): number {
  let hash = 0;
  for (let index = 0; index < groupId.length; index += 1) hash = (Math.imul(hash, 31) + groupId.charCodeAt(index)) | 0;
  return hash === -2_147_483_648 ? 0 : Math.abs(hash) % partitions;
}
