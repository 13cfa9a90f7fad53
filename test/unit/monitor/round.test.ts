import { afterEach, expect, test, vi } from 'vitest';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import type { Metadata } from '../../../src/main/kafka/protocol/apis/metadata';
import { ScriptedCluster } from './scripted-cluster';

const HOUR_MS = 3_600_000;

afterEach(() => void vi.restoreAllMocks());

function twoBrokers(): ScriptedCluster {
  const cluster = new ScriptedCluster([1, 2]);
  cluster.node(1).groups.set('a', 90);
  cluster.node(2).groups.set('b', 40);
  return cluster;
}

function figures({ facts }: ScriptedCluster): Record<string, unknown> {
  return Object.fromEntries([...facts.groups].map(([groupId, { coordinatorId, totals }]) => [groupId, { coordinatorId, totalLag: totals.totalLag }]));
}

function codes({ facts }: ScriptedCluster): string[] {
  return facts.roundFailures.map(({ code }) => code);
}

test('a broker that is slow counts as slow, not as answering, and keeps the reason beside its groups', async () => {
  const cluster = twoBrokers();
  await cluster.round();
  const release = cluster.hold(2);
  expect(await cluster.round()).toMatchObject({ brokers: 2, brokersAnswering: 1, brokersSlow: 1 });
  expect(cluster.facts.groups.get('b')?.staleReason?.code).toBe('SLOW');
  expect(cluster.facts.groups.get('a')?.staleReason).toBeNull();
  expect(codes(cluster)).toEqual(['SLOW']);
  release();
});

test('a broker known to be slow is not waited for while others answer', async () => {
  const cluster = twoBrokers();
  const release = cluster.hold(2);
  await cluster.round(50);
  expect((await cluster.round(10_000)).ms).toBeLessThan(5_000);
  release();
});

test('where every broker is slow, the round waits for them', async () => {
  const cluster = new ScriptedCluster([1]);
  cluster.node(1).groups.set('a', 90);
  const release = cluster.hold(1);
  await cluster.round(20);
  cluster.facts.metadataDue = true;
  setTimeout(release, 50);
  expect(await cluster.round(10_000)).toMatchObject({ brokersAnswering: 1, brokersSlow: 0 });
  expect(figures(cluster)).toEqual({ a: { coordinatorId: 1, totalLag: 10 } });
});

test('what a slow broker tells between rounds is a sample of its own time', async () => {
  const cluster = twoBrokers();
  await cluster.round();
  const release = cluster.hold(2);
  const slow = await cluster.round();
  cluster.node(2).groups.set('b', 60);
  release();
  await new Promise((resolve) => setTimeout(resolve, 10));
  const hold = cluster.hold(2);
  const next = await cluster.round();
  const { times = [], totals = [] } = cluster.facts.history.get('b') ?? {};
  expect(totals[totals.length - 1]).toBe(60);
  expect(times[times.length - 1]).toBeGreaterThan(slow.startedAt);
  expect(times[times.length - 1]).toBeLessThan(next.startedAt);
  hold();
});

test('a former coordinator that answers late does not take a group back from the present one', async () => {
  const cluster = twoBrokers();
  await cluster.round();
  const release = cluster.hold(2);
  await cluster.round();
  cluster.node(1).groups.set('b', 70);
  await cluster.round();
  expect(figures(cluster)['b']).toEqual({ coordinatorId: 1, totalLag: 30 });
  release();
  await cluster.facts.broker(2).poll.running;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(cluster.facts.groups.get('b')?.coordinatorId).toBe(1);
  cluster.node(2).groups.delete('b');
  await cluster.round();
  expect(figures(cluster)['b']).toEqual({ coordinatorId: 1, totalLag: 30 });
  expect(cluster.facts.groups.get('b')?.events).toHaveLength(1);
});

