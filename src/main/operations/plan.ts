import { randomUUID } from 'node:crypto';
import type { Failure } from '../../shared/failure';
import type { GroupWarning, PlannedGroup, PlannedPartition, ResetPlan, ResolvedRequest, ResolvedTarget } from '../../shared/reset';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { groupWarnings } from './group-warnings';
import { refuseTooMuch } from './limits';
import { wantedPartitions, wishesFor } from './plan-scope';
import { readGroups, type GroupReading } from './read-groups';
import type { TopicPartition } from './read-log';
import { isFailure, known, readPartitions, type PartitionsReading } from './read-partitions';
import { removalsFor, resolveRemoval } from './remove-commit';
import { resolvePartition } from './resolve';
import { TopicPartitionMap } from './topic-partition-map';

/** A group may be changed from outside only in these states; null: it does not exist. */
const IDLE_STATES: ReadonlySet<string | null> = new Set(['Empty', 'Dead', null]);

/**
 * Reads everything that the request is about and works out what would be done. Nothing is written. Rejects with
 * KafkaFailure if the cluster cannot be read at all; what is unknown of a group or partition stands in its place.
 */
export async function makePlan(client: ClusterClient, request: ResolvedRequest, lifeMs: number, options: CallOptions): Promise<ResetPlan> {
  const createdAt = Date.now();
  const { target } = request;
  refuseTooMuch(request.groupIds.length, 0);
  const metadata = await client.readMetadata(null, options);
  const readings = await readGroups(client, [...new Set([...request.groupIds, ...(target.kind === 'to-group' ? [target.groupId] : [])])], options);
  const wanted = new Map<string, readonly TopicPartition[]>();
  for (const groupId of request.groupIds) wanted.set(groupId, wantedPartitions(request, metadata, readings, groupId));
  refuseTooMuch(request.groupIds.length, [...wanted.values()].reduce((sum, of) => sum + of.length, 0));
  const log = await readPartitions(client, metadata, distinct([...wanted.values()]), request, createdAt, options);
  return {
    planId: randomUUID(),
    kafkaClusterId: client.kafkaClusterId,
    createdAt,
    expiresAt: createdAt + lifeMs,
    request,
    groups: request.groupIds.map((groupId) => planGroup(groupId, readings, wanted.get(groupId) ?? [], log, groupWarnings(groupId, readings.get(groupId)?.groupType ?? null, metadata), request)),
    failures: log.failure === null ? [] : [log.failure],
  };
}

function planGroup(groupId: string, readings: ReadonlyMap<string, GroupReading>, wanted: readonly TopicPartition[], log: PartitionsReading, warnings: readonly GroupWarning[], request: ResolvedRequest): PlannedGroup {
  const reading = readings.get(groupId);
  if (reading === undefined) throw new Error('Every group of the request was read.');
  const wishes = wishesFor(request, readings, groupId);
  const own = new TopicPartitionMap<ResolvedTarget>();
  for (const { topic, partition, target } of request.ownTargets) own.set(topic, partition, target);
  const removals = new TopicPartitionMap<true>();
  for (const { topic, partition } of removalsFor(request, groupId)) removals.set(topic, partition, true);
  const partitions = wanted.map(({ topic, partition }) => {
    const committed = reading.committed.get(topic, partition);
    const wished = wishes.get(topic, partition);
    const ofLog = log.factsOf(topic, partition);
    const facts = { ...ofLog, committed: known(committed), wished: known(wished), failure: [committed, wished].find(isFailure) ?? ofLog.failure };
    if (removals.get(topic, partition) === true) return resolveRemoval(facts);
    return resolvePartition(facts, { target: own.get(topic, partition) ?? request.target, whenNoRecord: request.whenNoRecord });
  });
  return {
    groupId,
    groupType: reading.groupType,
    groupState: reading.groupState,
    members: reading.members,
    coordinatorId: reading.coordinatorId,
    refusal: refusalOf(reading, partitions, request),
    warnings,
    partitions,
  };
}

/** Why the group cannot be changed now; null: it can. */
function refusalOf(reading: GroupReading, partitions: readonly PlannedPartition[], request: ResolvedRequest): Failure | null {
  const { groupId, groupType, groupState, members } = reading;
  const scope = `group ${groupId}`;
  if (reading.failure !== null) return reading.failure;
  if (groupType === 'share' || groupType === 'streams') return { scope, code: 'GROUP_TYPE', message: `${groupId} is a ${groupType} group; its offsets are not changed this way yet.` };
  if (groupState === null && !request.createGroups) return { scope, code: 'GROUP_ID_NOT_FOUND', message: `There is no group ${groupId}. To create it at these offsets, say so explicitly.` };
  if (members.length > 0 || !IDLE_STATES.has(groupState)) {
    return { scope, code: 'GROUP_HAS_MEMBERS', message: `${groupId} is ${groupState ?? 'in use'} with ${members.length} ${members.length === 1 ? 'member' : 'members'}. Kafka refuses to move the offsets of a group while it has members: stop them, and wait until it is Empty.` };
  }
  if (partitions.length === 0) return { scope, code: 'NOTHING_TO_DO', message: `Nothing of ${groupId} is in the scope: it has no committed offset there.` };
  return null;
}

function distinct(lists: readonly (readonly TopicPartition[])[]): readonly TopicPartition[] {
  const all = new TopicPartitionMap<true>();
  for (const list of lists) for (const { topic, partition } of list) all.set(topic, partition, true);
  return all.sorted();
}
