import { randomUUID } from 'node:crypto';
import type { DeletionPlan, DeletionWish, PlannedGroupDeletion, PlannedOffsetDeletion } from '../../../shared/deletion';
import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { refuseTooMuch } from './limits';
import { whyAnotherCluster } from './plan-failures';
import { readGroups, type GroupReading } from '../read/read-groups';
import { readSessions } from '../read/read-sessions';
import { readLog, type LogReading } from '../read/read-log';
import { TopicPartitionMap, type TopicPartition } from '../read/topic-partition-map';
import { formatCounted } from '../../../shared/text';

/** States of a classic group in which Kafka takes it for used. */
const CLASSIC_LIVING: ReadonlySet<string> = new Set(['Stable', 'PreparingRebalance', 'CompletingRebalance']);

export interface DeletionReading {
  readonly plan: DeletionPlan;
  /** What it was made of: of every group of the plan. */
  readonly readings: ReadonlyMap<string, GroupReading>;
}

/** Reads what would be deleted, and why some of it cannot be. Rejects with KafkaFailure if the cluster cannot be read at all. */
export async function readDeletion(client: ClusterClient, wish: DeletionWish, lifeMs: number, options: CallOptions): Promise<DeletionReading> {
  const createdAt = Date.now();
  const metadata = await client.readMetadata(null, options);
  const groupIds = wish.kind === 'groups' ? [...new Set(wish.groupIds)] : [wish.groupId];
  refuseTooMuch(groupIds.length, wish.kind === 'offsets' ? wish.partitions.length : 0);
  const readings = await readGroups(client, groupIds, options);
  const partitionsOf = (groupId: string): readonly TopicPartition[] => (wish.kind === 'offsets' ? wish.partitions : (readings.get(groupId)?.committed.sorted() ?? []));
  refuseTooMuch(groupIds.length, groupIds.reduce((sum, groupId) => sum + partitionsOf(groupId).length, 0));
  const [ends, sessions] = await Promise.all([readLog(client, metadata, groupIds.flatMap(partitionsOf), 'latest', options), readSessions(client, readings.values(), options)]);
  const groups = groupIds.map((groupId) => planGroupDeletion(groupId, readings.get(groupId), partitionsOf(groupId), ends, wish, sessions.get(groupId)));
  return { plan: { planId: randomUUID(), kafkaClusterId: client.kafkaClusterId, createdAt, expiresAt: createdAt + lifeMs, wish, groups }, readings };
}

/** The plan alone. */
export async function makeDeletionPlan(client: ClusterClient, wish: DeletionWish, lifeMs: number, options: CallOptions): Promise<DeletionPlan> {
  return (await readDeletion(client, wish, lifeMs, options)).plan;
}

/** What is different between a plan and the same wish planned again now; empty: it may be carried out as it is. */
export function deletionDrift(plan: DeletionPlan, now: DeletionPlan): readonly Failure[] {
  const elsewhere = whyAnotherCluster(plan, now);
  if (elsewhere !== null) return [elsewhere];
  const current = new Map(now.groups.map((group) => [group.groupId, group]));
  return plan.groups.flatMap((group) => {
    const found = current.get(group.groupId);
    return group.refusal !== null || found === undefined ? [] : groupDrift(group, found);
  });
}

function groupDrift(planned: PlannedGroupDeletion, now: PlannedGroupDeletion): readonly Failure[] {
  const scope = `group ${planned.groupId}`;
  if (now.refusal !== null) return [now.refusal];
  if (planned.groupType !== now.groupType) return [{ scope, code: 'TYPE_CHANGED', message: `${planned.groupId} was a ${planned.groupType ?? 'new'} group and is ${now.groupType ?? 'gone'} now.` }];
  const before = new TopicPartitionMap<number | null>();
  const left = new TopicPartitionMap<true>(); // those may move: they are not deleted
  for (const { topic, partition, committedOffset, problem } of planned.partitions) {
    before.set(topic, partition, committedOffset);
    if (problem !== null) left.set(topic, partition, true);
  }
  const moved = now.partitions.find(({ topic, partition, committedOffset, problem }) => left.get(topic, partition) !== true && (problem !== null || before.get(topic, partition) !== committedOffset));
  if (moved?.problem != null) return [moved.problem];
  if (moved !== undefined) return [{ scope, code: 'OFFSET_MOVED', message: `The committed offset of ${moved.topic}-${moved.partition} is ${moved.committedOffset ?? 'none'} now, and was ${before.get(moved.topic, moved.partition) ?? 'none'}.` }];
  if (planned.partitions.length !== now.partitions.length) return [{ scope, code: 'OFFSETS_CHANGED', message: `${planned.groupId} had ${planned.partitions.length} committed offsets and has ${now.partitions.length} now.` }];
  return [];
}

