import type { Deletion, DeletionPlan, DeletionWish, PlannedGroupDeletion } from '../../../src/shared/deletion';
import type { WishedOffset } from '../../../src/shared/reset';
import { placeKey, planOf, type Committed } from './plans';
import type { World, WorldCluster } from './world';

/** What would go, as the engine would plan it of this invented cluster. */
export function deletionOf(world: World, cluster: WorldCluster, committed: Committed, wish: DeletionWish, planId: string): DeletionPlan {
  const groupIds = wish.kind === 'offsets' ? [wish.groupId] : wish.groupIds;
  const topics = wish.kind === 'groups' ? [] : wish.partitions.map(({ topic, partition }) => ({ topic, partitions: [partition] }));
  const { kafkaClusterId, createdAt, expiresAt, groups } = planOf(world, cluster, committed, { groupIds, target: { kind: 'to-current' }, scope: wish.kind === 'groups' ? { kind: 'all-topics' } : { kind: 'topics', topics }, ownTargets: [], whenNoRecord: 'ask', createGroups: false }, planId);
  return {
    planId,
    kafkaClusterId,
    createdAt,
    expiresAt,
    wish,
    groups: groups.map(({ groupId, groupType, groupState, members, sessionTimeOutMs, refusal, partitions }): PlannedGroupDeletion => ({
      groupId,
      groupType,
      groupState,
      members,
      sessionTimeOutMs,
      refusal,
      notes: groupId.startsWith('connect-') ? ['It is named as a sink connector’s group: the connector makes it anew when it runs.'] : [],
      partitions: partitions
        .filter(({ topic, partition }) => wish.kind === 'groups' || wish.partitions.some((each) => each.topic === topic && each.partition === partition))
        .map(({ topic, partition, oldOffset, logEndOffset }) => ({ topic, partition, committedOffset: oldOffset, lag: oldOffset === null || logEndOffset === null ? null : logEndOffset - oldOffset, problem: null })),
    })),
  };
}

export function carryOutDeletion(plan: DeletionPlan, committed: Committed): readonly Deletion[] {
  return plan.groups.filter(({ refusal }) => refusal === null).flatMap(({ groupId, partitions }): Deletion[] => {
    for (const { topic, partition } of partitions) committed.set(placeKey(groupId, topic, partition), null);
    if (plan.wish.kind === 'groups') return [{ groupId, partition: null, status: 'deleted', failure: null }];
    return partitions.map(({ topic, partition }) => ({ groupId, partition: { topic, partition }, status: 'deleted', failure: null }));
  });
}

export function offsetsBefore({ groups }: DeletionPlan): readonly WishedOffset[] {
  return groups.flatMap(({ groupId, partitions }) => partitions.map(({ topic, partition, committedOffset }) => ({ groupId, topic, partition, offset: committedOffset, leaderEpoch: null, metadata: null })));
}
