import type { Failure } from '../../../shared/failure';
import type { ResolvedRequest } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import type { Metadata } from '../../kafka/protocol/apis/metadata';
import type { PartitionFacts } from './partition-facts';
import { readLog, type LogReading } from './read-log';
import { readRetention, type Retention } from './read-retention';
import type { TopicPartition } from './topic-partition-map';

/** What the brokers tell of partitions, whichever group it is for. */
export type LogFacts = Omit<PartitionFacts, 'committed' | 'wished'>;

export interface PartitionsReading {
  readonly factsOf: (topic: string, partition: number) => LogFacts;
  /** Of the topics' settings. */
  readonly failure: Failure | null;
}

/** Of the time that a topic keeps its records: what is older is near the edge. */
const NEAR_EDGE_AGE = 0.9;
/** Of the offsets of a log that only its size bounds: the first of them are near the edge. */
const NEAR_EDGE_SHARE = 0.01;

/** Reads the logs of all wanted partitions at their leaders. `now`: epoch ms. What is not known of one stands in its place. */
export async function readPartitions(client: ClusterClient, metadata: Metadata, wanted: readonly TopicPartition[], { target }: ResolvedRequest, now: number, options: CallOptions): Promise<PartitionsReading> {
  const time = target.kind === 'to-datetime' ? target.at : target.kind === 'by-duration' ? now - target.ms : null;
  const topics = new Map(metadata.topics.map((topic) => [topic.topic, topic]));
  const [start, end, lastStable, atTime, retention] = await Promise.all([
    readLog(client, metadata, wanted, 'earliest', options),
    readLog(client, metadata, wanted, 'latest', options),
    readLog(client, metadata, wanted, 'last-stable', options),
    time === null ? null : readLog(client, metadata, wanted, Math.max(0, time), options),
    readRetention(client, [...new Set(wanted.map(({ topic }) => topic))].filter((topic) => topics.get(topic)?.errorCode === 0), options),
  ]);
  // A leader that did not answer is not waited for a second time.
  const keptFrom = await readKeptFrom(client, metadata, wanted.filter(({ topic, partition }) => known(end.get(topic, partition)) !== null), retention.topics, now, options);
  return {
    failure: retention.failure,
    factsOf: (topic, partition) => {
      const logStart = start.get(topic, partition);
      const logEnd = end.get(topic, partition);
      const found = atTime?.get(topic, partition);
      const kept = retention.topics.get(topic);
      return {
        topic,
        partition,
        logStart: known(logStart),
        logEnd: known(logEnd),
        lastStable: known(lastStable.get(topic, partition)),
        topicId: topics.get(topic)?.topicId ?? null,
        compacted: kept?.compacted ?? null,
        retentionEdge: kept === undefined ? null : retentionEdge(kept, known(logStart)?.offset ?? null, known(logEnd)?.offset ?? null, known(keptFrom.get(kept.ms)?.get(topic, partition))?.offset ?? null),
        atTime: found === undefined || isFailure(found) ? null : found.offset < 0 ? 'none' : found,
        failure: [logStart, logEnd, found].find(isFailure) ?? null,
      };
    },
  };
}

/** By retention time: first offsets of records that are not near its end. Asking the brokers spares fetching records. */
async function readKeptFrom(client: ClusterClient, metadata: Metadata, wanted: readonly TopicPartition[], retention: ReadonlyMap<string, Retention>, now: number, options: CallOptions): Promise<ReadonlyMap<number | null, LogReading>> {
  const times = new Set([...retention.values()].flatMap(({ ms }) => (ms === null ? [] : [ms])));
  const readings = await Promise.all(
    [...times].map(async (ms) => [ms, await readLog(client, metadata, wanted.filter(({ topic }) => retention.get(topic)?.ms === ms), Math.max(0, Math.floor(now - ms * NEAR_EDGE_AGE)), options)] as const),
  );
  return new Map(readings);
}

/**
 * Below it lies what retention takes next. `keptFrom`: first record within nine tenths of the retention time, -1: none is. It says
 * that a record may be deleted soon, not when: Kafka deletes whole segments, and only closed ones. Null: nothing is deleted, or not known.
 */
export function retentionEdge({ ms, bytes }: Retention, logStart: number | null, logEnd: number | null, keptFrom: number | null): number | null {
  if (logStart === null || logEnd === null) return null;
  if (ms !== null) return keptFrom === null ? null : keptFrom < 0 ? logEnd : keptFrom;
  return bytes === null ? null : logStart + Math.ceil((logEnd - logStart) * NEAR_EDGE_SHARE);
}

/** The value where one was read. */
export function known<Value extends object>(reading: Value | Failure | null | undefined): Value | null {
  return reading === undefined || reading === null || isFailure(reading) ? null : reading;
}

export function isFailure(reading: object | null | undefined): reading is Failure {
  return reading !== undefined && reading !== null && 'code' in reading;
}
