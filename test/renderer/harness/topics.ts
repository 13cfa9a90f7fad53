import type { TopicDetail, TopicRow } from '../../../src/shared/group';
import type { GroupModel } from './fixtures/model';
import { groupSampledAt, lagAt, type World, type WorldCluster } from './world';

export function topicRows(world: World, cluster: WorldCluster, groups: readonly GroupModel[]): TopicRow[] {
  const byTopic = new Map<string, { partitions: number; groups: number; lag: number; unknown: number; uncommitted: number }>();
  for (const group of groups) {
    for (const { topic, partitions } of group.topics) {
      const row = byTopic.get(topic) ?? { partitions, groups: 0, lag: 0, unknown: 0, uncommitted: 0 };
      const lag = lagAt(world, group, cluster.sampledAt) / group.topics.length;
      byTopic.set(topic, { partitions: Math.max(partitions, row.partitions), groups: row.groups + 1, lag: row.lag + (Number.isNaN(lag) ? 0 : Math.floor(lag)), unknown: row.unknown + (Number.isNaN(lag) && group.uncommittedPartitions === 0 ? partitions : 0), uncommitted: row.uncommitted + (group.topics.length === 1 ? group.uncommittedPartitions : 0) });
    }
  }
  return [...byTopic].map(([topic, row]) => ({
    topic,
    partitions: topic === 'risk' ? null : row.partitions,
    groups: row.groups,
    totalLag: row.unknown > 0 && row.lag === 0 ? null : row.lag,
    unknownPartitions: row.unknown,
    uncommittedPartitions: row.uncommitted,
    failure: topic === 'risk' ? { scope: 'topic risk', code: 'TOPIC_AUTHORIZATION_FAILED', message: 'Not allowed to describe topic risk. Needed: DESCRIBE on the topic.' } : null,
  }));
}

export function topicDetail(world: World, cluster: WorldCluster, groups: readonly GroupModel[], topic: string): TopicDetail {
  const using = groups.flatMap((group) => group.topics.filter((each) => each.topic === topic).map((each) => ({ group, partitions: each.partitions })));
  const partitions = Math.max(1, ...using.map((each) => each.partitions));
  return {
    topic,
    partitions,
    sampledAt: cluster.sampledAt,
    failure: null,
    partitionRows: Array.from({ length: partitions }, (_, partition) => ({ partition, leader: 1 + (partition % 3), logStartOffset: 1_200 + partition, logEndOffset: 41_000 + partition * 311, logEndAt: cluster.sampledAt, failure: null })),
    groups: using.map(({ group, partitions: count }) => {
      const lag = lagAt(world, group, groupSampledAt(cluster, group));
      return {
        groupId: group.groupId, groupType: group.type, groupState: group.state, verdict: group.verdict, members: group.members < 0 ? null : group.members, partitions: count,
        totalLag: Number.isNaN(lag) ? null : Math.floor(lag / group.topics.length), unknownPartitions: Number.isNaN(lag) && group.uncommittedPartitions === 0 ? count : 0, uncommittedPartitions: group.uncommittedPartitions,
        worstPartition: group.worst?.partition ?? null, sampledAt: groupSampledAt(cluster, group),
      };
    }),
  };
}
