import type { Verdict } from '../shared/verdict';
import type { ClusterFacts } from '../main/monitor/cluster-facts';
import { membersOf, type GroupRecord } from '../main/monitor/group-record';

/** One group of `groups`. Null: not known. */
export interface GroupLine {
  readonly groupId: string;
  readonly groupType: string | null;
  readonly groupState: string | null;
  readonly protocolType: string | null;
  readonly coordinator: { readonly nodeId: number };
  readonly members: number | null;
  /** Null until its committed offsets were read once: there may be others than those that its members own. */
  readonly partitions: number | null;
  readonly totalLag: number | null;
  readonly unknownPartitions: number | null;
  /** No committed offset, and not known to be empty: totalLag is a lower bound then. */
  readonly uncommittedPartitions: number | null;
  readonly verdict: Verdict;
}

/** The groups that pass both filters (null = all), by name. */
export function groupLines(facts: ClusterFacts, states: readonly string[] | null, types: readonly string[] | null): readonly GroupLine[] {
  return [...facts.groups.values()]
    .filter((record) => passes(record.groupState, states) && passes(record.groupType, types))
    .map(groupLine)
    .sort((left, right) => (left.groupId < right.groupId ? -1 : left.groupId > right.groupId ? 1 : 0));
}

function groupLine(record: GroupRecord): GroupLine {
  const { totals } = record;
  const wasRead = !Number.isNaN(record.committedAt);
  return {
    groupId: record.groupId,
    groupType: record.groupType,
    groupState: record.groupState,
    protocolType: record.protocolType,
    coordinator: { nodeId: record.coordinatorId },
    members: membersOf(record)?.length ?? null,
    partitions: wasRead ? record.rows.count + record.partitionsLeftOut : null,
    totalLag: totals.totalLag,
    unknownPartitions: wasRead ? totals.unknownPartitions : null,
    uncommittedPartitions: wasRead ? totals.uncommittedPartitions : null,
    verdict: record.health.verdict,
  };
}

function passes(value: string | null, wanted: readonly string[] | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value.toLowerCase()));
}