/** What a wish does to one group, by what was read of it; `ends`: the log ends of its partitions. */
export function planGroupDeletion(groupId: string, reading: GroupReading | undefined, partitions: readonly TopicPartition[], ends: LogReading, wish: DeletionWish, sessionTimeOutMs: number | null = null): PlannedGroupDeletion {
  const members = reading?.members ?? [];
  const count = formatCounted(members.length, 'member');
  return {
    groupId,
    groupType: reading?.groupType ?? null,
    groupState: reading?.groupState ?? null,
    members,
    sessionTimeOutMs,
    refusal: refusalOf(groupId, reading, count, wish),
    notes: notesOf(groupId, reading, count, wish),
    partitions: reading === undefined ? [] : partitions.map((partition) => planOffset(reading, partition, ends, wish)),
  };
}

function refusalOf(groupId: string, reading: GroupReading | undefined, count: string, wish: DeletionWish): Failure | null {
  const scope = `group ${groupId}`;
  if (reading === undefined) return { scope, code: 'NOT_READ', message: `${groupId} could not be read.` };
  if (reading.failure !== null) return reading.failure;
  if (reading.groupState === null) return { scope, code: 'GROUP_ID_NOT_FOUND', message: `There is no group ${groupId}.` };
  if (wish.kind === 'offsets' && reading.groupType === 'share') return { scope, code: 'SHARE_GROUP', message: `${groupId} is a share group: it has start offsets, which are not deleted by the partition. Reset them, or delete the group.` };
  const unread = wish.kind === 'groups' ? reading.committed.sorted().find(({ value }) => 'code' in value) : undefined;
  if (unread !== undefined) return { scope, code: 'NOT_READ', message: `The committed offset of ${unread.topic}-${unread.partition} could not be read, so it could not be put back once ${groupId} is deleted. Try again when it can be read.` };
  const protocolType = strangeProtocol(reading);
  if (wish.kind === 'offsets' && protocolType !== null) return { scope, code: 'GROUP_HAS_MEMBERS', message: `${groupId} has ${count} and is no consumer group (protocol type ${protocolType}): Kafka deletes its offsets only while it has no member. Stop them first.` };
  if (wish.kind === 'groups' && reading.members.length > 0) return { scope, code: 'GROUP_HAS_MEMBERS', message: `${groupId} has ${count}: Kafka deletes only groups without any. Stop them first.` };
  return null;
}

/** Of a classic group that lives and is not one of consumers; null: its offsets of topics that nobody subscribes can be deleted. */
function strangeProtocol({ groupType, groupState, protocolType }: GroupReading): string | null {
  const isClassic = groupType === null || groupType === 'classic';
  return isClassic && protocolType !== null && protocolType !== 'consumer' && groupState !== null && CLASSIC_LIVING.has(groupState) ? protocolType : null;
}

/** Whether what the members subscribe is left out of the description. */
function isUntold(reading: GroupReading | undefined): boolean {
  return reading?.groupState === 'PreparingRebalance' || reading?.groupState === 'CompletingRebalance';
}

function notesOf(groupId: string, reading: GroupReading | undefined, count: string, wish: DeletionWish): readonly string[] {
  if (wish.kind === 'groups' && reading?.groupType === 'share') return [`${groupId} is a share group: once it is deleted, its start offsets cannot be put back.`];
  if (wish.kind === 'offsets' && (reading?.members.length ?? 0) > 0) return [`${groupId} has ${count}: Kafka deletes only offsets of topics that none of them subscribes, and refuses the others one by one.${isUntold(reading) ? ' It is rebalancing: what they subscribe is not told now, so that it is not foretold here.' : ''}`];
  return [];
}

function planOffset({ groupId, committed, subscribedTopics }: GroupReading, { topic, partition }: TopicPartition, ends: LogReading, wish: DeletionWish): PlannedOffsetDeletion {
  const held = committed.get(topic, partition) ?? null;
  const end = ends.get(topic, partition);
  if (held !== null && 'code' in held) return { topic, partition, committedOffset: null, lag: null, problem: held };
  const lag = held === null || end === undefined || 'code' in end ? null : Math.max(0, end.offset - held.offset);
  return { topic, partition, committedOffset: held?.offset ?? null, lag, problem: wish.kind === 'offsets' && subscribedTopics.has(topic) ? subscribed(groupId, topic, partition) : null };
}

/** As Kafka answers it. */
function subscribed(groupId: string, topic: string, partition: number): Failure {
  return { scope: `partition ${topic}-${partition}`, code: 'GROUP_SUBSCRIBED_TO_TOPIC', message: `A member of ${groupId} subscribes to ${topic}: Kafka would refuse to delete the offset of ${topic}-${partition}. Stop its members first.` };
}
