import type { ClusterFacts } from '../cluster-facts';
import { membersOf, type GroupRecord } from '../group-record';

/** Partitions of a group whose committed offset was seen to change after `since` (epoch ms), and after its last members' own last commits, while it had no member. */
export function movingAlone({ partitions }: ClusterFacts, record: GroupRecord, since: number): readonly { readonly topic: string; readonly partition: number }[] {
  const { departure, rows } = record;
  if (membersOf(record)?.length !== 0 || record.staleReason !== null) return [];
  const from = departure === null ? since : Math.max(since, Number.isNaN(departure.settledAt) ? Infinity : departure.settledAt);
  const moving: { topic: string; partition: number }[] = [];
  for (let row = 0; row < rows.count; row += 1) {
    const topic = partitions.topics[rows.topic[row] ?? -1]?.topic;
    if ((rows.commitChangedAt[row] ?? NaN) > from && topic !== undefined) moving.push({ topic, partition: rows.partition[row] ?? -1 });
  }
  return moving;
}
