import type { GroupDetail } from '../../../src/shared/group';
import type { GroupOutcome, PlannedGroup, PlannedPartition, ResetOutcome, ResetPlan, ResetRequest, ResetTarget, ResolvedRequest } from '../../../src/shared/reset';
import { PLAN_LIFE_MS } from '../../../src/shared/writes';
import type { GroupModel } from './fixtures/model';
import { groupDetail } from './group-page';
import type { World, WorldCluster } from './world';

/** What was committed since the start, by group, topic and partition; null: removed. */
export type Committed = Map<string, number | null>;

export function placeKey(groupId: string, topic: string, partition: number): string {
  return JSON.stringify([groupId, topic, partition]);
}

/** A plan as the engine would make it of this invented cluster; times resolve to half of the log. */
export function planOf(world: World, cluster: WorldCluster, committed: Committed, request: ResolvedRequest, planId: string): ResetPlan {
  const now = Date.now();
  return {
    planId,
    kafkaClusterId: 'q7Zr0mZTRZyw1vJq0u5bHg',
    createdAt: now,
    expiresAt: now + PLAN_LIFE_MS[cluster.model.environment],
    request,
    failures: [],
    groups: request.groupIds.map((groupId) => groupOf(world, cluster, committed, request, groupId)),
  };
}

function groupOf(world: World, cluster: WorldCluster, committed: Committed, request: ResetRequest, groupId: string): PlannedGroup {
  const model = cluster.model.groups?.find((each) => each.groupId === groupId);
  if (model === undefined) {
    const refusal = request.createGroups ? null : { scope: `group ${groupId}`, code: 'NO_SUCH_GROUP', message: 'There is no such group. It is created only when that is asked for.' };
    return { groupId, groupType: null, groupState: null, groupEpoch: null, members: [], sessionTimeOutMs: null, coordinatorId: 1, refusal, warnings: groupId.startsWith('connect-') ? ['connect'] : [], partitions: newPartitions(request) };
  }
  const detail = groupDetail(world, cluster, model);
  const members = (detail.members ?? []).map(({ memberId, groupInstanceId, clientId, host }) => ({ memberId, groupInstanceId, clientId, host }));
  return {
    groupId,
    groupType: model.type,
    groupState: model.state,
    groupEpoch: null,
    members,
    sessionTimeOutMs: model.type === 'consumer' && members.length > 0 ? 60_000 : null,
    coordinatorId: model.broker,
    warnings: groupId.startsWith('connect-') ? ['connect'] : [],
    refusal: members.length === 0 ? null : refusalOf(model, members.length),
    partitions: [...detail.columns.partition.keys()].filter((row) => isInScope(request, topicAt(detail, row), detail.columns.partition[row] ?? 0)).map((row) => partitionOf(detail, row, committed, request)),
  };
}

function refusalOf({ groupId, state }: GroupModel, members: number) {
  return { scope: `group ${groupId}`, code: 'GROUP_HAS_MEMBERS', message: `${groupId} is ${state ?? 'in use'} with ${members === 1 ? '1 member' : `${members} members`}. Kafka takes no offsets from outside while a member is active: stop its consumers first.` };
}

function partitionOf(detail: GroupDetail, row: number, committed: Committed, request: ResetRequest): PlannedPartition {
  const topic = topicAt(detail, row);
  const partition = detail.columns.partition[row] ?? 0;
  const changed = committed.get(placeKey(detail.groupId, topic, partition));
  const read = detail.columns.committedOffset[row] ?? Number.NaN;
  const oldOffset = changed === undefined ? (Number.isNaN(read) ? null : read) : changed;
  const logStart = Math.min(detail.columns.logStartOffset[row] ?? 0, oldOffset ?? Infinity);
  const logEnd = detail.columns.logEndOffset[row] ?? 0;
  const target = request.ownTargets.find((own) => own.topic === topic && own.partition === partition)?.target ?? request.target;
  return planned({ topic, partition, oldOffset, logStart, logEnd, wished: wishedOffset(target, detail.groupId, { topic, partition, oldOffset, logStart, logEnd }) });
}

