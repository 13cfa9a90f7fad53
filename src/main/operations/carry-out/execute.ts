import { isToBeWritten } from '../../../shared/planned-change';
import type { GroupOutcome, PlannedGroup, ResetPlan, ResetResult, ResolvedRequest, ResolvedTarget } from '../../../shared/reset';
import { formatDuration } from '../../../shared/text';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { applyGroup, type ApplyProgress } from './apply';
import { driftBetween } from '../plan/check';
import { closeJournal, writeIntent, type Intent, type Journal } from '../journal/journal';
import { nextTurn } from '../pause';
import { makePlan } from '../plan/plan';
import { whyExpired } from '../plan/plan-failures';

const GROUPS_AT_ONCE = 8;

export interface ExecuteOptions extends CallOptions {
  readonly journal: Journal;
  /** Why, in the operator's words; may be empty. */
  readonly reason: string;
  /** Partitions of the whole plan that were tried so far, of all that it changes. */
  onProgress(progress: ApplyProgress): void;
}

/**
 * Carries out a plan: looks again whether all is as planned, keeps what is to be changed on disk, writes down the
 * intent, commits, reads back, writes down the result. Groups that the plan itself refuses are left alone. Rejects with
 * KafkaFailure only if the cluster could not be read, before anything was written.
 */
export async function executePlan(client: ClusterClient, plan: ResetPlan, options: ExecuteOptions): Promise<ResetResult> {
  const expired = whyExpired(plan);
  if (expired !== null) return { kind: 'refused', failures: [expired] };
  const groups = plan.groups.filter(({ refusal }) => refusal === null);
  if (groups.length === 0) return { kind: 'refused', failures: plan.groups.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])) };
  const { signal, timeoutMs } = options;
  const now = await makePlan(client, plan.request, plan.expiresAt - plan.createdAt, { signal, timeoutMs });
  await nextTurn(); // each of these steps may take a while for thousands of partitions
  const drift = driftBetween(plan, now);
  if (drift.length > 0) return { kind: 'refused', failures: drift };
  await nextTurn();
  const unwritten = writeIntent(options.journal, client, intentOf(plan, groups, options.reason));
  if (unwritten !== null) return { kind: 'refused', failures: [unwritten] };
  await nextTurn();
  const done = await applyGroups(client, groups, { signal, timeoutMs }, (progress) => options.onProgress(progress));
  return { kind: 'done', operationId: plan.planId, groups: done, auditFailure: await closeJournal(options.journal, plan.planId, resultOf(done)) };
}

/** Several groups at a time, in their order. */
async function applyGroups(client: ClusterClient, groups: readonly PlannedGroup[], calls: CallOptions, onProgress: (progress: ApplyProgress) => void): Promise<readonly GroupOutcome[]> {
  const of = groups.reduce((sum, { partitions }) => sum + partitions.filter(isToBeWritten).length, 0);
  const doneOf = groups.map(() => 0);
  const outcomes: GroupOutcome[] = [];
  const left = groups.entries();
  const work = async (): Promise<void> => {
    for (const [index, group] of left) {
      const applied = await applyGroup(client, group, calls, ({ done }) => {
        doneOf[index] = done;
        onProgress({ done: doneOf.reduce((sum, each) => sum + each, 0), of });
      });
      outcomes[index] = { groupId: group.groupId, outcomes: applied };
    }
  };
  await Promise.all(Array.from({ length: GROUPS_AT_ONCE }, work));
  return outcomes;
}

/** What cannot be planned is left out: it is left as it is, and what is committed there may not be known. */
function intentOf(plan: ResetPlan, all: readonly PlannedGroup[], reason: string): Intent {
  const groups = all.map(({ groupId, groupType, partitions }) => ({ groupId, groupType, partitions: partitions.filter(({ newOffset, removesCommit }) => newOffset !== null || removesCommit) }));
  return {
    operationId: plan.planId,
    action: actionOf(plan.request),
    reason,
    offsets: groups.flatMap(({ groupId, groupType, partitions }) => partitions.map(({ topic, partition, oldOffset, oldLeaderEpoch, oldMetadata, topicId }) => ({ groupId, topic, partition, offset: oldOffset, leaderEpoch: oldLeaderEpoch, metadata: oldMetadata, topicId, groupType }))),
    wish: {
      target: plan.request.target.kind,
      targetValue: targetValue(plan.request.target),
      ...(plan.request.undoes === undefined ? {} : { undoOf: plan.request.undoes.operationId }),
      groups: groups.map(({ groupId, partitions }) => ({ groupId, partitions: partitions.map(({ topic, partition, oldOffset, newOffset }) => ({ topic, partition, oldOffset, newOffset })) })),
    },
  };
}

/** One partition on past some records is a skip, however it was asked for. */
function actionOf({ undoes, groupIds, target, scope, ownTargets }: ResolvedRequest): Intent['action'] {
  if (undoes !== undefined) return 'undo';
  const [topic, ...others] = scope.kind === 'topics' ? scope.topics : [];
  const isOnePartition = groupIds.length === 1 && topic?.partitions?.length === 1 && others.length === 0 && ownTargets.length === 0;
  return isOnePartition && target.kind === 'shift-by' && target.by > 0 ? 'skip' : 'reset';
}

function targetValue(target: ResolvedTarget): string | number | null {
  switch (target.kind) {
    case 'to-offset':
      return target.offset;
    case 'shift-by':
      return target.by;
    case 'to-datetime':
      return new Date(target.at).toISOString();
    case 'by-duration':
      return formatDuration(target.ms);
    case 'to-group':
      return target.groupId;
    case 'to-offsets':
      return target.origin;
    default:
      return null;
  }
}

function resultOf(groups: readonly GroupOutcome[]): object {
  return { groups: groups.map(({ groupId, outcomes }) => ({ groupId, partitions: outcomes.map(({ topic, partition, status, readBack, failure }) => ({ topic, partition, status, readBack, error: failure?.message ?? null })) })) };
}
