import { randomUUID } from 'node:crypto';
import type { Deletion, DeletionPlan, DeletionResult } from '../../../shared/deletion';
import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import { DELETE_GROUPS } from '../../kafka/protocol/apis/delete-groups';
import { OFFSET_DELETE } from '../../kafka/protocol/apis/offset-delete';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { findCoordinators } from '../read/coordinators';
import { closeJournal, writeIntent, type Journal } from '../journal/journal';
import { deletionDrift, makeDeletionPlan } from '../plan/plan-deletion';
import { readGroups, type GroupReading } from '../read/read-groups';
import type { TopicPartition } from '../read/topic-partition-map';
import type { OffsetSnapshot } from '../journal/snapshot-store';

export type { Deletion, DeletionResult } from '../../../shared/deletion';

export interface DeleteOptions extends CallOptions {
  readonly journal: Journal;
  readonly reason: string;
  /** Of the plan that is carried out; left out: a new one. */
  readonly operationId?: string;
}

/** Carries out a plan if all is still as planned. Groups that the plan itself refuses are left alone. Rejects with KafkaFailure only before anything was written. */
export async function executeDeletion(client: ClusterClient, plan: DeletionPlan, options: DeleteOptions): Promise<DeletionResult> {
  if (Date.now() > plan.expiresAt) return { kind: 'refused', failures: [{ scope: 'plan', code: 'PLAN_EXPIRED', message: 'The plan is too old to be carried out. Look at a fresh one.' }] };
  const groups = plan.groups.filter(({ refusal }) => refusal === null);
  if (groups.length === 0) return { kind: 'refused', failures: plan.groups.flatMap(({ refusal }) => (refusal === null ? [] : [refusal])) };
  const drift = deletionDrift(plan, await makeDeletionPlan(client, plan.wish, plan.expiresAt - plan.createdAt, options));
  if (drift.length > 0) return { kind: 'refused', failures: drift };
  const planned = { ...options, operationId: plan.planId };
  const { wish } = plan;
  return wish.kind === 'offsets' ? deleteOffsets(client, wish.groupId, wish.partitions, planned) : deleteGroups(client, groups.map(({ groupId }) => groupId), planned);
}

/**
 * Deletes committed offsets of one group. Kafka allows it while the group lives, for topics that nobody subscribes.
 * What was committed is kept first, so that it can be put back. Rejects with KafkaFailure only before anything was written.
 */
export async function deleteOffsets(client: ClusterClient, groupId: string, partitions: readonly TopicPartition[], options: DeleteOptions): Promise<DeletionResult> {
  const reading = (await readGroups(client, [groupId], options)).get(groupId);
  const unknown = whyNot(groupId, reading);
  if (unknown !== null || reading === undefined) return { kind: 'refused', failures: unknown === null ? [] : [unknown] };
  const operationId = options.operationId ?? randomUUID();
  const wanted = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    const ofTopic = wanted.get(topic);
    if (ofTopic === undefined) wanted.set(topic, [partition]);
    else ofTopic.push(partition);
  }
  const topics = [...wanted].map(([topic, of]) => ({ topic, partitions: of }));
  const chosen = new Map(topics.map(({ topic, partitions: of }) => [topic, new Set(of)]));
  const refused = writeIntent(options.journal, client, {
    operationId, action: 'delete-offsets', reason: options.reason,
    offsets: snapshotOf(reading).filter(({ topic, partition }) => chosen.get(topic)?.has(partition) === true), wish: { groupId, topics },
  });
  if (refused !== null) return { kind: 'refused', failures: [refused] };
  const tried = await attempt(
    () => partitions.map((partition): Deletion => ({ groupId, partition, status: 'unknown', failure: null })),
    async () => {
      const response = await client.send(coordinatorOf(reading), OFFSET_DELETE, { groupId, topics }, options);
      if (response.errorCode !== 0) {
        const code = errorName(response.errorCode);
        const failure = { scope: `group ${groupId}`, code, message: `The offsets of ${groupId} were not deleted: ${errorText(response.errorCode)}.` };
        return partitions.map((partition): Deletion => ({ groupId, partition, status: 'failed', failure }));
      }
      return response.topics.flatMap(({ topic, partitions: of }) => of.map(({ partition, errorCode }): Deletion => ({ groupId, partition: { topic, partition }, ...statusOf(errorCode, `${topic}-${partition}`) })));
    },
  );
  const deletions = await readBack(client, tried, (now, { partition }) => partition !== null && now.committed.get(partition.topic, partition.partition) !== undefined, options);
  return { kind: 'done', operationId, deletions, auditFailure: await closeJournal(options.journal, operationId, { deletions }) };
}

