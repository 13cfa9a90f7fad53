import type { Failure } from '../../../shared/failure';
import type { PlannedGroup, PlannedPartition } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { errorText, kafkaError } from '../../kafka/protocol/errors';
import { coordinatorOf } from '../read/coordinators';
import { pause } from '../pause';
import { TopicPartitionMap } from '../read/topic-partition-map';
import { sendCommit, sendDelete, sendShareStarts, type Send } from './send-offsets';

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
      unanswered = (await write(client, groupId, groupType === 'share' ? sendShareStarts : batch.remove ? sendDelete : sendCommit, batch.partitions, tried, options)) ? 0 : unanswered + 1;
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
async function write(client: ClusterClient, groupId: string, send: Send, partitions: readonly PlannedPartition[], tried: TopicPartitionMap<Tried>, options: CallOptions): Promise<boolean> {
  // Not cancelled in mid-flight: nobody would know what became of it.
  const calls: CallOptions = { ...options, signal: new AbortController().signal };
  let left = partitions;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    let sent = false;
    try {
      if (attempt > 1) await pause(PAUSE_MS * attempt, options.signal);
      const nodeId = await coordinatorOf(client, groupId, calls);
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

function failureOf(groupId: string, topic: string, partition: number, errorCode: number | undefined): Failure {
  const scope = `partition ${topic}-${partition}`;
  if (errorCode === undefined) return { scope, code: 'NOT_ANSWERED', message: `The coordinator left ${topic}-${partition} out of its answer.` };
  const { name } = kafkaError(errorCode);
  if (name === 'UNKNOWN_MEMBER_ID' || name === 'NON_EMPTY_GROUP' || name === 'GROUP_SUBSCRIBED_TO_TOPIC') return { scope, code: 'GROUP_HAS_MEMBERS', message: `Kafka refused it: ${groupId} has members (again). Stop them, wait until the group is Empty, and plan again.` };
  return { scope, code: name, message: `The offset of ${topic}-${partition} was not changed: ${errorText(errorCode)}.` };
}
