import { whatIf } from '../../../src/main/assignment/what-if';
import type { GroupDetail } from '../../../src/shared/group';
import type { PartitionPaces } from '../../../src/shared/partition-pace';
import type { Result } from '../../../src/shared/result';
import type { AssignmentChange, WhatIf } from '../../../src/shared/what-if';
import { inventedRebalances } from './invented-rebalances';

/** More lag than this is read as fast as can be. */
const BEHIND = 1_000;

/** As the engine works it out, of topics that have the partitions that the group shows. */
export function inventedWhatIf(detail: GroupDetail, change: AssignmentChange): Result<WhatIf> {
  const counts = new Map<string, number>();
  detail.columns.topic.forEach((index, row) => {
    const topic = detail.topics[index] ?? '';
    counts.set(topic, Math.max(counts.get(topic) ?? 0, detail.columns.partition[row]! + 1));
  });
  const topics = { find: (topic: string) => ({ status: counts.has(topic) ? ('present' as const) : ('gone' as const), partitions: counts.get(topic) ?? 0, topicId: null }) };
  return whatIf(detail, { topics, racks: null, paces: pacesOf(detail), rebalances: inventedRebalances(detail, Date.now()).rebalances }, change);
}

function pacesOf({ topics, columns }: GroupDetail): PartitionPaces {
  const paces = new Map<string, Map<number, { producedPerSecond: number; readPerSecond: number; isBehind: boolean }>>();
  columns.partition.forEach((partition, row) => {
    const topic = topics[columns.topic[row]!] ?? '';
    const lag = columns.lag[row]!;
    if (Number.isNaN(lag)) return;
    const producedPerSecond = 20 + (partition % 7) * 3;
    const isBehind = lag > BEHIND;
    paces.set(topic, (paces.get(topic) ?? new Map()).set(partition, { producedPerSecond, readPerSecond: isBehind ? producedPerSecond * 0.8 : producedPerSecond, isBehind }));
  });
  return paces;
}