interface Log {
  readonly topic: string;
  readonly partition: number;
  readonly oldOffset: number | null;
  readonly logStart: number;
  readonly logEnd: number;
}

function planned({ topic, partition, oldOffset, logStart, logEnd, wished }: Log & { readonly wished: number | null }): PlannedPartition {
  const newOffset = wished === null ? null : Math.min(logEnd, Math.max(logStart, wished));
  return {
    topic,
    partition,
    oldOffset,
    oldLeaderEpoch: null,
    oldMetadata: null,
    newOffset,
    newLeaderEpoch: null,
    newMetadata: null,
    logStartOffset: logStart,
    logEndOffset: logEnd,
    lastStableOffset: logEnd,
    topicId: null,
    removesCommit: false,
    clamped: wished === null || wished === newOffset ? null : wished < logStart ? 'to-log-start' : 'to-log-end',
    warnings: [...(oldOffset === null ? ['no-commit' as const] : []), ...(newOffset !== null && oldOffset !== null && newOffset > oldOffset ? ['skips-records' as const] : [])],
    problem: wished === null ? { scope: `partition ${topic}-${partition}`, code: 'NOTHING_WISHED', message: 'Nothing is wished for this partition.' } : null,
  };
}

function wishedOffset(target: ResetTarget, groupId: string, { topic, partition, oldOffset, logStart, logEnd }: Log): number | null {
  switch (target.kind) {
    case 'to-earliest':
      return logStart;
    case 'to-latest':
      return logEnd;
    case 'to-current':
      return oldOffset ?? logEnd;
    case 'to-offset':
      return target.offset;
    case 'shift-by':
      return oldOffset === null ? null : oldOffset + target.by;
    case 'to-offsets':
      return target.offsets.find((each) => (each.groupId === null || each.groupId === groupId) && each.topic === topic && each.partition === partition)?.offset ?? null;
    default:
      return Math.floor((logStart + logEnd) / 2);
  }
}

function newPartitions(request: ResetRequest): readonly PlannedPartition[] {
  if (request.scope.kind !== 'topics') return [];
  return request.scope.topics.flatMap(({ topic, partitions }) => (partitions ?? []).map((partition) => {
    const log = { topic, partition, oldOffset: null, logStart: 1_200, logEnd: 24_000 };
    return planned({ ...log, wished: wishedOffset(request.target, '', log) });
  }));
}

function isInScope({ scope }: ResetRequest, topic: string, partition: number): boolean {
  return scope.kind === 'all-topics' || scope.topics.some((each) => each.topic === topic && (each.partitions === null || each.partitions.includes(partition)));
}

function topicAt(detail: GroupDetail, row: number): string {
  return detail.topics[detail.columns.topic[row] ?? 0] ?? '';
}

/** Everything applied, but the first partition of a topic called `…-fails`, and in each group only the first `most`: what follows was cancelled. */
export function carryOut(plan: ResetPlan, committed: Committed, most: number): readonly GroupOutcome[] {
  return plan.groups.filter(({ refusal }) => refusal === null).map(({ groupId, partitions }) => ({
    groupId,
    outcomes: partitions.map(({ topic, partition, oldOffset, newOffset }, index): ResetOutcome => {
      if (index >= most) return { topic, partition, oldOffset, newOffset, status: 'skipped', readBack: null, failure: { scope: `partition ${topic}-${partition}`, code: 'CANCELLED', message: 'It was cancelled before this partition.' } };
      const fails = topic.endsWith('-fails') && partition === 0;
      if (!fails && newOffset !== null) committed.set(placeKey(groupId, topic, partition), newOffset);
      return {
        topic,
        partition,
        oldOffset,
        newOffset,
        status: fails ? ('failed' as const) : newOffset === null ? ('skipped' as const) : ('applied' as const),
        readBack: fails ? oldOffset : newOffset,
        failure: fails ? { scope: `partition ${topic}-${partition}`, code: 'NOT_LEADER_OR_FOLLOWER', message: 'The coordinator did not take it.' } : null,
      };
    }),
  }));
}
