import type { Deletion, DeletionPlan, DeletionResult } from '../../../shared/deletion';
import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import { DELETE_GROUPS } from '../../kafka/protocol/apis/delete-groups';
import { OFFSET_DELETE } from '../../kafka/protocol/apis/offset-delete';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { closeJournal, writeIntent, type Intent, type Journal } from '../journal/journal';
import type { OffsetSnapshot } from '../journal/snapshot-store';
import { deletionDrift, readDeletion } from '../plan/plan-deletion';
import { whyExpired } from '../plan/plan-failures';
import { byTopic } from '../read/by-topic';
import { readGroups, type GroupReading } from '../read/read-groups';
import type { TopicPartition } from '../read/topic-partition-map';
import { deletionOutcome, isToBeReadBack } from './deletion-outcome';

export interface DeleteOptions extends CallOptions {
  readonly journal: Journal;
  /** Why, in the operator's words; may be empty. */
  readonly reason: string;
}

/**
 * Carries out a plan if all is still as planned: keeps on disk what goes, writes down the intent, deletes, reads back, writes down the result.
 * Groups that the plan itself refuses, and offsets that could not be read, are left alone. Rejects with KafkaFailure only before anything was written.
 */
export async function executeDeletion(client: ClusterClient, plan: DeletionPlan, options: DeleteOptions): Promise<DeletionResult> {
  const expired = whyExpired(plan);
  if (expired !== null) return refused([expired]);
  const groups = plan.groups.filter(({ refusal }) => refusal === null);
  if (groups.length === 0) return refused(plan.groups.flatMap(({ refusal }) => refusal ?? []));
  const { plan: now, readings: all } = await readDeletion(client, plan.wish, plan.expiresAt - plan.createdAt, options);
  const drift = deletionDrift(plan, now);
  if (drift.length > 0) return refused(drift);
  const readings = groups.flatMap(({ groupId }) => all.get(groupId) ?? []);
  const going = groups.flatMap(({ partitions }) => partitions.filter(({ problem }) => problem === null));
  const [reading] = readings;
  if (plan.wish.kind === 'groups' || reading === undefined) return deleteGroups(client, plan.planId, readings, options);
  return going.length === 0 ? refused(groups.flatMap(({ partitions }) => partitions.flatMap(({ problem }) => problem ?? []))) : deleteOffsets(client, plan.planId, reading, going, options);
}

/** Kafka allows it while the group lives, for topics that nobody subscribes. */
async function deleteOffsets(client: ClusterClient, operationId: string, reading: GroupReading, partitions: readonly TopicPartition[], options: DeleteOptions): Promise<DeletionResult> {
  const { groupId } = reading;
  const topics = byTopic(partitions, ({ partition }) => partition);
  const intent: Intent = { operationId, action: 'delete-offsets', reason: options.reason, offsets: snapshotOf(reading, partitions), wish: { groupId, topics } };
  const attempt = async (): Promise<readonly Deletion[]> => {
    const response = await client.send(coordinatorOf(reading), OFFSET_DELETE, { groupId, topics }, options);
    if (response.errorCode === 0) return response.topics.flatMap(({ topic, partitions: of }) => of.map(({ partition, errorCode }) => ({ groupId, partition: { topic, partition }, ...statusOf(errorCode, `${topic}-${partition}`) })));
    const failure = { scope: `group ${groupId}`, code: errorName(response.errorCode), message: `The offsets of ${groupId} were not deleted: ${errorText(response.errorCode)}.` };
    return partitions.map(({ topic, partition }) => ({ groupId, partition: { topic, partition }, status: 'failed', failure }));
  };
  return journaled(client, intent, options, async () => {
    const tried = await attempt().catch((error: unknown) => partitions.map(({ topic, partition }) => unanswered(groupId, { topic, partition }, error)));
    return readBack(client, tried, options);
  });
}

