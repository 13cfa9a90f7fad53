import type { ClusterFacts } from '../main/monitor/cluster-facts';
import { membersOf } from '../main/monitor/group-record';

/** One group of `groups`. Null: not known. */
export interface GroupLine {
  readonly groupId: string;
  readonly groupType: string | null;
  readonly groupState: string | null;
  readonly protocolType: string | null;
  readonly coordinator: { readonly nodeId: number };
  readonly members: number | null;
  readonly partitions: number;
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  /** No committed offset, and not known to be empty: totalLag is a lower bound then. */
  readonly uncommittedPartitions: number;
}

/** The groups that pass both filters (null = all), by name. */
export function groupLines(facts: ClusterFacts, states: readonly string[] | null, types: readonly string[] | null): readonly GroupLine[] {
  return [...facts.groups.values()]
    .map((record) => ({
      groupId: record.groupId,
      groupType: record.groupType,
      groupState: record.groupState,
      protocolType: record.protocolType,
      coordinator: { nodeId: record.coordinatorId },
      members: membersOf(record)?.length ?? null,
      partitions: record.rows.count,
      totalLag: record.totals.totalLag,
      unknownPartitions: record.totals.unknownPartitions,
      uncommittedPartitions: record.totals.uncommittedPartitions,
    }))
    .filter((line) => passes(line.groupState, states) && passes(line.groupType, types))
    .sort((left, right) => (left.groupId < right.groupId ? -1 : left.groupId > right.groupId ? 1 : 0));
}

function passes(value: string | null, wanted: readonly string[] | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value.toLowerCase()));
}
