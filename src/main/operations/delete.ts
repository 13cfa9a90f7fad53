import { randomUUID } from 'node:crypto';
import type { Failure } from '../../shared/failure';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { DELETE_GROUPS } from '../kafka/protocol/apis/delete-groups';
import { OFFSET_DELETE } from '../kafka/protocol/apis/offset-delete';
import { errorName, errorText } from '../kafka/protocol/errors';
import { findCoordinators } from './coordinators';
import { writeIntent, writeResult, type Journal } from './journal';
import { readGroups, type GroupReading } from './read-groups';
import type { OffsetSnapshot } from './snapshot-store';
import type { TopicPartition } from './read-log';

/** What became of one thing that was to be deleted. `gone`: it was not there. */
export interface Deletion {
  readonly groupId: string;
  /** Null: the whole group. */
  readonly partition: TopicPartition | null;
  readonly status: 'deleted' | 'gone' | 'failed';
  readonly failure: Failure | null;
}

export type DeletionResult =
  | { readonly kind: 'refused'; readonly failures: readonly Failure[] }
  | { readonly kind: 'done'; readonly operationId: string; readonly deletions: readonly Deletion[]; readonly auditFailure: Failure | null };

export interface DeleteOptions extends CallOptions {
  readonly journal: Journal;
  readonly reason: string;
}

/**
 * Deletes committed offsets of one group. Kafka allows it while the group lives, for topics that nobody subscribes.
 * What was committed is kept first, so that it can be put back. Rejects with KafkaFailure only before anything was written.
 */
export async function deleteOffsets(client: ClusterClient, groupId: string, partitions: readonly TopicPartition[], options: DeleteOptions): Promise<DeletionResult> {
  const reading = (await readGroups(client, [groupId], options)).get(groupId);
  const unknown = whyNot(groupId, reading);
  if (unknown !== null || reading === undefined) return { kind: 'refused', failures: unknown === null ? [] : [unknown] };
  const operationId = randomUUID();
  const wanted = new Map<string, number[]>();
  for (const { topic, partition } of partitions) wanted.set(topic, [...(wanted.get(topic) ?? []), partition]);
  const topics = [...wanted].map(([topic, of]) => ({ topic, partitions: of }));
  const refused = writeIntent(options.journal, {
    operationId, action: 'delete-offsets', kafkaClusterId: client.kafkaClusterId, reason: options.reason,
    offsets: snapshotOf(reading).filter(({ topic, partition }) => wanted.get(topic)?.includes(partition) === true), wish: { groupId, topics },
  });
  if (refused !== null) return { kind: 'refused', failures: [refused] };
  const deletions = await attempt(
    () => partitions.map((partition): Deletion => ({ groupId, partition, status: 'failed', failure: null })),
    async () => {
      const response = await client.send(coordinatorOf(reading), OFFSET_DELETE, { groupId, topics }, options);
      if (response.errorCode !== 0) throw new KafkaFailure(errorName(response.errorCode), `The offsets of ${groupId} were not deleted: ${errorText(response.errorCode)}.`);
      return response.topics.flatMap(({ topic, partitions: of }) => of.map(({ partition, errorCode }): Deletion => ({ groupId, partition: { topic, partition }, ...statusOf(errorCode, `${topic}-${partition}`) })));
    },
  );
  return { kind: 'done', operationId, deletions, auditFailure: writeResult(options.journal, operationId, { deletions }) };
}

/** Deletes groups that have no members, with their offsets, which are kept first. One group's failure stops no other. */
export async function deleteGroups(client: ClusterClient, groupIds: readonly string[], options: DeleteOptions): Promise<DeletionResult> {
  const readings = await readGroups(client, groupIds, options);
  const refusals = groupIds.flatMap((groupId) => whyNot(groupId, readings.get(groupId)) ?? membersOf(groupId, readings.get(groupId)) ?? []);
  if (refusals.length > 0) return { kind: 'refused', failures: refusals };
  const operationId = randomUUID();
  const refused = writeIntent(options.journal, {
    operationId, action: 'delete-groups', kafkaClusterId: client.kafkaClusterId, reason: options.reason,
    offsets: groupIds.flatMap((groupId) => snapshotOf(readings.get(groupId))), wish: { groupIds },
  });
  if (refused !== null) return { kind: 'refused', failures: [refused] };
  const deletions: Deletion[] = [];
  const coordinators = await findCoordinators(client, groupIds, options);
  for (const groupId of groupIds) {
    if (options.signal.aborted) break;
    const [deletion] = await attempt(
      () => [{ groupId, partition: null, status: 'failed' as const, failure: null }],
      async () => {
        const nodeId = coordinators.get(groupId);
        if (typeof nodeId !== 'number') throw nodeId ?? new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
        const { groups } = await client.send(nodeId, DELETE_GROUPS, { groupIds: [groupId] }, options);
        return groups.map(({ errorCode }): Deletion => ({ groupId, partition: null, ...statusOf(errorCode, groupId) }));
      },
    );
    if (deletion !== undefined) deletions.push(deletion);
  }
  return { kind: 'done', operationId, deletions, auditFailure: writeResult(options.journal, operationId, { deletions }) };
}

async function attempt(untouched: () => readonly Deletion[], act: () => Promise<readonly Deletion[]>): Promise<readonly Deletion[]> {
  try {
    return await act();
  } catch (error) {
    // Without an answer nobody knows: it is said as a failure, and a second try is harmless.
    return untouched().map((deletion) => ({ ...deletion, failure: toFailure(`group ${deletion.groupId}`, error) }));
  }
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

function snapshotOf(reading: GroupReading | undefined): OffsetSnapshot['offsets'] {
  return (reading?.committed.sorted() ?? []).flatMap(({ topic, partition, value }) => ('code' in value ? [] : [{ groupId: reading?.groupId ?? '', topic, partition, ...value }]));
}
