import type { GroupOutcome, PlannedGroup, ResetPlan, ResetResult } from '../../shared/reset';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { applyGroup, type ApplyProgress } from './apply';
import { driftBetween } from './check';
import { writeIntent, writeResult, type Intent, type Journal } from './journal';
import { makePlan } from './plan';

export interface ExecuteOptions extends CallOptions {
  readonly journal: Journal;
  /** Why, in the operator's words; may be empty. */
  readonly reason: string;
  onProgress(groupId: string, progress: ApplyProgress): void;
}

/**
 * Carries out a plan: looks again whether all is as planned, keeps what is to be changed on disk, writes down the
 * intent, commits, reads back, writes down the result. Groups that the plan itself refuses are left alone. Rejects with
 * KafkaFailure only if the cluster could not be read, before anything was written.
 */
export async function executePlan(client: ClusterClient, plan: ResetPlan, options: ExecuteOptions): Promise<ResetResult> {
  if (Date.now() > plan.expiresAt) return refused('PLAN_EXPIRED', 'The plan is too old to be applied. Look at a fresh one.');
  const groups = plan.groups.filter(({ refusal }) => refusal === null);
  if (groups.length === 0) return { kind: 'refused', failures: plan.groups.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])) };
  const { signal, timeoutMs } = options;
  const drift = driftBetween(plan, await makePlan(client, plan.request, plan.expiresAt - plan.createdAt, { signal, timeoutMs }));
  if (drift.length > 0) return { kind: 'refused', failures: drift };
  const unwritten = writeIntent(options.journal, intentOf(plan, groups, options.reason));
  if (unwritten !== null) return { kind: 'refused', failures: [unwritten] };
  const done: GroupOutcome[] = [];
  for (const group of groups) {
    done.push({ groupId: group.groupId, outcomes: await applyGroup(client, group, { signal, timeoutMs }, (progress) => options.onProgress(group.groupId, progress)) });
  }
  return { kind: 'done', operationId: plan.planId, groups: done, auditFailure: writeResult(options.journal, plan.planId, resultOf(done)) };
}

function intentOf(plan: ResetPlan, groups: readonly PlannedGroup[], reason: string): Intent {
  return {
    operationId: plan.planId,
    action: 'reset',
    kafkaClusterId: plan.kafkaClusterId,
    reason,
    offsets: groups.flatMap(({ groupId, partitions }) => partitions.map(({ topic, partition, oldOffset, oldLeaderEpoch, oldMetadata }) => ({ groupId, topic, partition, offset: oldOffset, leaderEpoch: oldLeaderEpoch, metadata: oldMetadata }))),
    wish: {
      target: plan.request.target.kind,
      groups: groups.map(({ groupId, partitions }) => ({ groupId, partitions: partitions.map(({ topic, partition, oldOffset, newOffset }) => ({ topic, partition, oldOffset, newOffset })) })),
    },
  };
}

function resultOf(groups: readonly GroupOutcome[]): object {
  return { groups: groups.map(({ groupId, outcomes }) => ({ groupId, partitions: outcomes.map(({ topic, partition, status, readBack, failure }) => ({ topic, partition, status, readBack, error: failure?.message ?? null })) })) };
}

function refused(code: string, message: string): ResetResult {
  return { kind: 'refused', failures: [{ scope: 'plan', code, message }] };
}
