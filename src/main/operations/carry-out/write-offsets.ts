import type { Failure } from '../../../shared/failure';
import type { PlannedGroup, PlannedPartition } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../../kafka/errors';
import { OFFSET_COMMIT, type OffsetCommitRequest } from '../../kafka/protocol/apis/offset-commit';
import { OFFSET_DELETE, type OffsetDeleteRequest } from '../../kafka/protocol/apis/offset-delete';
import { errorText, kafkaError } from '../../kafka/protocol/errors';
import { alterShareStarts } from './alter-share-starts';
import { findCoordinators } from '../read/coordinators';
import { pause } from '../pause';
import { TopicPartitionMap } from '../read/topic-partition-map';

const PARTITIONS_PER_REQUEST = 1_000;
export const ATTEMPTS = 5;
export const PAUSE_MS = 300;
/** Failures of a connection that was never made: nothing was sent. */
const NEVER_SENT = /^(?:UNREACHABLE_|ADVERTISED_UNREACHABLE|NOT_KAFKA|TLS_|AUTHENTICATION_FAILED|SASL_|CREDENTIALS_MISSING|READ_ONLY|UNSUPPORTED_VERSION|BAD_REQUEST)/u;

/** What the coordinator said of one partition. */
export interface Tried {
  /** Null: done. */
  readonly failure: Failure | null;
  /** A call was not answered, or answered so that it may still come through: only reading back tells, and an old value may yet change. */
  readonly inDoubt: boolean;
}

/** A batch of one kind: `remove` takes commits away, otherwise offsets are committed. */
interface Batch {
  readonly remove: boolean;
  readonly partitions: readonly PlannedPartition[];
}

/**
 * Commits, or takes away, what was planned for one group, in batches. A cancellation stops between two of them, so that each is known.
 * What has no entry was not tried. Never rejects.
 */
export async function writeOffsets(client: ClusterClient, { groupId, groupType }: Pick<PlannedGroup, 'groupId' | 'groupType'>, partitions: readonly PlannedPartition[], options: CallOptions, onDone: (done: number) => void): Promise<TopicPartitionMap<Tried>> {
  const tried = new TopicPartitionMap<Tried>();
  let done = 0;
  let unanswered = 0;
  for (const batch of batchesOf(partitions)) {
    if (options.signal.aborted) return tried;
    if (unanswered >= 2) {
      for (const { topic, partition } of batch.partitions) tried.set(topic, partition, { failure: { scope: `partition ${topic}-${partition}`, code: 'NOT_TRIED', message: `It was not tried: the coordinator of ${groupId} had stopped answering.` }, inDoubt: false });
    } else {
      unanswered = (await write(client, groupId, groupType === 'share' ? alterShareStarts : batch.remove ? sendDelete : sendCommit, batch.partitions, tried, options)) ? 0 : unanswered + 1;
    }
    done += batch.partitions.length;
    onDone(done);
  }
  return tried;
}

function batchesOf(partitions: readonly PlannedPartition[]): readonly Batch[] {
  const batches: Batch[] = [];
  for (const remove of [false, true]) {
    const ofKind = partitions.filter(({ removesCommit }) => removesCommit === remove);
    for (let from = 0; from < ofKind.length; from += PARTITIONS_PER_REQUEST) batches.push({ remove, partitions: ofKind.slice(from, from + PARTITIONS_PER_REQUEST) });
  }
  return batches;
}