test('a group is not lost while the broker that took it over is slow', async () => {
  const cluster = twoBrokers();
  await cluster.round();
  const release = cluster.hold(2);
  await cluster.round();
  cluster.node(1).groups.delete('a');
  for (let i = 0; i < 4; i += 1) await cluster.round();
  expect(figures(cluster)['a']).toEqual({ coordinatorId: 1, totalLag: 10 });
  expect(cluster.facts.groups.get('a')?.staleReason).not.toBeNull();
  cluster.node(2).groups.set('a', 95);
  release();
  await cluster.round();
  await cluster.round();
  expect(figures(cluster)['a']).toEqual({ coordinatorId: 2, totalLag: 5 });
});

test('a group that is handed over keeps its history; one that is deleted goes with the second listing', async () => {
  const cluster = twoBrokers();
  const { startedAt } = await cluster.round();
  cluster.node(1).groups.delete('a');
  await cluster.round();
  expect(cluster.facts.groups.get('a')?.staleReason?.code).toBe('NOT_LISTED');
  expect(codes(cluster)).toEqual([]);
  cluster.node(2).groups.set('a', 95);
  await cluster.round();
  expect(figures(cluster)['a']).toEqual({ coordinatorId: 2, totalLag: 5 });
  expect(cluster.facts.history.get('a')?.times[0]).toBe(startedAt);
  cluster.node(2).groups.delete('a');
  await cluster.round();
  await cluster.round();
  expect([...cluster.facts.groups.keys()]).toEqual(['b']);
});

test('failures stay readable while the next round is under way', async () => {
  const cluster = twoBrokers();
  cluster.node(2).failure = new KafkaFailure('CLOSED', 'It closed.');
  await cluster.round();
  expect(codes(cluster)).toEqual(['CLOSED']);
  const release = cluster.hold(1);
  const round = cluster.round(1_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(codes(cluster)).toEqual(['CLOSED']);
  release();
  await round;
});

test('a mistake of ours in one broker’s part fails that broker alone', async () => {
  const cluster = twoBrokers();
  cluster.node(2).groups.get = () => {
    throw new TypeError('no such thing');
  };
  Object.defineProperty(cluster.node(2).groups, 'keys', { value: () => ({ [Symbol.iterator]: () => [null][Symbol.iterator]() }) });
  expect(await cluster.round()).toMatchObject({ brokersAnswering: 2 });
  expect(figures(cluster)['a']).toEqual({ coordinatorId: 1, totalLag: 10 });
  expect(codes(cluster)).toContain('INTERNAL');
});

test('offsets that could not be read once are not an empty group', async () => {
  const cluster = twoBrokers();
  cluster.node(1).groups.set('a', null);
  await cluster.round();
  expect(cluster.facts.groups.get('a')?.health.verdict).toBe('unknown');
  expect(codes(cluster)).toEqual(['COORDINATOR_LOAD_IN_PROGRESS']);
  cluster.node(1).groups.set('a', 80);
  await cluster.round();
  expect(figures(cluster)['a']).toEqual({ coordinatorId: 1, totalLag: 20 });
});

test('figures go on after the clock was set back, and durations stay true', async () => {
  const cluster = twoBrokers();
  await cluster.round();
  cluster.node(1).groups.set('a', 91);
  await cluster.round();
  const revision = cluster.facts.history.get('a')?.partitionsRevision;
  const before = stampsOf(cluster, 'b');

  const realNow = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() - HOUR_MS);
  cluster.logEnd = 5_000;
  cluster.node(1).groups.delete('a');
  await cluster.round();
  expect(figures(cluster)['b']).toEqual({ coordinatorId: 2, totalLag: 4_960 });
  const after = stampsOf(cluster, 'b');
  const wrong = Object.keys(after).filter((name) => !(Math.abs((before[name] ?? NaN) - (after[name] ?? NaN) - HOUR_MS) < 500));
  expect(wrong).toEqual([]);
  expect(cluster.facts.history.get('a')?.partitionsRevision).not.toBe(revision);
  await cluster.round();
  expect([...cluster.facts.groups.keys()]).toEqual(['b']);
});

