import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { VERDICTS } from '../../../src/shared/verdict';
import type { GroupMember } from '../../../src/shared/group';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import { applyCommitted, buildRows } from '../../../src/main/monitor/group-structure';
import { groupDetail } from '../../../src/main/monitor/views/group-detail';

const START = 1_000_000;
const INTERVAL_MS = 5_000;

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

function member(clientId: string, partitions: readonly number[]): GroupMember {
  return {
    memberId: clientId, groupInstanceId: null, clientId, host: 'h', rack: null, subscription: ['t'], subscribedPattern: null,
    assignment: [{ topic: 't', partitions }], targetAssignment: null, memberEpoch: null,
  };
}

/** Rounds of group g on topic t with two partitions. */
function watched() {
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0, 1), leader: Int32Array.of(1, 1), errorCodes: new Int16Array(2) }], null);
  const { partitions } = facts;
  const base = partitions.find('t')?.base ?? 0;
  let now = START;
  return async (members: readonly GroupMember[], committed: readonly [number, number], end: number) => {
    vi.setSystemTime(now);
    const startedAt = now;
    const answer = { groups: [], partition: Int32Array.of(0, 1), committedOffset: Float64Array.from(committed), leaderEpoch: new Int32Array(2), errorCode: new Int16Array(2), metadata: new Map() };
    applyCommitted(record, [{ topic: 't', from: 0, to: 2 }], answer, partitions, now);
    record.listedAt = now + 1;
    applyDescription(record, { groupState: members.length === 0 ? 'Empty' : 'Stable', protocolType: 'consumer', assignor: 'range', groupEpoch: null, assignmentEpoch: null, members, failures: [] }, now + 1);
    if (record.rowsDirty) buildRows(record, partitions);
    for (let partition = 0; partition < 2; partition += 1) {
      partitions.logStart[base + partition] = 0;
      partitions.logEnd[base + partition] = end;
      partitions.endAskedAt[base + partition] = now + 2;
    }
    vi.setSystemTime(now + 3);
    await evaluateGroups(facts, startedAt, INTERVAL_MS);
    now += INTERVAL_MS;
    const { verdict, columns } = groupDetail(facts, record, 1, INTERVAL_MS);
    return { ...verdict, rows: [...columns.verdict].map((index) => VERDICTS[index]) };
  };
}

const BOTH = [member('app-1', [0]), member('app-2', [1])];

test('a healthy group whose members leave while records arrive is stopped at once, and says who left', async () => {
  const round = watched();
  await round(BOTH, [10, 10], 10);
  expect(await round(BOTH, [20, 20], 20)).toMatchObject({ verdict: 'ok' });
  const left = { verdict: 'stopped', since: START + 2 * INTERVAL_MS + 3, rows: ['stopped', 'stopped'] };
  // What the members committed last is seen together with their leaving, or by the round after it.
  expect(await round([], [25, 20], 30)).toMatchObject({ ...left, evidence: 'Its 2 members (app-1, app-2) left 0 s before these figures were read.' });
  expect(await round([], [26, 20], 40)).toMatchObject(left);
  expect(await round([], [26, 20], 50)).toMatchObject({ ...left, evidence: 'Its 2 members (app-1, app-2) left 9 s before these figures were read, and nothing was committed since.' });
});

test('who commits after the members left, commits without members', async () => {
  const round = watched();
  await round(BOTH, [10, 10], 10);
  await round([], [10, 10], 20);
  await round([], [10, 10], 30);
  expect(await round([], [25, 10], 40)).toMatchObject({ verdict: 'watching', rows: ['ok', 'stopped'] });
});
