import { expect, test } from 'vitest';
import type { GroupMember } from '../../../src/shared/group';
import type { OffsetFetchResponse } from '../../../src/main/kafka/protocol/apis/offset-fetch';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { applyCommitted, contradictsMetadata } from '../../../src/main/monitor/group-structure';
import { groupDetail, groupHistory } from '../../../src/main/monitor/views/group-detail';
import { groupsTable } from '../../../src/main/monitor/views/groups-table';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';

type Entry = readonly [topic: string, partition: number, offset: number, errorCode?: number];

function answer(entries: readonly Entry[]): OffsetFetchResponse {
  const names = [...new Set(entries.map(([topic]) => topic))];
  const sorted = names.flatMap((name) => entries.filter(([topic]) => topic === name));
  const topics = names.map((topic) => {
    const from = sorted.findIndex(([name]) => name === topic);
    return { topic, from, to: from + sorted.filter(([name]) => name === topic).length };
  });
  return {
    groups: [{ groupId: 'g', errorCode: 0, unchanged: false, topics }],
    partition: Int32Array.from(sorted, ([, partition]) => partition),
    committedOffset: Float64Array.from(sorted, ([, , offset]) => offset),
    leaderEpoch: new Int32Array(sorted.length),
    errorCode: Int16Array.from(sorted, ([, , , errorCode]) => errorCode ?? 0),
    metadata: new Map(),
  };
}

function member(memberId: string, topic: string, partitions: readonly number[]): GroupMember {
  return {
    memberId, groupInstanceId: null, clientId: memberId, host: 'h', rack: null, subscription: [topic], subscribedPattern: null,
    assignment: [{ topic, partitions }], targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null,
  };
}

function given() {
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  return {
    facts,
    record,
    commit: (at: number, entries: readonly Entry[]) => applyCommitted(record, answer(entries).groups[0]?.topics ?? [], answer(entries), facts.partitions, at),
    describe: (members: readonly GroupMember[]) =>
      applyDescription(record, { groupState: 'Stable', protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members, failures: [] }, 1),
    detail: () => groupDetail(facts, record, 1, 5_000),
  };
}

test('a committed offset that could not be read is not "none committed"', () => {
  const { record, commit } = given();
  commit(1_000, [['t', 0, 5], ['t', 1, 7]]);
  commit(2_000, [['t', 0, 6], ['t', 1, -1, 88]]);
  expect([...record.rows.committed]).toEqual([6, NaN]);
  record.rowsDirty = true;
  commit(3_000, [['t', 0, 6], ['t', 1, -1, 88], ['t', 2, 1]]);
  expect([...record.rows.committed]).toEqual([6, NaN, 1]);
  commit(4_000, [['t', 0, 6], ['t', 1, 7], ['t', 2, 1]]);
  expect([...record.rows.committed]).toEqual([6, 7, 1]);
});

test('offsets that were named with an error and then not at all are not "none committed"', () => {
  const { facts, record, commit, describe } = given();
  describe([member('a', 't', [0])]);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(1), errorCodes: Int16Array.of(0) }], null);
  commit(1_000, [['t', 0, -1, 88]]);
  commit(2_000, []);
  expect([record.rows.committed[0], contradictsMetadata(record, facts.partitions)]).toEqual([NaN, true]);
});

test('the partition that a verdict names stays that one when rows before it are added between two rounds', async () => {
  const { facts, record, commit, describe, detail } = given();
  const topic = (name: string) => ({ errorCode: 0, topic: name, topicId: null, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(1), errorCodes: Int16Array.of(0) });
  Object.assign(record, { groupType: 'classic', groupState: 'Empty' });
  facts.partitions.applyMetadata([topic('a'), topic('t')], null);
  facts.partitions.logStart.fill(0);
  facts.partitions.logEnd.fill(100);
  facts.partitions.endAskedAt.fill(1_000);
  commit(1_000, [['t', 0, 50]]);
  await evaluateGroups(facts, 1_000, 5_000);
  describe([member('m', 'a', [0]), member('n', 't', [0])]);
  detail(); // makes the rows again
  const { worstTopic, worstLag } = groupsTable(facts, 1, 1_000, null).columns;
  expect([[...record.rows.lag], facts.partitions.topics[worstTopic[0] ?? -1]?.topic, worstLag[0]]).toEqual([[NaN, 50], 't', 50]);
  expect([record.health.row, record.totals.worstRow]).toEqual([1, 1]);
});