/** Of what a round does not renew. */
function stampsOf({ facts }: ScriptedCluster, groupId: string): Record<string, number> {
  const record = facts.groups.get(groupId);
  return {
    laggingSince: record?.rows.laggingSince[0] ?? NaN,
    verdictSince: record?.verdictSince ?? NaN,
    firstCommittedAt: record?.firstCommittedAt ?? NaN,
    firstSample: facts.history.get(groupId)?.times[0] ?? NaN,
  };
}

test('a group that its coordinator does not list any more says so, even while another broker cannot be asked', async () => {
  const cluster = twoBrokers();
  await cluster.round();
  cluster.node(2).failure = new KafkaFailure('CLOSED', 'It closed.');
  cluster.node(1).groups.delete('a');
  for (let i = 0; i < 3; i += 1) await cluster.round();
  expect(cluster.facts.groups.get('a')?.staleReason?.code).toBe('NOT_LISTED');
  cluster.node(2).failure = null;
  await cluster.round();
  expect([...cluster.facts.groups.keys()]).toEqual(['b']);
});

test.each([
  { offsets: 'led by a live broker', leader: 1, afterMs: 40_000, gone: true },
  { offsets: 'without a leader', leader: -1, afterMs: HOUR_MS, gone: false },
  { offsets: 'hidden from us', leader: null, afterMs: 40_000, gone: false },
  { offsets: 'hidden from us', leader: null, afterMs: HOUR_MS, gone: true },
])('a group that no broker lists after its coordinator left, its offsets $offsets: after $afterMs ms gone is $gone', async ({ leader, afterMs, gone }) => {
  const cluster = twoBrokers();
  cluster.offsetsLeader = leader;
  await cluster.round();
  cluster.nodes.delete(2);
  cluster.facts.metadataDue = true;
  for (let i = 0; i < 4; i += 1) await cluster.round();
  expect(cluster.facts.groups.get('b')?.staleReason).not.toBeNull();
  const realNow = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + afterMs);
  for (let i = 0; i < 2; i += 1) await cluster.round();
  expect(cluster.facts.groups.has('b')).toBe(!gone);
});

test('brokers and partitions beyond the limits are told in every round', async () => {
  const cluster = twoBrokers();
  cluster.brokersLeftOut = 7;
  await cluster.round();
  cluster.facts.partitions.refused.set('huge', 200_001);
  for (let i = 0; i < 2; i += 1) {
    await cluster.round();
    expect(codes(cluster)).toEqual(['TOO_MANY_PARTITIONS', 'TOO_MANY_BROKERS']);
  }
  expect(cluster.facts.roundFailures[0]?.message).toBe('The brokers name 200,001 partitions of huge. Offsight reads at most 200,000 of a topic and 1,000,000 of a cluster, so lags in this topic are not known.');
});

test.each([
  [29, 'not-authorised'],
  [17, 'failed'],
])('a topic that was answered with error %d is asked for again after each full Metadata, and keeps its status meanwhile', async (refusal, status) => {
  const cluster = new ScriptedCluster([1]);
  cluster.node(1).groups.set('g', 40);
  const { facts } = cluster;
  let errorCode = refusal;
  const asked: (readonly string[] | null)[] = [];
  const statuses: (string | undefined)[] = [];
  const readAll = cluster.readMetadata.bind(cluster);
  cluster.readMetadata = async (topics: readonly string[] | null = null): Promise<Metadata> => {
    asked.push(topics);
    statuses.push(facts.partitions.find('x')?.status);
    const all = await readAll();
    const none = new Int32Array(0);
    return topics === null ? all : { ...all, topics: topics.map((topic) => ({ errorCode, topic, topicId: null, internal: false, partition: none, leader: none, leaderEpoch: none, errorCodes: new Int16Array(0) })) };
  };
  facts.partitions.indexOf('x'); // a member subscribes to it
  await cluster.round();
  await cluster.round();
  errorCode = 3; // the right was granted: now Kafka tells that there is no such topic
  facts.metadataDue = true;
  await cluster.round();
  await cluster.round();
  expect(asked).toEqual([null, ['x'], null, ['x']]);
  expect([...statuses.slice(1), facts.partitions.find('x')?.status]).toEqual(['unseen', status, status, 'gone']);
});
