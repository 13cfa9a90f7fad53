import { expect, test } from 'vitest';
import { LAG_STATES } from '../../../src/shared/lag';
import { VERDICTS, type Verdict } from '../../../src/shared/verdict';
import { STATE } from '../../../src/main/groups/group-rows';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import { applyCommitted } from '../../../src/main/monitor/group-structure';
import { groupDetail } from '../../../src/main/monitor/views/group-detail';

const COMMITTED_AT = 1_000;

/** Group g and topic t, whose partitions hold `ends` records; what is committed on each (-1: nothing). */
async function given(committed: readonly number[], ends: readonly number[], leaders = ends.map(() => 1)) {
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  const partition = Int32Array.from(ends, (_, index) => index);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition, leader: Int32Array.from(leaders), errorCodes: new Int16Array(ends.length) }], null);
  const base = facts.partitions.find('t')?.base ?? 0;
  ends.forEach((end, index) => {
    facts.partitions.logStart[base + index] = 0;
    facts.partitions.logEnd[base + index] = end;
    facts.partitions.endAskedAt[base + index] = COMMITTED_AT;
  });
  const topics = [{ topic: 't', from: 0, to: ends.length }];
  const response = { groups: [], partition, committedOffset: Float64Array.from(committed), leaderEpoch: new Int32Array(ends.length), errorCode: new Int16Array(ends.length), metadata: new Map() };
  applyCommitted(record, topics, response, facts.partitions, COMMITTED_AT);
  await evaluateGroups(facts, COMMITTED_AT, 5_000);
  return { facts, record, detail: () => groupDetail(facts, record, 1, 5_000) };
}

function verdictsOf({ columns }: ReturnType<typeof groupDetail>): (Verdict | undefined)[] {
  return [...columns.verdict].map((index) => VERDICTS[index]);
}

test('the partitions that make a group amber are not green', async () => {
  const { record, detail } = await given([0, 995, 1_000], [1_000, 1_000, 1_000]);
  record.health = { verdict: 'behind', since: null, row: 0, rows: 2 };
  expect(verdictsOf(detail())).toEqual(['behind', 'ok', 'ok']);
});

test('a partition that nobody works on, with records and without a commit, is not OK', async () => {
  const { detail } = await given([-1, -1], [10, 0]);
  expect(verdictsOf(detail())).toEqual(['unknown', 'ok']);
  expect(detail()).toMatchObject({ totalLag: null, uncommittedPartitions: 1, unknownPartitions: 0 });
});

test('partitions whose lag could not be read are among the failures, together by reason', async () => {
  const { detail } = await given([5, 5, 5], [10, 10, 10], [1, -1, -1]);
  const { unknownPartitions, failures, columns, verdict } = detail();
  expect([...columns.lagState].map((state) => LAG_STATES[state])).toEqual(['behind', 'no-leader', 'no-leader']);
  expect([unknownPartitions, failures.map(({ scope, code }) => `${scope} ${code}`)]).toEqual([2, ['partitions t-1, t-2 LEADER_NOT_AVAILABLE']]);
  expect(verdict.sentence).toContain('the lag of 2 of 3 partitions could not be read');
});

test('how long nothing is committed counts from when there was something to commit', async () => {
  const { facts, record } = await given([-1], [0]);
  expect(record.rows.laggingSince[0]).toBeNaN();
  facts.partitions.logEnd[facts.partitions.find('t')?.base ?? 0] = 3;
  await evaluateGroups(facts, COMMITTED_AT, 5_000);
  const since = record.rows.laggingSince[0];
  await evaluateGroups(facts, COMMITTED_AT, 5_000);
  expect([record.rows.lagState[0], record.rows.laggingSince[0]]).toEqual([STATE['no-commit'], since]);
  expect(since).toBeGreaterThan(0);
});

test('records that were deleted unread are counted, in the headline and on their rows', async () => {
  const { facts, record, detail } = await given([400, 401, 900], [2_000, 2_000, 2_000]);
  const topic = facts.partitions.find('t');
  if (topic !== undefined) [1_302, 1_285, 0].forEach((start, partition) => facts.partitions.takeStart(topic, topic.base + partition, start));
  record.rows.sampledAt.fill(NaN);
  record.groupState = 'Empty';
  await evaluateGroups(facts, COMMITTED_AT, 5_000);
  expect(detail().verdict.sentence).toContain('lost records on 2 of 3 partitions, t-0 first: 1,786 already deleted, unread; of the lag of 4,299 records 2,513 are still there, and it has no member to read them');
  expect(verdictsOf(detail())).toEqual(['records-lost', 'records-lost', 'stopped']);
});