/** Fills `tried`; repeats only what a moving coordinator refused. False: it was not answered. */
async function write(client: ClusterClient, groupId: string, send: typeof sendCommit, partitions: readonly PlannedPartition[], tried: TopicPartitionMap<Tried>, options: CallOptions): Promise<boolean> {
  // Not cancelled in mid-flight: nobody would know what became of it.
  const calls: CallOptions = { ...options, signal: new AbortController().signal };
  let left = partitions;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    let sent = false;
    try {
      if (attempt > 1) await pause(PAUSE_MS * attempt, options.signal);
      const nodeId = (await findCoordinators(client, [groupId], calls)).get(groupId);
      if (typeof nodeId !== 'number') throw nodeId ?? new KafkaFailure('COORDINATOR_NOT_AVAILABLE', `No broker says who coordinates ${groupId}.`);
      sent = true;
      const answered = await send(client, nodeId, groupId, left, calls);
      left = left.filter(({ topic, partition }) => {
        const errorCode = answered.get(topic, partition);
        const retriable = errorCode === undefined || kafkaError(errorCode).retriable;
        const inDoubt = retriable || tried.get(topic, partition)?.inDoubt === true;
        tried.set(topic, partition, { failure: errorCode === 0 ? null : failureOf(groupId, topic, partition, errorCode), inDoubt });
        return retriable;
      });
    } catch (error) {
      const failure = toFailure('', error);
      const inDoubt = sent && !NEVER_SENT.test(failure.code);
      for (const { topic, partition } of left) {
        const before = tried.get(topic, partition);
        tried.set(topic, partition, { failure: { ...(before?.failure ?? failure), scope: `partition ${topic}-${partition}` }, inDoubt: inDoubt || before?.inDoubt === true });
      }
      return false;
    }
  }
  return true;
}

type Answered = TopicPartitionMap<number>;

async function sendCommit(client: ClusterClient, nodeId: number, groupId: string, partitions: readonly PlannedPartition[], calls: CallOptions): Promise<Answered> {
  const topics = new Map<string, OffsetCommitRequest['topics'][number]['partitions'][number][]>();
  for (const { topic, partition, newOffset, newLeaderEpoch, newMetadata } of partitions) {
    if (newOffset === null) continue;
    const ofTopic = topics.get(topic) ?? [];
    topics.set(topic, ofTopic);
    ofTopic.push({ partition, offset: newOffset, leaderEpoch: newLeaderEpoch ?? -1, metadata: newMetadata });
  }
  const response = await client.send(nodeId, OFFSET_COMMIT, { groupId, topics: [...topics].map(([topic, ofTopic]) => ({ topic, partitions: ofTopic })) }, calls);
  return answersOf(response.topics);
}

async function sendDelete(client: ClusterClient, nodeId: number, groupId: string, partitions: readonly PlannedPartition[], calls: CallOptions): Promise<Answered> {
  const topics = new Map<string, number[]>();
  for (const { topic, partition } of partitions) {
    const ofTopic = topics.get(topic) ?? [];
    topics.set(topic, ofTopic);
    ofTopic.push(partition);
  }
  const request: OffsetDeleteRequest = { groupId, topics: [...topics].map(([topic, ofTopic]) => ({ topic, partitions: ofTopic })) };
  const { errorCode, topics: answered } = await client.send(nodeId, OFFSET_DELETE, request, calls);
  // A group that is not there has no commit any more: reading back tells.
  const whole = kafkaError(errorCode).name === 'GROUP_ID_NOT_FOUND' ? 0 : errorCode;
  return errorCode === 0 ? answersOf(answered) : answersOf(request.topics.map(({ topic, partitions: of }) => ({ topic, partitions: of.map((partition) => ({ partition, errorCode: whole })) })));
}

function answersOf(topics: readonly { readonly topic: string; readonly partitions: readonly { readonly partition: number; readonly errorCode: number }[] }[]): Answered {
  const answered: Answered = new TopicPartitionMap();
  for (const { topic, partitions } of topics) for (const { partition, errorCode } of partitions) answered.set(topic, partition, errorCode);
  return answered;
}

function failureOf(groupId: string, topic: string, partition: number, errorCode: number | undefined): Failure {
  const scope = `partition ${topic}-${partition}`;
  if (errorCode === undefined) return { scope, code: 'NOT_ANSWERED', message: `The coordinator left ${topic}-${partition} out of its answer.` };
  const { name } = kafkaError(errorCode);
  if (name === 'UNKNOWN_MEMBER_ID' || name === 'NON_EMPTY_GROUP' || name === 'GROUP_SUBSCRIBED_TO_TOPIC') return { scope, code: 'GROUP_HAS_MEMBERS', message: `Kafka refused it: ${groupId} has members (again). Stop them, wait until the group is Empty, and plan again.` };
  return { scope, code: name, message: `The offset of ${topic}-${partition} was not changed: ${errorText(errorCode)}.` };
}
