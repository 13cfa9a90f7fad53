import { hostname, userInfo } from 'node:os';
import type { Failure } from '../../shared/failure';
import type { GroupOutcome, PlannedGroup, ResetPlan, ResetResult } from '../../shared/reset';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { applyGroup, type ApplyProgress } from './apply';
import type { AuditLog } from './audit-log';
import { driftBetween } from './check';
import { makePlan } from './plan';
import type { SnapshotStore } from './snapshot-store';

export interface ExecuteOptions extends CallOptions {
  readonly audit: AuditLog;
  readonly snapshots: SnapshotStore;
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
  const operationId = plan.planId;
  const unwritten = prepare(plan, groups, operationId, options);
  if (unwritten !== null) return { kind: 'refused', failures: [unwritten] };
  const done: GroupOutcome[] = [];
  for (const group of groups) {
    done.push({ groupId: group.groupId, outcomes: await applyGroup(client, group, { signal, timeoutMs }, (progress) => options.onProgress(group.groupId, progress)) });
  }
  return { kind: 'done', operationId, groups: done, auditFailure: writeResult(operationId, done, options) };
}

/** Null when snapshot and intent are on disk. */
function prepare(plan: ResetPlan, groups: readonly PlannedGroup[], operationId: string, { audit, snapshots, reason }: ExecuteOptions): Failure | null {
  try {
    snapshots.save({
      operationId,
      kafkaClusterId: plan.kafkaClusterId,
      takenAt: plan.createdAt,
      offsets: groups.flatMap(({ groupId, partitions }) => partitions.map(({ topic, partition, oldOffset, oldLeaderEpoch, oldMetadata }) => ({ groupId, topic, partition, offset: oldOffset, leaderEpoch: oldLeaderEpoch, metadata: oldMetadata }))),
    });
  } catch (error) {
    return { scope: 'disk', code: 'SNAPSHOT_NOT_WRITTEN', message: `What is committed now could not be kept on disk, so nothing was changed: ${textOf(error)}` };
  }
  try {
    audit.append({ kind: 'intent', operationId, action: 'reset', kafkaClusterId: plan.kafkaClusterId, user: userName(), host: hostname(), reason, target: plan.request.target.kind, groups: groups.map(({ groupId, partitions }) => ({ groupId, partitions: partitions.map(({ topic, partition, oldOffset, newOffset }) => ({ topic, partition, oldOffset, newOffset })) })) });
  } catch (error) {
    return { scope: 'disk', code: 'AUDIT_NOT_WRITTEN', message: `The audit file could not be written, so nothing was changed: ${textOf(error)}` };
  }
  return null;
}

function writeResult(operationId: string, groups: readonly GroupOutcome[], { audit }: ExecuteOptions): Failure | null {
  try {
    audit.append({ kind: 'result', operationId, groups: groups.map(({ groupId, outcomes }) => ({ groupId, partitions: outcomes.map(({ topic, partition, status, readBack, failure }) => ({ topic, partition, status, readBack, error: failure?.message ?? null })) })) });
    return null;
  } catch (error) {
    return { scope: 'disk', code: 'AUDIT_NOT_WRITTEN', message: `Offsets were changed as listed, but the audit file could not be written: ${textOf(error)}` };
  }
}

function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null; // no such user in the system's list
  }
}

function refused(code: string, message: string): ResetResult {
  return { kind: 'refused', failures: [{ scope: 'plan', code, message }] };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
