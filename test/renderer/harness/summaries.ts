import type { ClusterSummary } from '../../../src/shared/cluster';
import { VERDICT_LEVEL, VERDICT_LEVELS, VERDICTS, type VerdictLevel } from '../../../src/shared/verdict';
import { lagAt, type World } from './world';

export function summaryOf(world: World, profileId: string): ClusterSummary {
  const cluster = world.clusters.get(profileId);
  if (cluster === undefined) throw new Error(`No cluster ${profileId}.`);
  const { model, revision, sampledAt } = cluster;
  const groups = model.groups;
  const verdicts = Object.fromEntries(VERDICT_LEVELS.map((level) => [level, groups?.filter((group) => VERDICT_LEVEL[group.verdict] === level).length ?? 0])) as Record<VerdictLevel, number>;
  const worst = groups?.filter((group) => VERDICT_LEVEL[group.verdict] !== 'ok').sort((left, right) => VERDICTS.indexOf(left.verdict) - VERDICTS.indexOf(right.verdict))[0];
  const most = groups?.filter((group) => !Number.isNaN(group.lag)).sort((left, right) => right.lag - left.lag)[0];
  return {
    profile: { profileId, name: model.name, environment: model.environment, bootstrapServers: model.bootstrapServers, commandConfig: null, intervalMs: model.intervalMs, auditTopic: model.auditTopic ?? null },
    state: model.state,
    failure: model.failure,
    failures: model.failures,
    notes: model.notes,
    kafkaClusterId: groups === null ? null : 'q1Sh-9_ISia_zwGINzRvyQ',
    kafkaVersion: model.kafkaVersion,
    brokers: model.brokers.map((broker) => (broker.state === 'answering' ? { ...broker, answeredAt: sampledAt } : broker)),
    revision,
    sampledAt: groups === null ? null : sampledAt,
    retryAt: model.retryInMs === null ? null : world.start + model.retryInMs,
    round: groups === null ? null : { ms: 180 + (revision % 7) * 8, requests: 9, bytesIn: 184_320 },
    groups: groups?.length ?? null,
    topics: model.topics,
    verdicts: groups === null ? null : verdicts,
    restless: groups?.filter(({ rebalances }) => rebalances >= 5).length ?? 0,
    notJudged: groups?.filter((group) => group.verdict === 'watching').length ?? 0,
    totalLag: groups === null ? null : groups.reduce((sum, group) => sum + (Number.isNaN(group.lag) ? 0 : lagAt(world, group, sampledAt)), 0),
    unknownPartitions: groups?.reduce((sum, group) => sum + group.unknownPartitions, 0) ?? 0,
    uncommittedPartitions: groups?.reduce((sum, group) => sum + group.uncommittedPartitions, 0) ?? 0,
    staleGroups: groups === null ? 0 : model.state === 'stale' ? groups.length : groups.filter((group) => model.silentBrokers.includes(group.broker)).length,
    mostLag: most === undefined || Number.isNaN(most.lag) ? null : { groupId: most.groupId, lag: lagAt(world, most, sampledAt) },
    worst:
      worst === undefined
        ? null
        : { groupId: worst.groupId, verdictIndex: VERDICTS.indexOf(worst.verdict), since: Number.isNaN(worst.sinceMsAgo) ? null : world.start - worst.sinceMsAgo, atLeast: worst.atLeast, lag: Number.isNaN(worst.lag) ? null : lagAt(world, worst, sampledAt) },
  };
}
