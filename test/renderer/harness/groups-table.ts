import type { GroupsTrends } from '../../../src/shared/contract';
import type { GroupsTable, GroupsTableNames } from '../../../src/shared/group';
import { VERDICTS } from '../../../src/shared/verdict';
import type { GroupModel } from './fixtures/model';
import { groupSampledAt, lagAt, type World, type WorldCluster } from './world';

export function groupsTable(world: World, cluster: WorldCluster, groups: readonly GroupModel[], knownNames: number | null): GroupsTable {
  const { names, topicAt } = namesOnce(groups);
  const numbers = (read: (group: GroupModel) => number) => Float64Array.from(groups, read);
  const lag = numbers((group) => lagAt(world, group, groupSampledAt(cluster, group)));
  return {
    revision: cluster.revision,
    sampledAt: cluster.sampledAt,
    namesRevision: cluster.namesRevision,
    names: knownNames === cluster.namesRevision ? null : names,
    storms: groups.flatMap(({ rebalances, groupId }, row) => (rebalances < 5 ? [] : [{ row, storm: { rebalances, minutes: 10, culprit: { member: { memberId: `${groupId}-3-1`, groupInstanceId: null, clientId: `${groupId}-3`, host: '/10.4.0.13' }, rebalances }, evidence: `At least ${rebalances} rebalances in 10 min. ${groupId}-3 on 10.4.0.13 came or went in ${rebalances} of the ${rebalances} that were seen.` } }])),
    columns: {
      rebalances: Int32Array.from(groups, (group) => group.rebalances),
      members: Int32Array.from(groups, (group) => group.members),
      partitions: Int32Array.from(groups, (group) => group.topics.reduce((sum, topic) => sum + topic.partitions, 0)),
      totalLag: lag,
      unknownPartitions: Int32Array.from(groups, (group) => group.unknownPartitions),
      uncommittedPartitions: Int32Array.from(groups, (group) => group.uncommittedPartitions),
      worstTopic: Int32Array.from(groups, (group) => (group.worst === null ? -1 : (topicAt.get(group.topics[group.worst.topic]?.topic ?? '') ?? -1))),
      worstPartition: Int32Array.from(groups, (group) => group.worst?.partition ?? -1),
      worstLag: Float64Array.from(groups, (group, index) => Math.floor((lag[index] ?? Number.NaN) * group.worstShare)),
      verdict: Uint8Array.from(groups, (group) => VERDICTS.indexOf(group.verdict)),
      verdictSince: numbers((group) => world.start - group.sinceMsAgo),
      verdictAtLeast: Uint8Array.from(groups, (group) => (group.atLeast ? 1 : 0)),
      sampledAt: numbers((group) => groupSampledAt(cluster, group)),
    },
  };
}

export function groupsTrends(world: World, groups: readonly GroupModel[], asked: readonly string[], now: number): GroupsTrends {
  const count = 60;
  const times = Float64Array.from({ length: count }, (_, index) => now - (count - 1 - index) * 15_000);
  const lag = new Float64Array(asked.length * count).fill(Number.NaN);
  asked.forEach((groupId, row) => {
    const group = groups.find((each) => each.groupId === groupId);
    if (group === undefined) return;
    times.forEach((time, index) => {
      lag[row * count + index] = index === 21 || index === 22 ? Number.NaN : lagAt(world, group, time);
    });
  });
  return { times, lag };
}

const known = new WeakMap<readonly GroupModel[], { readonly names: GroupsTableNames; readonly topicAt: ReadonlyMap<string, number> }>();

/** Made once per set of groups: the other side's work must not count as the window's. */
function namesOnce(groups: readonly GroupModel[]) {
  const made = known.get(groups) ?? makeNames(groups);
  known.set(groups, made);
  return made;
}

function makeNames(groups: readonly GroupModel[]) {
  const names = namesOf(groups);
  return { names, topicAt: new Map(names.topics.map((topic, index) => [topic, index])) };
}

function namesOf(groups: readonly GroupModel[]): GroupsTableNames {
  const types = dictionary(groups.map((group) => group.type));
  const states = dictionary(groups.map((group) => group.state));
  const assignors = dictionary(groups.map((group) => group.assignor));
  const topics = dictionary(groups.flatMap((group) => group.topics.map((topic) => topic.topic)));
  const topicFrom = new Int32Array(groups.length + 1);
  groups.forEach((group, index) => {
    topicFrom[index + 1] = (topicFrom[index] ?? 0) + group.topics.length;
  });
  return {
    groupIds: groups.map((group) => group.groupId),
    types: types.values,
    states: states.values,
    assignors: assignors.values,
    topics: topics.values,
    type: Uint16Array.from(types.indexes),
    state: Uint16Array.from(states.indexes),
    assignor: Uint16Array.from(assignors.indexes),
    topicFrom,
    topicIndex: Int32Array.from(topics.indexes),
  };
}

function dictionary<Value>(all: readonly Value[]): { readonly values: Value[]; readonly indexes: number[] } {
  const at = new Map<Value, number>();
  const indexes = all.map((value) => {
    const known = at.get(value) ?? at.size;
    at.set(value, known);
    return known;
  });
  return { values: [...at.keys()], indexes };
}
