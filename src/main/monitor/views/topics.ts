import type { Failure } from '../../../shared/failure';
import type { TopicDetail, TopicRow } from '../../../shared/group';
import { STATE } from '../../groups/group-rows';
import { isUncommitted } from '../../groups/lag';
import type { TopicEntry } from '../../groups/partition-table';
import { errorName, errorText } from '../../kafka/protocol/errors';
import type { ClusterFacts } from '../cluster-facts';
import { membersOf, type GroupRecord } from '../group-record';

interface Sums {
  totalLag: number | null;
  unknownPartitions: number;
  uncommittedPartitions: number;
}

/** Every topic that exists or that some group names, with what its groups have yet to read. */
export function topicRows(facts: ClusterFacts): readonly TopicRow[] {
  const sums: (Sums & { groups: number })[] = facts.partitions.topics.map(() => ({ groups: 0, totalLag: null, unknownPartitions: 0, uncommittedPartitions: 0 }));
  for (const record of facts.groups.values()) {
    for (const [topic, part] of sumByTopic(facts, record)) {
      const sum = sums[topic];
      if (sum === undefined) continue;
      sum.groups += 1;
      sum.unknownPartitions += part.unknownPartitions;
      sum.uncommittedPartitions += part.uncommittedPartitions;
      if (part.totalLag !== null) sum.totalLag = (sum.totalLag ?? 0) + part.totalLag;
    }
  }
  return facts.partitions.topics.flatMap((entry, index) => {
    const sum = sums[index];
    if (sum === undefined || (sum.groups === 0 && (entry.status !== 'present' || entry.internal))) return [];
    return [{ topic: entry.topic, partitions: entry.status === 'present' ? entry.partitions : null, ...sum, failure: topicFailure(entry) }];
  });
}

/** One topic with its log ends and its groups; null if nobody names it and it does not exist. */
export function topicDetail(facts: ClusterFacts, topic: string, sampledAt: number | null): TopicDetail | null {
  const index = facts.partitions.topics.findIndex((entry) => entry.topic === topic);
  const entry = facts.partitions.topics[index];
  if (entry === undefined) return null;
  const { leader, logStart, logEnd, endAskedAt } = facts.partitions;
  return {
    topic,
    partitions: entry.status === 'present' ? entry.partitions : null,
    sampledAt,
    failure: topicFailure(entry),
    partitionRows: Array.from({ length: entry.status === 'present' ? entry.partitions : 0 }, (_, partition) => {
      const slot = entry.base + partition;
      return {
        partition,
        leader: orNull((leader[slot] ?? -1) < 0 ? NaN : (leader[slot] ?? NaN)),
        logStartOffset: orNull(logStart[slot] ?? NaN),
        logEndOffset: orNull(logEnd[slot] ?? NaN),
        logEndAt: orNull(endAskedAt[slot] ?? NaN),
        failure: partitionFailure(facts, entry, partition),
      };
    }),
    groups: [...facts.groups.values()].flatMap((record) => {
      const sum = sumByTopic(facts, record).get(index);
      if (sum === undefined) return [];
      return [
        {
          groupId: record.groupId,
          groupType: record.groupType,
          groupState: record.groupState,
          verdict: record.health.verdict,
          members: membersOf(record)?.length ?? null,
          partitions: sum.partitions,
          totalLag: sum.totalLag,
          unknownPartitions: sum.unknownPartitions,
          uncommittedPartitions: sum.uncommittedPartitions,
          worstPartition: sum.worstPartition,
          sampledAt: record.committedAt,
        },
      ];
    }),
  };
}

/** Why its log end is unknown or from before; null if it is neither, or nobody asks for it since no group names the partition. */
function partitionFailure({ partitions, brokers, newestRoundAt }: ClusterFacts, entry: TopicEntry, partition: number): Failure | null {
  const scope = `partition ${entry.topic}-${partition}`;
  const slot = entry.base + partition;
  const error = partitions.errorCode[slot] ?? 0;
  if (error !== 0) return { scope, code: errorName(error), message: `Its log could not be read: ${errorText(error)}.` };
  const nodeId = partitions.leader[slot] ?? -1;
  if (nodeId < 0) return { scope, code: 'LEADER_NOT_AVAILABLE', message: 'The partition has no leader at the moment; its log end is from before.' };
  if (!((partitions.endAskedAt[slot] ?? NaN) < newestRoundAt)) return null;
  const leader = brokers.get(nodeId);
  const why = leader?.failure ?? leader?.slow;
  return { scope, code: why?.code ?? 'LOG_END_NOT_READ', message: why?.message ?? `Its leader, broker ${nodeId}, has not told the log end in the last round; it is from before.` };
}

interface TopicPart extends Sums {
  partitions: number;
  worstPartition: number | null;
  worstLag: number;
}

function sumByTopic({ partitions: table }: ClusterFacts, record: GroupRecord): Map<number, TopicPart> {
  const { rows } = record;
  const parts = new Map<number, TopicPart>();
  for (let row = 0; row < rows.count; row += 1) {
    const topic = rows.topic[row] ?? 0;
    const part = parts.get(topic) ?? { partitions: 0, totalLag: null, unknownPartitions: 0, uncommittedPartitions: 0, worstPartition: null, worstLag: 0 };
    parts.set(topic, part);
    part.partitions += 1;
    const lag = rows.lag[row] ?? NaN;
    if (lag >= 0) part.totalLag = (part.totalLag ?? 0) + lag;
    else if (rows.lagState[row] !== STATE['no-commit']) part.unknownPartitions += 1;
    else if (isUncommitted(rows, row, table)) part.uncommittedPartitions += 1;
    if (lag > part.worstLag) {
      part.worstLag = lag;
      part.worstPartition = rows.partition[row] ?? null;
    }
  }
  return parts;
}

function topicFailure(entry: TopicEntry): Failure | null {
  const scope = `topic ${entry.topic}`;
  switch (entry.status) {
    case 'present':
      return null;
    case 'gone':
      return { scope, code: 'TOPIC_GONE', message: 'The topic does not exist (any more); groups still hold committed offsets for it.' };
    case 'not-authorised':
      return { scope, code: 'TOPIC_AUTHORIZATION_FAILED', message: 'These credentials may not DESCRIBE the topic. Grant DESCRIBE on it to see its log ends.' };
    case 'unseen':
      return { scope, code: 'UNKNOWN', message: 'The brokers have not told of this topic yet.' };
    case 'failed':
      return { scope, code: errorName(entry.errorCode), message: `The brokers could not tell of this topic: ${errorText(entry.errorCode)}.` };
  }
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
