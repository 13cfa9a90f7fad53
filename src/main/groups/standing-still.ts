import type { GroupRows } from './group-rows';
import type { LagTotals } from './lag';
import type { PartitionTable } from './partition-table';

/** Rises when what any of the rows' topics tells of its partitions changed. */
export function endsRevisionOf({ topicRuns, topic }: GroupRows, table: PartitionTable): number {
  let revision = 0;
  for (const from of topicRuns) revision += table.topics[topic[from] ?? -1]?.endsRevision ?? 0;
  return revision;
}

/**
 * Whether every row's lag is what it was, given that neither its committed offset nor its log changed: all lags were known
 * and fresh, and every log end was read again after these committed offsets.
 */
export function isStandingStill({ count, topic, topicRuns, partition, toldLag }: GroupRows, { lags, oldLags }: LagTotals, { topics, endAskedAt }: PartitionTable, committedAt: number): boolean {
  if (lags !== count || oldLags > 0 || toldLag !== null) return false;
  for (let run = 0; run < topicRuns.length; run += 1) {
    const from = topicRuns[run] ?? 0;
    const to = topicRuns[run + 1] ?? count;
    const base = topics[topic[from] ?? -1]?.base ?? NaN;
    for (let row = from; row < to; row += 1) if (!((endAskedAt[base + (partition[row] ?? NaN)] ?? NaN) >= committedAt)) return false;
  }
  return true;
}