/** One group's failure stops no other. */
async function deleteGroups(client: ClusterClient, operationId: string, readings: readonly GroupReading[], options: DeleteOptions): Promise<DeletionResult> {
  const intent: Intent = { operationId, action: 'delete-groups', reason: options.reason, offsets: readings.flatMap((reading) => snapshotOf(reading, reading.committed.sorted())), wish: { groupIds: readings.map(({ groupId }) => groupId) } };
  return journaled(client, intent, options, async () => {
    const tried: Deletion[] = [];
    for (const reading of readings) tried.push(await deleteGroup(client, reading, options).catch((error: unknown) => unanswered(reading.groupId, null, error)));
    return readBack(client, tried, options);
  });
}

async function deleteGroup(client: ClusterClient, reading: GroupReading, options: DeleteOptions): Promise<Deletion> {
  const { groupId } = reading;
  if (options.signal.aborted) return { groupId, partition: null, status: 'failed', failure: { scope: `group ${groupId}`, code: 'CANCELLED', message: 'It was cancelled before this group was tried.' } };
  const { groups: [answer] } = await client.send(coordinatorOf(reading), DELETE_GROUPS, { groupIds: [groupId] }, options);
  if (answer === undefined) throw new KafkaFailure('NOT_ANSWERED', `The coordinator left ${groupId} out of its answer.`);
  return { groupId, partition: null, ...statusOf(answer.errorCode, groupId) };
}

/** Acts only when the intent is on disk. */
async function journaled(client: ClusterClient, intent: Intent, { journal }: DeleteOptions, act: () => Promise<readonly Deletion[]>): Promise<DeletionResult> {
  const unwritten = writeIntent(journal, client, intent);
  if (unwritten !== null) return refused([unwritten]);
  const deletions = await act();
  return { kind: 'done', operationId: intent.operationId, deletions, auditFailure: await closeJournal(journal, intent.operationId, { deletions }) };
}

/** Without an answer nobody knows what was done: reading back tells. */
function unanswered(groupId: string, partition: Deletion['partition'], error: unknown): Deletion {
  return { groupId, partition, status: 'unknown', failure: toFailure(`group ${groupId}`, error) };
}

async function readBack(client: ClusterClient, tried: readonly Deletion[], { timeoutMs }: CallOptions): Promise<readonly Deletion[]> {
  const groupIds = [...new Set(tried.filter(isToBeReadBack).map(({ groupId }) => groupId))];
  if (groupIds.length === 0) return tried;
  // Reading back goes on after a cancellation: somebody must know how far it came.
  const calls = { signal: new AbortController().signal, timeoutMs };
  const readings = await readGroups(client, groupIds, calls).catch((error: unknown) => toFailure('cluster', error));
  return tried.map((deletion) => deletionOutcome(deletion, 'code' in readings ? readings : readings.get(deletion.groupId)));
}

function statusOf(errorCode: number, what: string): Pick<Deletion, 'status' | 'failure'> {
  if (errorCode === 0) return { status: 'deleted', failure: null };
  const code = errorName(errorCode);
  if (code === 'GROUP_ID_NOT_FOUND') return { status: 'gone', failure: null };
  return { status: 'failed', failure: { scope: what, code, message: `${what} was not deleted: ${errorText(errorCode)}.` } };
}

function coordinatorOf({ coordinatorId, groupId }: GroupReading): number {
  if (coordinatorId === null) throw new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
  return coordinatorId;
}

/** Start offsets of share groups are left out: nothing can put them back but a classic group of that name. */
function snapshotOf({ groupId, groupType, committed }: GroupReading, partitions: readonly TopicPartition[]): OffsetSnapshot['offsets'] {
  if (groupType === 'share') return [];
  return partitions.flatMap(({ topic, partition }) => {
    const held = committed.get(topic, partition);
    return held === undefined || 'code' in held ? [] : [{ groupId, topic, partition, ...held }];
  });
}

function refused(failures: readonly Failure[]): DeletionResult {
  return { kind: 'refused', failures };
}
