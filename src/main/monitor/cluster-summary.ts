import type { BrokerStatus, ClusterProfile, ClusterState, ClusterSummary } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import { VERDICT_LEVEL, verdictIndex, type VerdictLevel } from '../../shared/verdict';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { epochNow } from './clock-step';
import type { RoundReport } from './round';
import { recentRebalances } from './views/recent-rebalances';

const MOST_FAILURES_SHOWN = 200;

export interface SummaryInput {
  readonly profile: ClusterProfile;
  readonly state: ClusterState;
  readonly failure: Failure | null;
  readonly notes: readonly string[];
  readonly facts: ClusterFacts;
  readonly kafkaClusterId: string | null;
  readonly kafkaVersion: string | null;
  readonly revision: number;
  readonly sampledAt: number | null;
  readonly retryAt: number | null;
  readonly lastRound: RoundReport | null;
}

/** The cluster in one small value: for the rail, the overview and the status bar. */
export function summarise(input: SummaryInput): ClusterSummary {
  const { facts, lastRound } = input;
  const read = lastRound !== null;
  const groups = read ? countGroups(facts) : null;
  return {
    profile: input.profile,
    state: input.state,
    failure: input.failure ?? facts.roundFailures[0] ?? null,
    failures: facts.roundFailures.slice(0, MOST_FAILURES_SHOWN),
    notes: input.notes,
    kafkaClusterId: input.kafkaClusterId,
    kafkaVersion: input.kafkaVersion,
    brokers: [...facts.brokers.values()].sort((left, right) => left.nodeId - right.nodeId).map(brokerStatus),
    revision: input.revision,
    sampledAt: input.sampledAt,
    retryAt: input.retryAt,
    round: lastRound === null ? null : { ms: lastRound.ms, requests: lastRound.requests, bytesIn: lastRound.bytesIn },
    groups: read ? facts.groups.size : null,
    topics: read ? facts.partitions.topics.filter((topic) => topic.status === 'present' && !topic.internal).length : null,
    verdicts: groups?.verdicts ?? null,
    notJudged: groups?.notJudged ?? 0,
    restless: groups?.restless ?? 0,
    totalLag: groups?.totalLag ?? null,
    unknownPartitions: groups?.unknownPartitions ?? 0,
    uncommittedPartitions: groups?.uncommittedPartitions ?? 0,
    staleGroups: groups?.staleGroups ?? 0,
    mostLag: groups?.mostLag ?? null,
    worst: groups?.worst ?? null,
  };
}

type GroupCounts = Pick<ClusterSummary, 'verdicts' | 'notJudged' | 'restless' | 'totalLag' | 'unknownPartitions' | 'uncommittedPartitions' | 'staleGroups' | 'mostLag' | 'worst'>;

function countGroups(facts: ClusterFacts): GroupCounts {
  const verdicts: Record<VerdictLevel, number> = { broken: 0, behind: 0, moving: 0, unknown: 0, ok: 0 };
  let notJudged = 0;
  let restless = 0;
  const now = epochNow(facts);
  let totalLag: number | null = null;
  let unknownPartitions = 0;
  let uncommittedPartitions = 0;
  let staleGroups = 0;
  let mostLag: ClusterSummary['mostLag'] = null;
  let worst: ClusterSummary['worst'] = null;
  for (const record of facts.groups.values()) {
    const level = VERDICT_LEVEL[record.health.verdict];
    verdicts[level] += 1;
    if (record.health.verdict === 'watching') notJudged += 1;
    if (recentRebalances(record, now).storm !== null) restless += 1;
    const lag = record.totals.totalLag;
    if (lag !== null) totalLag = (totalLag ?? 0) + lag;
    if (lag !== null && lag > (mostLag?.lag ?? -1)) mostLag = { groupId: record.groupId, lag };
    unknownPartitions += record.totals.unknownPartitions;
    uncommittedPartitions += record.totals.uncommittedPartitions;
    if (record.staleReason !== null) staleGroups += 1;
    if (level === 'ok') continue;
    const index = verdictIndex(record.health.verdict);
    if (worst === null || index < worst.verdictIndex || (index === worst.verdictIndex && (lag ?? 0) > (worst.lag ?? 0))) {
      worst = { groupId: record.groupId, verdictIndex: index, since: record.verdictSince, atLeast: record.verdictAtLeast, lag };
    }
  }
  return { verdicts, notJudged, restless, totalLag, unknownPartitions, uncommittedPartitions, staleGroups, mostLag, worst };
}

function brokerStatus(broker: BrokerFacts): BrokerStatus {
  const { nodeId, host, port, rack, state, groups, lastMs, answeredAt, failure, slow } = broker;
  return { nodeId, host, port, rack, state, groups, lastMs, answeredAt, failure: failure ?? slow };
}
