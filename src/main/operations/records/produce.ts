import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { cancelled } from '../../kafka/deadline';
import { KafkaFailure } from '../../kafka/errors';
import { PRODUCE } from '../../kafka/protocol/apis/produce';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { partitionForKey } from '../../kafka/records/partition-for-key';
import { writeRecordBatch, type NewRecord } from '../../kafka/records/write-record-batch';
import { pause } from '../pause';

/** Where the first record lies; the others follow it. */
export interface ProducedAt {
  readonly partition: number;
  readonly offset: number;
}

const ATTEMPTS = 5;
const PAUSE_MS = 300;
/** Answers after which the batch is certainly not in the log, and may be accepted a moment later. */
const TRY_AGAIN: ReadonlySet<string> = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_OR_FOLLOWER', 'NOT_ENOUGH_REPLICAS']);
/** Answers after which it may be in the log or not, or may yet be lost. */
const UNCERTAIN: ReadonlySet<string> = new Set(['UNKNOWN_SERVER_ERROR', 'REQUEST_TIMED_OUT', 'NETWORK_EXCEPTION', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'KAFKA_STORAGE_ERROR']);

/**
 * Writes records as one batch, all or none, to the partition that the first record's key belongs to (without a key: the first that
 * has a leader), answered when all in-sync replicas have it. Repeats only what is certainly not written. The client must be allowed
 * to write. A cancellation comes too late for what was sent: that is waited for. Rejects with KafkaFailure: nothing was written; or, code WRITE_UNKNOWN, nobody knows whether it was.
 */
export async function produceRecords(client: ClusterClient, topic: string, records: readonly NewRecord[], options: CallOptions): Promise<ProducedAt> {
  const batch = writeRecordBatch(records, Date.now());
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await produceOnce(client, topic, records[0]?.key ?? null, batch, options);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof KafkaFailure) || !TRY_AGAIN.has(error.code)) throw error;
      await pause(PAUSE_MS * attempt, options.signal);
    }
  }
}

async function produceOnce(client: ClusterClient, topic: string, key: Uint8Array | null, batch: Buffer, options: CallOptions): Promise<ProducedAt> {
  const { partition, leader } = await placeFor(client, topic, key, options);
  await client.versionOf(leader, PRODUCE, options); // connects: until here nothing was sent
  const { errorCode, baseOffset, errorMessage } = await send(client, leader, { topic, partition, timeoutMs: options.timeoutMs, records: batch }, options);
  if (errorCode === 0) return { partition, offset: baseOffset };
  const code = errorName(errorCode);
  const why = `${errorText(errorCode)}${errorMessage === null ? '' : ` (${errorMessage})`}`;
  throw UNCERTAIN.has(code) ? unknown(`${topic}-${partition}`, `${why}.`) : new KafkaFailure(code, `Nothing was written to ${topic}-${partition}: ${why}.`);
}

async function send(client: ClusterClient, leader: number, request: { readonly topic: string; readonly partition: number; readonly timeoutMs: number; readonly records: Uint8Array }, options: CallOptions) {
  if (options.signal.aborted) throw cancelled();
  try {
    return await client.send(leader, PRODUCE, request, { ...options, signal: new AbortController().signal });
  } catch (error) {
    if (error instanceof KafkaFailure && ['BAD_REQUEST', 'READ_ONLY', 'UNSUPPORTED_VERSION'].includes(error.code)) throw error;
    throw unknown(`${request.topic}-${request.partition}`, error instanceof Error ? error.message : String(error), error);
  }
}

async function placeFor(client: ClusterClient, topic: string, key: Uint8Array | null, options: CallOptions): Promise<{ readonly partition: number; readonly leader: number }> {
  const metadata = await client.readMetadata([topic], options);
  const found = metadata.topics.find((each) => each.topic === topic);
  if (found === undefined || found.errorCode === 3) throw new KafkaFailure('NO_SUCH_TOPIC', `There is no topic ${topic}, and Offsight creates none.`, { advice: 'Create it first, or choose another.', retriable: false });
  if (found.errorCode !== 0) throw new KafkaFailure(errorName(found.errorCode), `Nothing was written to ${topic}: ${errorText(found.errorCode)}.`);
  const row = key === null ? found.leader.findIndex((leader) => leader >= 0) : found.partition.indexOf(partitionForKey(key, found.partition.length));
  const leader = found.leader[row] ?? -1;
  const partition = found.partition[row];
  if (partition === undefined || leader < 0) throw new KafkaFailure('LEADER_NOT_AVAILABLE', `Nothing was written to ${topic}${partition === undefined ? '' : `-${partition}`}: it has no leader at the moment.`);
  return { partition, leader };
}

function unknown(where: string, why: string, cause?: unknown): KafkaFailure {
  return new KafkaFailure('WRITE_UNKNOWN', `Nobody knows whether it was written to ${where}: ${why}`, { advice: 'Look at the end of that partition before you try again.', retriable: false, cause });
}
