import { ENVIRONMENTS, type ClusterSummary } from '../../../shared/cluster';
import type { RebalanceStorm } from '../../../shared/rebalances';
import { VERDICTS, VERDICT_LEVEL, VERDICT_LEVELS, type Verdict } from '../../../shared/verdict';
import type { LoadedGroups } from '../../state/groups-table';

export interface WorstGroup {
  /** Of cluster and group together; for lists only. */
  readonly key: string;
  readonly cluster: ClusterSummary;
  readonly groupId: string;
  /** See GroupDetail. */
  readonly groupType: string | null;
  readonly verdict: Verdict;
  /** Epoch ms or NaN. */
  readonly since: number;
  readonly atLeast: boolean;
  /** NaN: not known. */
  readonly lag: number;
  readonly unknownPartitions: number;
  readonly uncommittedPartitions: number;
  readonly worst: { readonly topic: string; readonly partition: number; readonly lag: number } | null;
  readonly members: number;
  /** It rebalances too often; null: not seen to. */
  readonly storm: RebalanceStorm | null;
  readonly sampledAt: number;
  /** Epoch ms at which the last round of its cluster began. */
  readonly roundAt: number;
}

export type WorstBy = 'urgency' | 'lag';
export interface ReadCluster {
  readonly cluster: ClusterSummary;
  readonly table: LoadedGroups | null;
}

const LEVEL_RANK = VERDICTS.map((verdict) => VERDICT_LEVELS.indexOf(VERDICT_LEVEL[verdict]));
const NEEDS_ATTENTION = VERDICTS.map((verdict) => VERDICT_LEVEL[verdict] === 'broken' || VERDICT_LEVEL[verdict] === 'behind' || verdict === 'unknown');
/** What could not be read comes after all that is known to be bad, in whatever environment. */
const UNKNOWN_RANK = 100;
/** A storm comes after what is behind. */
const STORM_RANK = VERDICT_LEVELS.indexOf('behind') + 0.5;

/** The groups that need attention or rebalance too often, of all clusters, and those that could not be read in full: `most` of them, and how many there are. */
export function worstGroups(read: readonly ReadCluster[], by: WorstBy, most: number): { readonly worst: readonly WorstGroup[]; readonly count: number } {
  const found: { readonly source: ReadCluster; readonly table: LoadedGroups; readonly row: number; readonly storm: RebalanceStorm | null }[] = [];
  for (const source of read) {
    const { table } = source;
    if (table === null) continue;
    const storms = new Map(table.storms.map(({ row, storm }) => [row, storm]));
    table.columns.verdict.forEach((verdict, row) => {
      const storm = storms.get(row) ?? null;
      if (NEEDS_ATTENTION[verdict] === true || storm !== null) found.push({ source, table, row, storm });
    });
  }
  const lagOf = ({ table, row }: (typeof found)[number]) => table.columns.totalLag[row] ?? Number.NaN;
  const byLag = (left: number, right: number) => (Number.isNaN(left) ? (Number.isNaN(right) ? 0 : 1) : Number.isNaN(right) ? -1 : right - left);
  const unknown = ({ table, row }: (typeof found)[number]) => (VERDICTS[table.columns.verdict[row] ?? 0] === 'unknown' ? UNKNOWN_RANK : 0);
  const rank = (each: (typeof found)[number]) => unknown(each) + ENVIRONMENTS.indexOf(each.source.cluster.profile.environment) * 10 + Math.min(LEVEL_RANK[each.table.columns.verdict[each.row] ?? 0] ?? 0, each.storm === null ? Infinity : STORM_RANK);
  found.sort((left, right) => (by === 'urgency' ? rank(left) - rank(right) : 0) || byLag(lagOf(left), lagOf(right)));
  return { worst: found.slice(0, most).map(({ source, table, row, storm }) => worstGroup(source.cluster, table, row, storm)), count: found.length };
}

function worstGroup(cluster: ClusterSummary, { names, columns, sampledAt: roundAt }: LoadedGroups, row: number, storm: RebalanceStorm | null): WorstGroup {
  const groupId = names.groupIds[row] ?? '';
  const topic = names.topics[columns.worstTopic[row] ?? -1];
  return {
    key: `${cluster.profile.profileId} ${groupId}`,
    cluster,
    groupId,
    groupType: names.types[names.type[row] ?? -1] ?? null,
    verdict: VERDICTS[columns.verdict[row] ?? 0] ?? 'unknown',
    since: columns.verdictSince[row] ?? Number.NaN,
    atLeast: columns.verdictAtLeast[row] === 1,
    lag: columns.totalLag[row] ?? Number.NaN,
    unknownPartitions: columns.unknownPartitions[row] ?? 0,
    uncommittedPartitions: columns.uncommittedPartitions[row] ?? 0,
    worst: topic === undefined ? null : { topic, partition: columns.worstPartition[row] ?? 0, lag: columns.worstLag[row] ?? Number.NaN },
    members: columns.members[row] ?? -1,
    storm,
    sampledAt: columns.sampledAt[row] ?? Number.NaN,
    roundAt,
  };
}
