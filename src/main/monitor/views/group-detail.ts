import type { Failure } from '../../../shared/failure';
import type { GroupDetail, GroupHistory } from '../../../shared/group';
import { verdictIndex } from '../../../shared/verdict';
import { STATE } from '../../groups/group-rows';
import { verdictSentence, type SentenceInput } from '../../groups/verdict-sentence';
import { epochNow } from '../clock-step';
import type { ClusterFacts } from '../cluster-facts';
import { eventsOf } from '../group-events';
import { membersOf, type GroupRecord } from '../group-record';
import { buildRows } from '../group-structure';
import { lagAt } from '../lag-sample';
import { firstIndexSince } from '../history';
import { samplesToTell } from '../history-window';
import { leftOutFailure } from '../limits';
import { partitionReasons } from './partition-reasons';
import { judgeRows } from './partition-verdicts';
import { silentMembers } from './silent-members';

const STOPPED = verdictIndex('stopped');

/** Everything that the group page and `describe` show of one group. How long something has lasted is told as of its newest figures. */
export function groupDetail(facts: ClusterFacts, record: GroupRecord, revision: number, intervalMs: number): GroupDetail {
  // Between two rounds the members may be newer than the rows, whose owners are indices into them.
  if (record.rowsDirty) {
    buildRows(record, facts.partitions);
    facts.structureChanged();
  }
  const { rows } = record;
  const members = membersOf(record);
  const coordinator = facts.brokers.get(record.coordinatorId);
  const topics = topicDictionary(facts, rows.topic);
  const reasons = partitionReasons(facts, record);
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
    timeOuts: record.timeOuts,
    silent: silentMembers(record, intervalMs),
    totalLag: record.totals.totalLag,
    unknownPartitions: record.totals.unknownPartitions,
    uncommittedPartitions: record.totals.uncommittedPartitions,
    verdict: verdictOf(facts, record, judged.verdict),
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
    failures: [...failuresOf(record), ...reasons.failures],
  };
}

/** Lag per partition after `since`, thinned out where that is too much for one answer; whole when the caller's set of partitions (null: none) is not the present one. */
export function groupHistory(facts: ClusterFacts, record: GroupRecord, since: number | null, partitionsRevision: number | null): GroupHistory {
  const series = facts.history.get(record.groupId);
  const events = eventsOf(record, epochNow(facts));
  // The rows may have changed since the newest sample: what was sampled is told with the partitions of its own time.
  const { topic, partition } = series ?? record.rows;
  const { names, column } = topicDictionary(facts, topic);
  if (series === undefined) {
    return { partitionsRevision: 0, topics: names, topic: column, partition, times: new Float64Array(0), lag: new Float64Array(0), events };
  }
  const from = since === null || (partitionsRevision !== null && partitionsRevision !== series.partitionsRevision) ? 0 : firstIndexSince(series.times, since + 1);
  const told = samplesToTell(from, series.times.length, series.partition.length);
  const times = Float64Array.from(told, (index) => series.times[index] ?? NaN);
  const width = series.partition.length;
  const lag = new Float64Array(times.length * width).fill(NaN);
  told.forEach((sample, index) => {
    const row = series.rows[sample] ?? null;
    if (row !== null) for (let place = 0; place < width; place += 1) lag[index * width + place] = lagAt(row, place);
  });
  return { partitionsRevision: series.partitionsRevision, topics: names, topic: column, partition, times, lag, events };
}

/** `partitions`: the verdict of each row, as an index. */
function verdictOf(facts: ClusterFacts, record: GroupRecord, partitions: Uint8Array): GroupDetail['verdict'] {
  const { rows, health, totals } = record;
  const row = health.row >= 0 ? health.row : totals.worstRow;
  const topic = row < 0 ? undefined : facts.partitions.topics[rows.topic[row] ?? 0];
  const owner = row < 0 ? undefined : membersOf(record)?.[rows.owner[row] ?? -1];
  const gonePartitions = rows.lagState.reduce((count, state) => (state === STATE['topic-gone'] ? count + 1 : count), 0);
  return verdictSentence({
    groupId: record.groupId,
    health,
    atLeast: record.verdictAtLeast,
    since: record.verdictSince,
    sampledAt: record.committedAt,
    totalLag: totals.totalLag,
    unknownPartitions: totals.unknownPartitions - gonePartitions,
    gonePartitions,
    uncommittedPartitions: totals.uncommittedPartitions,
    unownedPartitions: membersOf(record)?.length === 0 ? 0 : partitions.filter((verdict) => verdict === STOPPED).length,
    partitions: rows.count + record.partitionsLeftOut,
    members: membersOf(record)?.length ?? null,
    groupState: record.groupState,
    left: leftOf(record),
    lostRecords: lostRecords(facts, record),
    shared: record.groupType === 'share',
    reckonedLags: record.groupType === 'share' ? reckonedLags(record) : 0,
    watchedMs: record.committedAt - record.firstCommittedAt,
    worst:
      topic === undefined
        ? null
        : {
            name: `${topic.topic}-${rows.partition[row] ?? 0}`,
            committed: rows.committed[row] ?? NaN,
            lag: rows.lag[row] ?? NaN,
            owner: owner === undefined ? null : (owner.groupInstanceId ?? owner.clientId),
          },
  });
}

function leftOf({ departure, rows }: GroupRecord): SentenceInput['left'] {
  if (departure === null) return null;
  const { at, count, names, settledAt } = departure;
  return { at, count, names, committedSince: Number.isNaN(settledAt) ? null : rows.commitChangedAt.some((changedAt) => changedAt > settledAt) };
}

function lostRecords({ partitions }: ClusterFacts, { rows }: GroupRecord): number {
  let records = 0;
  for (let row = 0; row < rows.count; row += 1) {
    if (rows.lagState[row] !== STATE['below-log-start']) continue;
    const topic = partitions.topics[rows.topic[row] ?? -1];
    const deleted = (partitions.logStart[(topic?.base ?? NaN) + (rows.partition[row] ?? 0)] ?? NaN) - (rows.committed[row] ?? NaN);
    if (topic?.status === 'present' && deleted > 0) records += deleted;
  }
  return records;
}

function reckonedLags({ rows }: GroupRecord): number {
  return rows.lag.reduce((count, lag, row) => (lag >= 0 && !((rows.toldLag?.[row] ?? NaN) >= 0) ? count + 1 : count), 0);
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

function failuresOf(record: GroupRecord): readonly Failure[] {
  const own = [record.offsetFailure, record.descriptionFailure, record.staleReason, leftOutFailure(record), ...(record.description?.failures ?? [])];
  const failures = new Map<string, Failure>();
  for (const failure of own) if (failure !== null) failures.set(failure.message, failure);
  return [...failures.values()];
}
