import { VERDICTS, type Verdict } from '../../../../src/shared/verdict';
import type { LoadedGroups } from '../../../../src/renderer/state/groups-table';

export interface RowGiven {
  readonly id: string;
  readonly verdict?: Verdict;
  readonly lag?: number;
  readonly unknown?: number;
  readonly uncommitted?: number;
  readonly members?: number;
  readonly state?: string | null;
  /** Of the last ten minutes; a storm from five on. */
  readonly rebalances?: number;
  readonly topics?: readonly string[];
  readonly worst?: readonly [topic: string, partition: number];
}

/** A groups table of a few rows; what is not given is healthy and known. */
export function tableOf(rows: readonly RowGiven[]): LoadedGroups {
  const states = [...new Set(rows.map((row) => (row.state === undefined ? 'Stable' : row.state)))];
  const topics = [...new Set(rows.flatMap((row) => [...(row.topics ?? []), ...(row.worst === undefined ? [] : [row.worst[0]])]))];
  const topicFrom = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    topicFrom[at + 1] = (topicFrom[at] ?? 0) + (row.topics?.length ?? 0);
  });
  return {
    revision: 1,
    sampledAt: 0,
    namesRevision: 1,
    names: {
      groupIds: rows.map((row) => row.id),
      types: ['classic'],
      states,
      assignors: [null],
      topics,
      type: new Uint16Array(rows.length),
      state: Uint16Array.from(rows, (row) => states.indexOf(row.state === undefined ? 'Stable' : row.state)),
      assignor: new Uint16Array(rows.length),
      topicFrom,
      topicIndex: Int32Array.from(rows.flatMap((row) => (row.topics ?? []).map((topic) => topics.indexOf(topic)))),
    },
    storms: rows.flatMap(({ rebalances = 0 }, row) => (rebalances < 5 ? [] : [{ row, storm: { rebalances, minutes: 10, culprit: null, evidence: `At least ${rebalances} rebalances in 10 min.` } }])),
    columns: {
      rebalances: Int32Array.from(rows, (row) => row.rebalances ?? 0),
      members: Int32Array.from(rows, (row) => row.members ?? 1),
      partitions: Int32Array.from(rows, () => 3),
      totalLag: Float64Array.from(rows, (row) => row.lag ?? 0),
      unknownPartitions: Int32Array.from(rows, (row) => row.unknown ?? 0),
      uncommittedPartitions: Int32Array.from(rows, (row) => row.uncommitted ?? 0),
      worstTopic: Int32Array.from(rows, (row) => (row.worst === undefined ? -1 : topics.indexOf(row.worst[0]))),
      worstPartition: Int32Array.from(rows, (row) => row.worst?.[1] ?? -1),
      worstLag: Float64Array.from(rows, (row) => row.lag ?? 0),
      verdict: Uint8Array.from(rows, (row) => VERDICTS.indexOf(row.verdict ?? 'ok')),
      verdictSince: new Float64Array(rows.length).fill(Number.NaN),
      verdictAtLeast: new Uint8Array(rows.length),
      sampledAt: new Float64Array(rows.length),
    },
  };
}
