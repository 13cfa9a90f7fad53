import { randomUUID } from 'node:crypto';
import type { Failure } from '../../../shared/failure';
import type { GroupWarning, PlannedGroup, PlannedPartition, ResetPlan, ResolvedRequest, ResolvedTarget } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { groupRefusal } from './group-refusal';
import { groupWarningsOf } from './group-warnings';
import { refuseTooMuch } from './limits';
import { movedSince } from './moved-since';
import { nextTurn } from '../pause';
import { wantedPartitions, wishesFor } from './plan-scope';
import { readGroups, type GroupReading } from '../read/read-groups';
import { readSessions } from '../read/read-sessions';
import { isFailure, known, readPartitions, type PartitionsReading } from '../read/read-partitions';
import { removalsFor, resolveRemoval } from './remove-commit';
import { requestsByGroup } from './request-of-group';
import { resolvePartition } from './resolve';
import { TopicPartitionMap, type TopicPartition } from '../read/topic-partition-map';

/** Planned before whatever else waits for the event loop goes on. */
const PARTITIONS_AT_ONCE = 500;

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
  const requestOf = requestsByGroup(request);
  const wanted = new Map<string, readonly TopicPartition[]>();
  for (const groupId of request.groupIds) wanted.set(groupId, wantedPartitions(requestOf(groupId), metadata, readings, groupId));
  refuseTooMuch(request.groupIds.length, [...wanted.values()].reduce((sum, of) => sum + of.length, 0));
  const [log, sessions] = await Promise.all([readPartitions(client, metadata, distinct([...wanted.values()]), request, createdAt, options), readSessions(client, readings.values(), options)]);
  const warningsOf = groupWarningsOf(metadata);
  const groups: PlannedGroup[] = [];
  for (const groupId of request.groupIds) groups.push(await planGroup(groupId, readings, sessions.get(groupId) ?? null, wanted.get(groupId) ?? [], log, warningsOf(groupId, readings.get(groupId)?.groupType ?? null), requestOf(groupId)));
  return {
    planId: randomUUID(),
    kafkaClusterId: client.kafkaClusterId,
    createdAt,
    expiresAt: createdAt + lifeMs,
    request,
    groups,
    failures: log.failure === null ? [] : [log.failure],
  };
}

async function planGroup(groupId: string, readings: ReadonlyMap<string, GroupReading>, sessionTimeOutMs: number | null, wanted: readonly TopicPartition[], log: PartitionsReading, warnings: readonly GroupWarning[], request: ResolvedRequest): Promise<PlannedGroup> {
  const reading = readings.get(groupId);
  if (reading === undefined) throw new Error('Every group of the request was read.');
  const wishes = wishesFor(request, readings, groupId);
  const own = new TopicPartitionMap<ResolvedTarget>();
  for (const { topic, partition, target } of request.ownTargets) own.set(topic, partition, target);
  const removals = new TopicPartitionMap<true>();
  for (const { topic, partition } of removalsFor(request, groupId)) removals.set(topic, partition, true);
  const told = movedSince(request, groupId);
  const partitions: PlannedPartition[] = [];
  for (const { topic, partition } of wanted) {
    if (partitions.length % PARTITIONS_AT_ONCE === 0) await nextTurn();
    const committed = reading.committed.get(topic, partition);
    const wished = wishes.get(topic, partition);
    const ofLog = log.factsOf(topic, partition);
    const facts = { ...ofLog, committed: known(committed), wished: known(wished), failure: isFailure(committed) ? committed : isFailure(wished) ? wished : ofLog.failure };
    if (removals.get(topic, partition) !== true) partitions.push(told(resolvePartition(facts, { target: own.get(topic, partition) ?? request.target, whenNoRecord: request.whenNoRecord })));
    else partitions.push(reading.groupType === 'share' ? resolvePartition({ ...facts, failure: cannotRemove(topic, partition) }, request) : told(resolveRemoval(facts)));
  }
  return {
    groupId,
    groupType: reading.groupType,
    groupState: reading.groupState,
    groupEpoch: reading.groupEpoch,
    members: reading.members,
    sessionTimeOutMs,
    coordinatorId: reading.coordinatorId,
    refusal: groupRefusal(reading, partitions.length, request, request.target.kind === 'to-group' ? readings.get(request.target.groupId) : undefined),
    warnings,
    partitions,
  };
}

function cannotRemove(topic: string, partition: number): Failure {
  return { scope: `partition ${topic}-${partition}`, code: 'SHARE_GROUP', message: 'It had no start offset before, and Kafka has no way to take that of a single partition away. Leave it out.' };
}

function distinct(lists: readonly (readonly TopicPartition[])[]): readonly TopicPartition[] {
  const all = new TopicPartitionMap<true>();
  for (const list of lists) for (const { topic, partition } of list) all.set(topic, partition, true);
  return all.sorted();
}