/** Deletes groups that have no members, with their offsets, which are kept first. One group's failure stops no other. */
export async function deleteGroups(client: ClusterClient, groupIds: readonly string[], options: DeleteOptions): Promise<DeletionResult> {
  const readings = await readGroups(client, groupIds, options);
  const refusals = groupIds.flatMap((groupId) => whyNot(groupId, readings.get(groupId)) ?? membersOf(groupId, readings.get(groupId)) ?? []);
  if (refusals.length > 0) return { kind: 'refused', failures: refusals };
  const coordinators = await findCoordinators(client, groupIds, options);
  const operationId = options.operationId ?? randomUUID();
  const refused = writeIntent(options.journal, client, {
    operationId, action: 'delete-groups', reason: options.reason,
    offsets: groupIds.flatMap((groupId) => snapshotOf(readings.get(groupId))), wish: { groupIds },
  });
  if (refused !== null) return { kind: 'refused', failures: [refused] };
  const tried: Deletion[] = [];
  for (const groupId of groupIds) {
    if (options.signal.aborted) {
      tried.push({ groupId, partition: null, status: 'failed', failure: { scope: `group ${groupId}`, code: 'CANCELLED', message: 'It was cancelled before this group was tried.' } });
      continue;
    }
    tried.push(
      ...(await attempt(
        () => [{ groupId, partition: null, status: 'unknown' as const, failure: null }],
        async () => {
          const nodeId = coordinators.get(groupId);
          if (typeof nodeId !== 'number') throw nodeId ?? new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
          const { groups } = await client.send(nodeId, DELETE_GROUPS, { groupIds: [groupId] }, options);
          return groups.map(({ errorCode }): Deletion => ({ groupId, partition: null, ...statusOf(errorCode, groupId) }));
        },
      )),
    );
  }
  const deletions = await readBack(client, tried, (now) => now.groupState !== null, options);
  return { kind: 'done', operationId, deletions, auditFailure: await closeJournal(options.journal, operationId, { deletions }) };
}

async function attempt(unanswered: () => readonly Deletion[], act: () => Promise<readonly Deletion[]>): Promise<readonly Deletion[]> {
  try {
    return await act();
  } catch (error) {
    // Without an answer nobody knows what was done: reading back tells.
    return unanswered().map((deletion) => ({ ...deletion, failure: toFailure(`group ${deletion.groupId}`, error) }));
  }
}

/** What is called deleted is no longer there; of what could not be read back nothing is said. */
async function readBack(client: ClusterClient, tried: readonly Deletion[], isThere: (now: GroupReading, deletion: Deletion) => boolean, { timeoutMs }: CallOptions): Promise<readonly Deletion[]> {
  const groupIds = [...new Set(tried.filter(({ status }) => status === 'deleted' || status === 'unknown').map(({ groupId }) => groupId))];
  if (groupIds.length === 0) return tried;
  // Reading back goes on after a cancellation: somebody must know how far it came.
  const calls = { signal: new AbortController().signal, timeoutMs };
  const readings = await readGroups(client, groupIds, calls).catch((error: unknown) => toFailure('cluster', error));
  return tried.map((deletion) => {
    if (deletion.status !== 'deleted' && deletion.status !== 'unknown') return deletion;
    const now = 'code' in readings ? undefined : readings.get(deletion.groupId);
    const unread = 'code' in readings ? readings : (now?.failure ?? null);
    if (now === undefined || unread !== null) return { ...deletion, status: 'unknown', failure: unread ?? deletion.failure };
    if (!isThere(now, deletion)) return { ...deletion, status: 'deleted', failure: null };
    const scope = `group ${deletion.groupId}`;
    return { ...deletion, status: 'failed', failure: deletion.failure ?? { scope, code: 'THERE_AGAIN', message: 'Kafka deleted it, but it was there again when it was read back: something else uses this group.' } };
  });
}

function statusOf(errorCode: number, what: string): Pick<Deletion, 'status' | 'failure'> {
  if (errorCode === 0) return { status: 'deleted', failure: null };
  const code = errorName(errorCode);
  if (code === 'GROUP_ID_NOT_FOUND') return { status: 'gone', failure: null };
  return { status: 'failed', failure: { scope: what, code, message: `${what} was not deleted: ${errorText(errorCode)}.` } };
}

function whyNot(groupId: string, reading: GroupReading | undefined): Failure | null {
  if (reading === undefined) return { scope: `group ${groupId}`, code: 'NOT_READ', message: `${groupId} could not be read.` };
  if (reading.failure !== null) return reading.failure;
  return reading.groupState === null ? { scope: `group ${groupId}`, code: 'GROUP_ID_NOT_FOUND', message: `There is no group ${groupId}.` } : null;
}

function membersOf(groupId: string, reading: GroupReading | undefined): Failure | null {
  const members = reading?.members.length ?? 0;
  return members === 0 ? null : { scope: `group ${groupId}`, code: 'GROUP_HAS_MEMBERS', message: `${groupId} has ${members} ${members === 1 ? 'member' : 'members'}: Kafka deletes only groups without any. Stop them first.` };
}

function coordinatorOf({ coordinatorId, groupId }: GroupReading): number {
  if (coordinatorId === null) throw new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
  return coordinatorId;
}

/** Start offsets of share groups are left out: nothing can put them back but a classic group of that name. */
function snapshotOf(reading: GroupReading | undefined): OffsetSnapshot['offsets'] {
  if (reading?.groupType === 'share') return [];
  return (reading?.committed.sorted() ?? []).flatMap(({ topic, partition, value }) => ('code' in value ? [] : [{ groupId: reading?.groupId ?? '', topic, partition, ...value }]));
}
