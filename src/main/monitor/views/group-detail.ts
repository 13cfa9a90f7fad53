import type { Failure } from '../../../shared/failure';
import type { GroupDetail, GroupHistory } from '../../../shared/group';
import { LAG_STATES } from '../../../shared/lag';
import { verdictIndex, type Verdict } from '../../../shared/verdict';
import { STATE } from '../../groups/group-rows';
import { stalledSince } from '../../groups/health';
import { verdictSentence } from '../../groups/verdict-sentence';
import { errorText } from '../../kafka/protocol/errors';
import type { ClusterFacts } from '../cluster-facts';
import { membersOf, type GroupRecord } from '../group-record';
import { buildRows } from '../group-structure';
import { firstIndexSince } from '../history';


/** Everything that the group page and `describe` show of one group. */
export function groupDetail(facts: ClusterFacts, record: GroupRecord, revision: number, intervalMs: number, now: number): GroupDetail {
  // Between two rounds the members may be newer than the rows, whose owners are indices into them.
  if (record.rowsDirty) {
    buildRows(record, facts.partitions);
    facts.structureChanged();
  }
  const { rows } = record;
  const members = membersOf(record);
  const coordinator = facts.brokers.get(record.coordinatorId);
  const topics = topicDictionary(facts, rows.topic);
  const reasons = reasonColumn(facts, record);
  const judged = judgeRows(facts, record, intervalMs);
  return {
    groupId: record.groupId,
    revision,
    sampledAt: record.committedAt,
    groupType: record.groupType,
    groupState: record.groupState,
    protocolType: record.protocolType,
    assignor: members?.length === 0 ? null : (record.description?.assignor ?? null),
    coordinator: coordinator === undefined ? null : { nodeId: coordinator.nodeId, host: coordinator.host, port: coordinator.port },
    groupEpoch: record.description?.groupEpoch ?? null,
    assignmentEpoch: record.description?.assignmentEpoch ?? null,
    totalLag: record.totals.totalLag,
    unknownPartitions: record.totals.unknownPartitions,
    uncommittedPartitions: record.totals.uncommittedPartitions,
    verdict: verdictOf(facts, record, now),
    members,
    topics: topics.names,
    reasons: reasons.texts,
    columns: {
      topic: topics.column,
      partition: rows.partition,
      committedOffset: rows.committed.map((offset) => (offset < 0 ? NaN : offset)),
      logStartOffset: readSlots(facts, record, facts.partitions.logStart),
      logEndOffset: readSlots(facts, record, facts.partitions.logEnd),
      lag: rows.lag,
      lagState: rows.lagState,
      verdict: judged.verdict,
      verdictSince: judged.since,
      owner: rows.owner,
      commitChangedAt: rows.commitChangedAt,
      sampledAt: rows.sampledAt,
      reason: reasons.column,
    },
    failures: failuresOf(record),
  };
}

/** Lag per partition after `since`; whole when the caller's set of partitions is not the present one. */
export function groupHistory(facts: ClusterFacts, record: GroupRecord, since: number | null, partitionsRevision: number | null): GroupHistory {
  const series = facts.history.get(record.groupId);
  // The rows may have changed since the newest sample: what was sampled is told with the partitions of its own time.
  const { topic, partition } = series ?? record.rows;
  const { names, column } = topicDictionary(facts, topic);
  if (series === undefined) {
    return { partitionsRevision: 0, topics: names, topic: column, partition, times: new Float64Array(0), lag: new Float64Array(0), events: record.events };
  }
  const from = since === null || partitionsRevision !== series.partitionsRevision ? 0 : firstIndexSince(series.times, since + 1);
  const times = Float64Array.from(series.times.slice(from));
  const width = series.partition.length;
  const lag = new Float64Array(times.length * width).fill(NaN);
  series.rows.slice(from).forEach((row, index) => {
    if (row !== null) lag.set(row, index * width);
  });
  return { partitionsRevision: series.partitionsRevision, topics: names, topic: column, partition, times, lag, events: record.events };
}

function verdictOf(facts: ClusterFacts, record: GroupRecord, now: number): GroupDetail['verdict'] {
  const { rows, health, totals } = record;
  const row = health.row >= 0 ? health.row : totals.worstRow;
  const topic = row < 0 ? undefined : facts.partitions.topics[rows.topic[row] ?? 0];
  const owner = row < 0 ? undefined : membersOf(record)?.[rows.owner[row] ?? -1];
  return verdictSentence({
    groupId: record.groupId,
    health,
    atLeast: record.verdictAtLeast,
    since: record.verdictSince,
    now,
    totalLag: totals.totalLag,
    unknownPartitions: totals.unknownPartitions,
    partitions: rows.count,
    members: membersOf(record)?.length ?? null,
    groupState: record.groupState,
    watchedMs: now - record.firstCommittedAt,
    worst:
      topic === undefined
        ? null
        : {
            name: `${topic.topic}-${rows.partition[row] ?? 0}`,
            committed: rows.committed[row] ?? NaN,
            lag: rows.lag[row] ?? NaN,
            logStart: facts.partitions.logStart[topic.base + (rows.partition[row] ?? 0)] ?? NaN,
            owner: owner === undefined ? null : (owner.groupInstanceId ?? owner.clientId),
          },
  });
}