test('owners belong to the members beside them, also between a description and the next evaluation', () => {
  const { commit, describe, detail } = given();
  commit(1_000, [['t', 0, 5], ['t', 1, 7]]);
  const ownersOf = ({ members, columns }: ReturnType<typeof detail>) => [...columns.owner].map((owner) => members?.[owner]?.memberId);
  describe([member('a', 't', [0]), member('b', 't', [1])]);
  expect(ownersOf(detail())).toEqual(['a', 'b']);
  describe([member('b', 't', [1]), member('a', 't', [0])]);
  expect(ownersOf(detail())).toEqual(['a', 'b']);
});

test('history is told with the partitions that it was sampled for', async () => {
  const { facts, record, commit } = given();
  commit(1_000, [['t', 0, 5], ['t', 1, 7]]);
  await evaluateGroups(facts, 1_000, 5_000);
  commit(2_000, [['s', 0, 1], ['t', 0, 5], ['t', 1, 7]]);
  const { times, partition, topic, topics, lag } = groupHistory(facts, record, null, null);
  expect({ times: times.length, lag: lag.length, partitions: [...topic].map((index, row) => `${topics[index]}-${partition[row]}`) }).toEqual({ times: 1, lag: 2, partitions: ['t-0', 't-1'] });
});

test('a member that claims an absurd partition takes no other topic’s row, and the group says that it is incomplete', async () => {
  const { facts, record, commit, describe, detail } = given();
  commit(1_000, [['s', 0, 5], ['t', 0, 7]]);
  describe([member('hostile', 's', [134_217_728, -1, 2_147_483_647])]);
  detail();
  await evaluateGroups(facts, 1_000, 5_000);
  expect([...record.rows.partition]).toEqual([0, 0]);
  expect(detail()).toMatchObject({ unknownPartitions: 5, verdict: { sentence: expect.stringContaining('the lag of 5 of 5 partitions could not be read') } });
  expect(detail().failures.filter(({ code }) => code === 'TOO_MANY_PARTITIONS')).toMatchObject([{ scope: 'group g', message: expect.stringMatching(/^3 of the partitions that g/) }]);
});

test('offsets that the coordinator no longer names are not "none committed" until Metadata has shown the topic twice', () => {
  const { facts, record, commit, detail } = given();
  const present = (...topics: string[]) => facts.partitions.applyMetadata(topics.map((topic) => ({ errorCode: 0, topic, topicId: null, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(1), errorCodes: Int16Array.of(0) })), null);
  const refused = () => facts.partitions.applyMetadata([{ errorCode: 29, topic: 'secret', topicId: null, internal: false, partition: new Int32Array(0), leader: new Int32Array(0), errorCodes: new Int16Array(0) }], ['secret']);
  record.groupState = 'Empty';
  present('secret', 't');
  const committed = () => [...record.rows.committed];
  commit(1_000, [['secret', 0, 5], ['t', 0, 7]]);
  expect(contradictsMetadata(record, facts.partitions)).toBe(false);
  commit(2_000, [['t', 0, 7]]);
  expect([committed(), contradictsMetadata(record, facts.partitions)]).toEqual([[NaN, 7], true]);
  expect(detail().reasons[detail().columns.reason[0] ?? -1]).toContain('may not DESCRIBE the topic any more');
  // Revoked: the row stays, and stays unknown.
  present('t');
  refused();
  record.rowsDirty = true;
  commit(3_000, [['t', 0, 7]]);
  expect([committed(), contradictsMetadata(record, facts.partitions)]).toEqual([[NaN, 7], false]);
  // Granted again: Metadata is to be read.
  commit(4_000, [['secret', 0, 6], ['t', 0, 7]]);
  expect([committed(), contradictsMetadata(record, facts.partitions)]).toEqual([[6, 7], true]);
  // Deleted: the topic is still there for whoever reads Metadata after that.
  present('secret', 't');
  commit(5_000, [['t', 0, 7]]);
  present('secret', 't');
  commit(6_000, [['t', 0, 7]]);
  expect(committed()).toEqual([NaN, 7]);
  present('secret', 't');
  commit(7_000, [['t', 0, 7]]);
  expect([committed(), contradictsMetadata(record, facts.partitions)]).toEqual([[7], false]);
});
