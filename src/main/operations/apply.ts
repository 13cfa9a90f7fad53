import type { Failure } from '../../shared/failure';
import type { PlannedGroup, PlannedPartition, ResetOutcome } from '../../shared/reset';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { OFFSET_COMMIT, type OffsetCommitRequest } from '../kafka/protocol/apis/offset-commit';
import { kafkaError } from '../kafka/protocol/errors';
import { findCoordinators } from './coordinators';
import { pause } from './pause';
import { readCommitted } from './read-groups';
import type { CommittedOffsets } from './resolve';
import { TopicPartitionMap } from './topic-partition-map';

const PARTITIONS_PER_REQUEST = 1_000;
const ATTEMPTS = 5;
const PAUSE_MS = 300;

export interface ApplyProgress {
  readonly done: number;
  readonly of: number;
}

/**
 * Commits what was planned for one group and reads it back: `applied` is said of nothing else. A call without an answer may
 * have been carried out or not: the read-back decides. Never rejects; when cancelled, what was not tried is `skipped`.
 */
export async function applyGroup(client: ClusterClient, group: PlannedGroup, options: CallOptions, onProgress: (progress: ApplyProgress) => void): Promise<readonly ResetOutcome[]> {
  const wanted = group.partitions.filter(isToBeWritten);
  const tried = new TopicPartitionMap<Failure | null>();
  for (let from = 0; from < wanted.length && !options.signal.aborted; from += PARTITIONS_PER_REQUEST) {
    const batch = wanted.slice(from, from + PARTITIONS_PER_REQUEST);
    await commit(client, group.groupId, batch, tried, options);
    onProgress({ done: Math.min(wanted.length, from + batch.length), of: wanted.length });
  }
  // Reading back goes on after a cancellation: somebody must know how far it came.
  const readBack = await readBackOf(client, group.groupId, { signal: new AbortController().signal, timeoutMs: options.timeoutMs });
  return group.partitions.map((partition) => outcomeOf(partition, tried.get(partition.topic, partition.partition), readBack));
}

function isToBeWritten(partition: PlannedPartition): partition is PlannedPartition & { readonly newOffset: number } {
  return partition.newOffset !== null && partition.newOffset !== partition.oldOffset;
}

/** Fills `tried`: null = the coordinator said done. Repeats only what a moving coordinator refused. */
async function commit(client: ClusterClient, groupId: string, batch: readonly (PlannedPartition & { readonly newOffset: number })[], tried: TopicPartitionMap<Failure | null>, options: CallOptions): Promise<void> {
  let left = batch;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    try {
      if (attempt > 1) await pause(PAUSE_MS * attempt, options.signal);
      const nodeId = (await findCoordinators(client, [groupId], options)).get(groupId);
      if (typeof nodeId !== 'number') throw nodeId ?? new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
      const { topics } = await client.send(nodeId, OFFSET_COMMIT, requestOf(groupId, left), options);
      const again = new TopicPartitionMap<true>();
      for (const { topic, partitions } of topics) {
        for (const { partition, errorCode } of partitions) {
          const { retriable } = kafkaError(errorCode);
          tried.set(topic, partition, errorCode === 0 ? null : failureOf(groupId, topic, partition, errorCode));
          if (retriable) again.set(topic, partition, true);
        }
      }
      left = left.filter(({ topic, partition }) => again.get(topic, partition) === true);
    } catch (error) {
      for (const { topic, partition } of left) tried.set(topic, partition, { ...toFailure('', error), scope: `partition ${topic}-${partition}` });
      // Without an answer nobody knows what was done: the read-back tells.
      return;
    }
  }
}

function requestOf(groupId: string, partitions: readonly (PlannedPartition & { readonly newOffset: number })[]): OffsetCommitRequest {
  const topics = new Map<string, OffsetCommitRequest['topics'][number]['partitions'][number][]>();
  for (const { topic, partition, newOffset, newLeaderEpoch, newMetadata } of partitions) {
    const ofTopic = topics.get(topic) ?? [];
    topics.set(topic, ofTopic);
    ofTopic.push({ partition, offset: newOffset, leaderEpoch: newLeaderEpoch ?? -1, metadata: newMetadata });
  }
  return { groupId, topics: [...topics].map(([topic, ofTopic]) => ({ topic, partitions: ofTopic })) };
}

async function readBackOf(client: ClusterClient, groupId: string, options: CallOptions): Promise<CommittedOffsets | Failure> {
  let last: Failure = { scope: `group ${groupId}`, code: 'NOT_READ', message: `The offsets of ${groupId} could not be read back.` };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      if (attempt > 1) await pause(PAUSE_MS * attempt, options.signal);
      const nodeId = (await findCoordinators(client, [groupId], options)).get(groupId);
      if (typeof nodeId !== 'number') throw nodeId ?? new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
      const read = (await readCommitted(client, nodeId, [groupId], options)).get(groupId);
      if (read instanceof TopicPartitionMap) return read;
      if (read !== undefined) last = read;
    } catch (error) {
      last = toFailure(`group ${groupId}`, error);
    }
  }
  return last;
}

function outcomeOf(planned: PlannedPartition, tried: Failure | null | undefined, readBack: CommittedOffsets | Failure): ResetOutcome {
  const { topic, partition, oldOffset, newOffset } = planned;
  const base = { topic, partition, oldOffset, newOffset };
  const held = readBack instanceof TopicPartitionMap ? (readBack.get(topic, partition) ?? null) : readBack;
  if (held !== null && 'code' in held) return { ...base, status: newOffset === null ? 'skipped' : 'unknown', readBack: null, failure: planned.problem ?? held };
  const readBackOffset = held?.offset ?? null;
  if (newOffset === null) return { ...base, status: 'skipped', readBack: readBackOffset, failure: planned.problem };
  if (readBackOffset === newOffset) return { ...base, status: 'applied', readBack: readBackOffset, failure: null };
  if (tried === undefined) {
    const code = newOffset === oldOffset ? 'MOVED_MEANWHILE' : 'CANCELLED';
    const message = code === 'CANCELLED' ? 'It was cancelled before this partition was tried.' : `Nothing was to be changed here, but something else moved it to ${readBackOffset ?? 'none'}.`;
    return { ...base, status: 'skipped', readBack: readBackOffset, failure: { scope: `partition ${topic}-${partition}`, code, message } };
  }
  if (tried === null) {
    return { ...base, status: 'reverted', readBack: readBackOffset, failure: { scope: `partition ${topic}-${partition}`, code: 'REVERTED', message: `It was committed, but when it was read back it was ${readBackOffset ?? 'none'}: something else commits for this group.` } };
  }
  return { ...base, status: 'failed', readBack: readBackOffset, failure: tried };
}

function failureOf(groupId: string, topic: string, partition: number, errorCode: number): Failure {
  const { name, text } = kafkaError(errorCode);
  const scope = `partition ${topic}-${partition}`;
  if (name === 'UNKNOWN_MEMBER_ID') return { scope, code: 'GROUP_HAS_MEMBERS', message: `Kafka refused it: ${groupId} has members (again). Stop them, wait until the group is Empty, and plan again.` };
  return { scope, code: name, message: `The offset of ${topic}-${partition} was not committed: ${text}.` };
}
