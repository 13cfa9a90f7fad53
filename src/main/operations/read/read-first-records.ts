import type { Failure } from '../../../shared/failure';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { FETCH, type FetchedPartition } from '../../kafka/protocol/apis/fetch';
import type { Metadata } from '../../kafka/protocol/apis/metadata';
import { DecodeError } from '../../kafka/protocol/decode-error';
import { errorName, errorText } from '../../kafka/protocol/errors';
import { firstRecord } from '../../kafka/records/first-record';
import { byTopic } from './by-topic';
import { leadersOf, logFailure } from './leaders';
import { TopicPartitionMap, type TopicPartition } from './topic-partition-map';

export interface FoundRecord {
  readonly offset: number;
  /** Epoch ms; null: the record has none, or one that no calendar knows. */
  readonly timestamp: number | null;
  /** Null: not known. */
  readonly leaderEpoch: number | null;
}

export interface LogOffset extends TopicPartition {
  readonly offset: number;
}

const LEADERS_AT_ONCE = 4;
const ANSWER_BYTES = 4 * 1024 * 1024;
const FIRST_BYTES = 4 * 1024;
const MOST_BYTES = 1024 * 1024;
/** Of one position: stretches of markers and of batches that compaction has emptied. */
const MOST_STEPS = 20;
const OFFSET_OUT_OF_RANGE = 1;
/** The last that a Date can be. */
const LATEST_TIME = 8_640_000_000_000_000;

/**
 * The first record at or after each offset, by small fetches that many partitions share. Null: there is none, or the offset is outside
 * the log. A partition must not be named twice. Rejects with CANCELLED only; every offset has an entry.
 */
export async function readFirstRecords(client: ClusterClient, metadata: Metadata, wanted: readonly LogOffset[], options: CallOptions): Promise<TopicPartitionMap<FoundRecord | Failure | null>> {
  const found = new TopicPartitionMap<FoundRecord | Failure | null>();
  const leaderOf = leadersOf(metadata);
  const byLeader = new Map<number, LogOffset[]>();
  for (const position of wanted) {
    const leader = leaderOf(position.topic, position.partition);
    if (typeof leader === 'number') byLeader.set(leader, [...(byLeader.get(leader) ?? []), position]);
    else found.set(position.topic, position.partition, leader);
  }
  const leaders = [...byLeader];
  const worker = async (): Promise<void> => {
    for (let next = leaders.shift(); next !== undefined; next = leaders.shift()) await readAt(client, ...next, found, options);
  };
  await Promise.all(Array.from({ length: Math.min(LEADERS_AT_ONCE, leaders.length) }, worker));
  return found;
}

interface Search extends TopicPartition {
  at: number;
  steps: number;
}

async function readAt(client: ClusterClient, nodeId: number, positions: readonly LogOffset[], found: TopicPartitionMap<FoundRecord | Failure | null>, options: CallOptions): Promise<void> {
  let searches: readonly Search[] = positions.map(({ topic, partition, offset }) => ({ topic, partition, at: offset, steps: 0 }));
  for (let bytes = FIRST_BYTES; searches.length > 0; bytes = Math.min(MOST_BYTES, bytes * 8)) {
    const left: Search[] = [];
    // The first partition's first batch comes whole, however large: every request gets at least one further.
    for (let from = 0, most = Math.floor(ANSWER_BYTES / bytes); from < searches.length; from += most) {
      const asked = searches.slice(from, from + most);
      try {
        const answers = await fetchOf(client, nodeId, asked, bytes, options);
        // A throttled broker answers nothing at all: that must end.
        const isStalled = !asked.some(({ topic, partition }) => (answers.get(topic, partition)?.records.length ?? 0) > 0);
        for (const search of asked) {
          const outcome = outcomeOf(search, answers.get(search.topic, search.partition), isStalled);
          if (outcome === 'go on') left.push(search);
          else found.set(search.topic, search.partition, outcome);
        }
      } catch (error) {
        if (options.signal.aborted) throw error;
        for (const { topic, partition } of asked) found.set(topic, partition, { ...toFailure('', error), scope: `partition ${topic}-${partition}` });
      }
    }
    searches = left;
  }
}

async function fetchOf(client: ClusterClient, nodeId: number, asked: readonly Search[], maxBytes: number, options: CallOptions): Promise<TopicPartitionMap<FetchedPartition>> {
  const request = { isolation: 'uncommitted' as const, maxBytes: ANSWER_BYTES, topics: byTopic(asked, ({ partition, at }) => ({ partition, offset: at, maxBytes })) };
  const answers = new TopicPartitionMap<FetchedPartition>();
  for (const answer of (await client.send(nodeId, FETCH, request, options)).partitions) answers.set(answer.topic, answer.partition, answer);
  return answers;
}

/** Moves the search on where it has to go on. */
function outcomeOf(search: Search, answer: FetchedPartition | undefined, isStalled: boolean): FoundRecord | Failure | null | 'go on' {
  const { topic, partition } = search;
  if (answer === undefined) return logFailure(topic, partition, 'NOT_ANSWERED', 'its leader left it out of the answer');
  if (answer.errorCode === OFFSET_OUT_OF_RANGE) return null;
  if (answer.errorCode !== 0) return logFailure(topic, partition, errorName(answer.errorCode), errorText(answer.errorCode));
  try {
    const first = firstRecord(answer.records, search.at);
    if ('record' in first) {
      const { offset, timestamp, leaderEpoch } = first.record;
      return { offset, timestamp: timestamp < 0 || timestamp > LATEST_TIME ? null : timestamp, leaderEpoch: leaderEpoch < 0 ? null : leaderEpoch };
    }
    if (first.nextOffset >= answer.highWatermark) return null;
    if (first.nextOffset > search.at || isStalled) search.steps += 1;
    search.at = first.nextOffset;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { scope: `partition ${topic}-${partition}`, code: 'DECODE', message: `The record of ${topic}-${partition} at offset ${search.at} could not be read. ${error.message}` };
  }
  return search.steps < MOST_STEPS ? 'go on' : { scope: `partition ${topic}-${partition}`, code: 'NO_RECORD_NEAR', message: `No record of ${topic}-${partition} was found in what follows the position (up to offset ${search.at}).` };
}
