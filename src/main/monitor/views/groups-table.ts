import type { GroupsTable, GroupsTableNames } from '../../../shared/group';
import type { GroupsTrends } from '../../../shared/contract';
import { verdictIndex } from '../../../shared/verdict';
import type { ClusterFacts } from '../cluster-facts';
import { epochNow } from '../clock-step';
import { membersOf, type GroupRecord } from '../group-record';
import { recentRebalances } from './recent-rebalances';

/** Spans a trend may cover: the shortest that holds what has been watched, so that a young trend fills its place. */
const TREND_SPANS_MS = [2 * 60_000, 5 * 60_000, 15 * 60_000] as const;
const TREND_POINTS = 60;

/** The groups table of one cluster. Names are left out while the caller's are current. */
export function groupsTable(facts: ClusterFacts, revision: number, sampledAt: number, namesRevision: number | null): GroupsTable {
  const records = [...facts.groups.values()];
  const current = facts.structureRevision;
  const topics = namedTopics(facts, records);
  const names = namesRevision === current ? null : tableNames(facts, records, topics);
  const count = records.length;
  const columns = {
    members: new Int32Array(count),
    rebalances: new Int32Array(count),
    partitions: new Int32Array(count),
    totalLag: new Float64Array(count),
    unknownPartitions: new Int32Array(count),
    uncommittedPartitions: new Int32Array(count),
    worstTopic: new Int32Array(count).fill(-1),
    worstPartition: new Int32Array(count).fill(-1),
    worstLag: new Float64Array(count).fill(NaN),
    verdict: new Uint8Array(count),
    verdictSince: new Float64Array(count),
    verdictAtLeast: new Uint8Array(count),
    sampledAt: new Float64Array(count),
  };
  const storms: GroupsTable['storms'][number][] = [];
  const now = epochNow(facts);
  records.forEach((record, row) => {
    const { totals, rows, health } = record;
    columns.members[row] = membersOf(record)?.length ?? -1;
    const recent = recentRebalances(record, now);
    columns.rebalances[row] = recent.count;
    if (recent.storm !== null) storms.push({ row, storm: recent.storm });
    columns.partitions[row] = rows.count + record.partitionsLeftOut;
    columns.totalLag[row] = totals.totalLag ?? NaN;
    columns.unknownPartitions[row] = totals.unknownPartitions;
    columns.uncommittedPartitions[row] = totals.uncommittedPartitions;
    columns.verdict[row] = verdictIndex(health.verdict);
    columns.verdictSince[row] = record.verdictSince ?? NaN;
    columns.verdictAtLeast[row] = record.verdictAtLeast ? 1 : 0;
    columns.sampledAt[row] = record.committedAt;
    const worst = health.row >= 0 && health.row < rows.count ? health.row : totals.worstRow;
    if (worst < 0) return;
    columns.worstTopic[row] = topics.placeOf[rows.topic[worst] ?? -1] ?? -1;
    columns.worstPartition[row] = rows.partition[worst] ?? -1;
    columns.worstLag[row] = rows.lag[worst] ?? NaN;
  });
  return { revision, sampledAt, namesRevision: current, names, storms, columns };
}

interface NamedTopics {
  /** Indices into the partition table's topics. */
  readonly indices: readonly number[];
  /** By index into the partition table's topics: place in `indices`, -1 if none. */
  readonly placeOf: Int32Array;
}

/** The topics that rows name, in the order of rows: the same for everybody who has the names of one structureRevision. */
function namedTopics(facts: ClusterFacts, records: readonly GroupRecord[]): NamedTopics {
  const indices: number[] = [];
  const placeOf = new Int32Array(facts.partitions.topics.length).fill(-1);
  for (const { rows } of records) {
    for (const topic of rows.topic) if (placeOf[topic] === -1) placeOf[topic] = indices.push(topic) - 1;
  }
  return { indices, placeOf };
}

function tableNames(facts: ClusterFacts, records: readonly GroupRecord[], topics: NamedTopics): GroupsTableNames {
  const types = dictionary();
  const states = dictionary();
  const assignors = dictionary();
  const topicFrom = new Int32Array(records.length + 1);
  const topicIndex: number[] = [];
  records.forEach((record, row) => {
    let last = -1;
    for (const topic of record.rows.topic) {
      if (topic === last) continue;
      topicIndex.push(topics.placeOf[topic] ?? -1);
      last = topic;
    }
    topicFrom[row + 1] = topicIndex.length;
  });
  return {
    groupIds: records.map((record) => record.groupId),
    type: Uint16Array.from(records, (record) => types.indexOf(record.groupType)),
    state: Uint16Array.from(records, (record) => states.indexOf(record.groupState)),
    assignor: Uint16Array.from(records, (record) => assignors.indexOf(membersOf(record)?.length === 0 ? null : (record.description?.assignor ?? null))),
    types: types.values,
    states: states.values,
    assignors: assignors.values,
    topics: topics.indices.map((index) => facts.partitions.topics[index]?.topic ?? ''),
    topicFrom,
    topicIndex: Int32Array.from(topicIndex),
  };
}

/** As many words as a Uint16 can tell apart. */
const MOST_WORDS = 65_536;

/** What is beyond its room is "not known", rather than another word. */
function dictionary(): { readonly values: (string | null)[]; indexOf(value: string | null): number } {
  const values: (string | null)[] = [null];
  const known = new Map<string | null, number>([[null, 0]]);
  return {
    values,
    indexOf(value) {
      const index = known.get(value) ?? (values.length < MOST_WORDS ? values.push(value) - 1 : 0);
      known.set(value, index);
      return index;
    },
  };
}

/** Total lag of the groups at 60 even times of the last 2, 5 or 15 minutes; each point is the newest sample of its step. */
export function groupsTrends(facts: ClusterFacts, groupIds: readonly string[], now: number): GroupsTrends {
  const stepMs = trendSpanMs(facts, groupIds, now) / TREND_POINTS;
  const times = Float64Array.from({ length: TREND_POINTS }, (_, point) => now - (TREND_POINTS - 1 - point) * stepMs);
  const lag = new Float64Array(groupIds.length * TREND_POINTS).fill(NaN);
  groupIds.forEach((groupId, group) => {
    const series = facts.history.get(groupId);
    if (series === undefined) return;
    for (let i = 0; i < series.times.length; i += 1) {
      const point = TREND_POINTS - 1 - Math.floor((now - (series.times[i] ?? 0)) / stepMs);
      if (point < 0 || point >= TREND_POINTS) continue;
      const total = series.totals[i] ?? NaN;
      if (total === total) lag[group * TREND_POINTS + point] = total;
    }
  });
  return { times, lag };
}

function trendSpanMs(facts: ClusterFacts, groupIds: readonly string[], now: number): number {
  const watchedMs = Math.max(0, ...groupIds.map((groupId) => now - (facts.history.get(groupId)?.times[0] ?? now)));
  return TREND_SPANS_MS.find((span) => watchedMs <= span) ?? TREND_SPANS_MS[TREND_SPANS_MS.length - 1] ?? 0;
}
