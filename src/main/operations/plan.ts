import { randomUUID } from 'node:crypto';
import type { Failure } from '../../shared/failure';
import type { PlannedGroup, PlannedPartition, ResetPlan, ResetRequest, ResolvedRequest, ResolvedTarget } from '../../shared/reset';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import type { Metadata } from '../kafka/protocol/apis/metadata';
import { readGroups, type GroupReading } from './read-groups';
import { readLog, type LogReading, type TopicPartition } from './read-log';
import { removalsFor, resolveRemoval } from './remove-commit';
import { resolvePartition, type CommittedOffset, type CommittedOffsets, type PartitionFacts } from './resolve';
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
  const metadata = await client.readMetadata(null, options);
  const readings = await readGroups(client, [...new Set([...request.groupIds, ...(target.kind === 'to-group' ? [target.groupId] : [])])], options);
  const wanted = new Map<string, readonly TopicPartition[]>();
  for (const groupId of request.groupIds) wanted.set(groupId, wantedPartitions(request, metadata, readings, groupId));
  const log = await readPositions(client, metadata, distinct([...wanted.values()]), request, createdAt, options);
  return {
    planId: randomUUID(),
    kafkaClusterId: client.kafkaClusterId,
    createdAt,
    expiresAt: createdAt + lifeMs,
    request,
    groups: request.groupIds.map((groupId) => planGroup(groupId, readings, wanted.get(groupId) ?? [], log, request)),
  };
}

function planGroup(groupId: string, readings: ReadonlyMap<string, GroupReading>, wanted: readonly TopicPartition[], log: Positions, request: ResolvedRequest): PlannedGroup {
  const reading = readings.get(groupId);
  if (reading === undefined) throw new Error('Every group of the request was read.');
  const wishes = wishesFor(request, readings, groupId);
  const own = new TopicPartitionMap<ResolvedTarget>();
  for (const { topic, partition, target } of request.ownTargets) own.set(topic, partition, target);
  const removals = new TopicPartitionMap<true>();
  for (const { topic, partition } of removalsFor(request, groupId)) removals.set(topic, partition, true);
  const partitions = wanted.map(({ topic, partition }) => {
    const facts = factsOf(topic, partition, reading.committed.get(topic, partition) ?? null, wishes.get(topic, partition) ?? null, log);
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

function wantedPartitions(request: ResolvedRequest, metadata: Metadata, readings: ReadonlyMap<string, GroupReading>, groupId: string): readonly TopicPartition[] {
  const { scope, target } = request;
  const wanted = new TopicPartitionMap<true>();
  if (target.kind === 'to-offsets' || (target.kind === 'to-group' && scope.kind === 'all-topics')) {
    for (const { topic, partition } of wishesFor(request, readings, groupId).sorted()) if (isInScope(scope, topic, partition)) wanted.set(topic, partition, true);
    for (const { topic, partition } of removalsFor(request, groupId)) if (isInScope(scope, topic, partition)) wanted.set(topic, partition, true);
  } else if (scope.kind === 'all-topics') {
    for (const { topic, partition } of readings.get(groupId)?.committed.sorted() ?? []) wanted.set(topic, partition, true);
  } else {
    for (const { topic, partitions } of scope.topics) {
      const all = metadata.topics.find((known) => known.topic === topic)?.partition;
      for (const partition of partitions ?? all ?? []) wanted.set(topic, partition, true);
      // A topic that is not there must not go unsaid.
      if (partitions === null && (all === undefined || all.length === 0)) wanted.set(topic, 0, true);
    }
  }
  return wanted.sorted();
}

function isInScope(scope: ResetRequest['scope'], topic: string, partition: number): boolean {
  return scope.kind === 'all-topics' || scope.topics.some((wanted) => wanted.topic === topic && (wanted.partitions === null || wanted.partitions.includes(partition)));
}

/** What another group, a file or a snapshot says for this group. */
function wishesFor({ target }: ResolvedRequest, readings: ReadonlyMap<string, GroupReading>, groupId: string): CommittedOffsets {
  if (target.kind === 'to-group') return readings.get(target.groupId)?.committed ?? new TopicPartitionMap();
  const wishes: CommittedOffsets = new TopicPartitionMap();
  if (target.kind !== 'to-offsets') return wishes;
  for (const { topic, partition, offset, leaderEpoch, metadata, groupId: of } of target.offsets) {
    if ((of === null || of === groupId) && offset !== null) wishes.set(topic, partition, { offset, leaderEpoch, metadata });
  }
  return wishes;
}

interface Positions {
  readonly start: LogReading;
  readonly end: LogReading;
  readonly atTime: LogReading | null;
}

async function readPositions(client: ClusterClient, metadata: Metadata, wanted: readonly TopicPartition[], { target }: ResolvedRequest, now: number, options: CallOptions): Promise<Positions> {
  const time = target.kind === 'to-datetime' ? target.at : target.kind === 'by-duration' ? now - target.ms : null;
  const [start, end, atTime] = await Promise.all([
    readLog(client, metadata, wanted, 'earliest', options),
    readLog(client, metadata, wanted, 'latest', options),
    time === null ? null : readLog(client, metadata, wanted, Math.max(0, time), options),
  ]);
  return { start, end, atTime };
}

function factsOf(topic: string, partition: number, committed: CommittedOffset | Failure | null, wished: CommittedOffset | Failure | null, { start, end, atTime }: Positions): PartitionFacts {
  const logStart = start.get(topic, partition);
  const logEnd = end.get(topic, partition);
  const found = atTime?.get(topic, partition);
  return {
    topic,
    partition,
    committed: known(committed),
    wished: known(wished),
    logStart: known(logStart),
    logEnd: known(logEnd),
    atTime: found === undefined || isFailure(found) ? null : found.offset < 0 ? 'none' : found,
    failure: [committed, wished, logStart, logEnd, found].find(isFailure) ?? null,
  };
}

function known<Value extends object>(reading: Value | Failure | null | undefined): Value | null {
  return reading === undefined || reading === null || isFailure(reading) ? null : reading;
}

function isFailure(reading: object | null | undefined): reading is Failure {
  return reading !== undefined && reading !== null && 'code' in reading;
}

function distinct(lists: readonly (readonly TopicPartition[])[]): readonly TopicPartition[] {
  const all = new TopicPartitionMap<true>();
  for (const list of lists) for (const { topic, partition } of list) all.set(topic, partition, true);
  return all.sorted();
}