function topicDictionary(facts: ClusterFacts, topics: Int32Array): { readonly names: string[]; readonly column: Int32Array } {
  const names: string[] = [];
  const indexOf = new Map<number, number>();
  const column = topics.map((topic) => {
    const known = indexOf.get(topic) ?? names.push(facts.partitions.topics[topic]?.topic ?? '') - 1;
    indexOf.set(topic, known);
    return known;
  });
  return { names, column };
}

function readSlots(facts: ClusterFacts, record: GroupRecord, from: Float64Array): Float64Array {
  const { rows } = record;
  return Float64Array.from(rows.partition, (partition, row) => {
    const topic = facts.partitions.topics[rows.topic[row] ?? 0];
    const readable = topic?.status === 'present' && partition >= 0 && partition < topic.partitions && (facts.partitions.leader[topic.base + partition] ?? -1) >= 0;
    return readable ? (from[topic.base + partition] ?? NaN) : NaN;
  });
}

function judgeRows(facts: ClusterFacts, record: GroupRecord, intervalMs: number): { readonly verdict: Uint8Array; readonly since: Float64Array } {
  const { rows } = record;
  const verdict = new Uint8Array(rows.count);
  const since = new Float64Array(rows.count).fill(NaN);
  const members = membersOf(record)?.length ?? null;
  const shared = record.groupType === 'share';
  const stopped = record.health.verdict === 'stopped';
  const input = { rows, shared, members, firstSampledAt: record.firstCommittedAt, now: record.committedAt, intervalMs };
  for (let row = 0; row < rows.count; row += 1) {
    const stalled = stalledSince(input, row);
    const toCommit = (rows.owner[row] ?? -1) >= 0 ? facts.partitions.holdsRecords(rows.topic[row] ?? -1, rows.partition[row] ?? -1) : false;
    const found = stalled !== null ? 'stalled' : rowVerdict(rows.lagState[row] ?? STATE.unknown, stopped, toCommit);
    verdict[row] = verdictIndex(found);
    since[row] = stalled ?? (rows.laggingSince[row] ?? NaN);
  }
  return { verdict, since };
}

/** `toCommit`: whether there is something that its owner could commit; null: not known. */
function rowVerdict(state: number, stopped: boolean, toCommit: boolean | null): Verdict {
  switch (LAG_STATES[state]) {
    case 'behind':
      return stopped ? 'stopped' : 'ok';
    case 'caught-up':
      return 'ok';
    case 'below-log-start':
      return 'records-lost';
    case 'beyond-end':
      return 'beyond-end';
    case 'no-commit':
      return toCommit === null ? 'unknown' : toCommit ? 'not-committing' : 'ok';
    default:
      return 'unknown';
  }
}

/** Why a row's lag is not a fresh number, in words; each text once. */
function reasonColumn(facts: ClusterFacts, record: GroupRecord): { readonly texts: string[]; readonly column: Int32Array } {
  const texts: string[] = [];
  const column = new Int32Array(record.rows.count).fill(-1);
  for (let row = 0; row < column.length; row += 1) {
    const text = reasonOf(facts, record, row);
    if (text === null) continue;
    const known = texts.indexOf(text);
    column[row] = known >= 0 ? known : texts.push(text) - 1;
  }
  return { texts, column };
}

function reasonOf(facts: ClusterFacts, record: GroupRecord, row: number): string | null {
  const { rows } = record;
  const topic = facts.partitions.topics[rows.topic[row] ?? 0];
  const slot = (topic?.base ?? 0) + (rows.partition[row] ?? 0);
  switch (LAG_STATES[rows.lagState[row] ?? STATE.unknown]) {
    case 'no-commit':
      return 'The group has never committed an offset here, so its lag is not a number.';
    case 'topic-gone':
      return 'The topic or partition does not exist (any more); the committed offset is left over.';
    case 'not-authorised':
      return 'These credentials may not DESCRIBE the topic.';
    case 'no-leader':
      return 'The partition has no leader at the moment, so its log end cannot be read.';
    case 'unknown': {
      const error = facts.partitions.errorCode[slot] ?? 0;
      if ((rows.commitError[row] ?? 0) !== 0) return `The committed offset could not be read: ${errorText(rows.commitError[row] ?? 0)}.`;
      if (Number.isNaN(rows.committed[row])) return offsetsReason(facts, record);
      if (error !== 0) return `The log end could not be read: ${errorText(error)}.`;
      return facts.brokers.get(facts.partitions.leader[slot] ?? -1)?.failure?.message ?? facts.metadataFailure?.message ?? 'The log end has not been read since the committed offset was.';
    }
    default: {
      if (record.staleReason !== null) return record.staleReason.message;
      const old = (rows.sampledAt[row] ?? NaN) < record.sampledAt;
      const leader = facts.brokers.get(facts.partitions.leader[slot] ?? -1);
      return old ? (leader?.failure?.message ?? 'The log end was not read in the last round; the lag is from before.') : null;
    }
  }
}

function offsetsReason(facts: ClusterFacts, record: GroupRecord): string {
  const coordinator = facts.brokers.get(record.coordinatorId);
  return (record.offsetFailure ?? record.staleReason ?? coordinator?.failure ?? coordinator?.slow)?.message ?? 'The committed offset has not been read yet.';
}

function failuresOf(record: GroupRecord): readonly Failure[] {
  const own = [record.offsetFailure, record.descriptionFailure, record.staleReason, ...(record.description?.failures ?? [])];
  const failures = new Map<string, Failure>();
  for (const failure of own) if (failure !== null) failures.set(failure.message, failure);
  return [...failures.values()];
}
