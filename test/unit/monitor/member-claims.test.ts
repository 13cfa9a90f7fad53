import { expect, test } from 'vitest';
import type { GroupMember, TopicPartitions } from '../../../src/shared/group';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import { buildRows } from '../../../src/main/monitor/group-structure';
import { groupDetail } from '../../../src/main/monitor/views/group-detail';
import { groupsTable } from '../../../src/main/monitor/views/groups-table';
import { MOST_ROWS_OF_GROUP, MOST_TOPICS_FOR_CLAIMS } from '../../../src/main/monitor/wanted-rows';

// Any member of a group may claim anything: 1 MB of subscription and assignment, made anew at each join.

function given() {
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  return {
    facts,
    record,
    claim: (assignment: readonly TopicPartitions[], subscription: readonly string[] = []) => {
      const member: GroupMember = {
        memberId: 'm', groupInstanceId: null, clientId: 'c', host: 'h', rack: null, subscription, subscribedPattern: null, assignment, targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null,
      };
      applyDescription(record, { groupState: 'Stable', protocolType: 'consumer', assignor: null, groupEpoch: null, assignmentEpoch: null, failures: [], members: [member] }, 1);
      buildRows(record, facts.partitions);
      facts.structureChanged();
    },
  };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

test('names of topics that do not exist do not pile up, however they are claimed', () => {
  const { facts, claim } = given();
  for (const round of range(20)) claim([], range(1_000).map((index) => `subscribed-${round}-${index}`));
  expect(facts.partitions.topics).toHaveLength(0);
  for (const round of range(5)) claim(range(50_000).map((index) => ({ topic: `assigned-${round}-${index}`, partitions: [0] })));
  expect(facts.partitions.topics).toHaveLength(MOST_TOPICS_FOR_CLAIMS);
});

test('the groups table sends the names that rows name, and its worst topics are among them', async () => {
  const { facts, record, claim } = given();
  claim([{ topic: 'former', partitions: [0] }]);
  claim([{ topic: 'now', partitions: [0] }]);
  record.totals = { ...record.totals, worstRow: 0 };
  const { names, columns, namesRevision } = groupsTable(facts, 1, 1, null);
  expect([names?.topics, names?.topicIndex, columns.worstTopic]).toEqual([['now'], Int32Array.of(0), Int32Array.of(0)]);
  expect(groupsTable(facts, 1, 1, namesRevision)).toMatchObject({ names: null, columns: { worstTopic: Int32Array.of(0) } });
});

test('no rows are made beyond the limits of a topic and of a group, and the group says so', async () => {
  const { record, claim } = given();
  claim([{ topic: 't', partitions: range(500_001) }]);
  expect([record.rows.count, record.partitionsLeftOut]).toEqual([200_000, MOST_ROWS_OF_GROUP]);
  const topics = ['a', 'b', 'c', 'd'];
  // What is named twice counts once.
  claim([...topics, 'a'].map((topic) => ({ topic, partitions: range(75_001) })));
  expect([record.rows.count, record.partitionsLeftOut]).toEqual([MOST_ROWS_OF_GROUP, 4]);
  claim(topics.map((topic) => ({ topic, partitions: range(75_000) })));
  expect([record.rows.count, record.partitionsLeftOut]).toEqual([MOST_ROWS_OF_GROUP, 0]);
});

test('a group of 100,000 unknown partitions is told with a few failures', async () => {
  const { facts, record, claim } = given();
  claim([{ topic: 't', partitions: range(100_000) }]);
  await evaluateGroups(facts, 1, 5_000);
  const { failures, reasons } = groupDetail(facts, record, 1, 5_000);
  expect(reasons).toHaveLength(1);
  expect(failures.flatMap(({ scope }) => (scope.startsWith('partition') ? [scope] : []))).toEqual(['partitions t-0, t-1, t-2 and 99,997 more']);
});
