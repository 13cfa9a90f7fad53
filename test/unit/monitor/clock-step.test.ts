import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ClusterSummary } from '../../../src/shared/cluster';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import { ClusterMonitor } from '../../../src/main/monitor/cluster-monitor';
import { applyDescription } from '../../../src/main/monitor/descriptions';
import { evaluateGroups } from '../../../src/main/monitor/evaluation';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { epochNow } from '../../../src/main/monitor/clock-step';
import { applyCommitted } from '../../../src/main/monitor/group-structure';
import { ScriptedCluster } from './scripted-cluster';

const HOUR_MS = 3_600_000;

afterEach(() => void vi.restoreAllMocks());

function setClockBack(): void {
  const real = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => real() - HOUR_MS);
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

/** Broker 1 leads topic t and coordinates a; broker 2 coordinates b. One round has been, and a second without `held`, which has not answered yet. */
async function withHeld(held: number) {
  const cluster = new ScriptedCluster([1, 2]);
  cluster.node(1).groups.set('a', 40);
  cluster.node(2).groups.set('b', 40);
  await cluster.round();
  const release = cluster.hold(held);
  await cluster.round();
  return { cluster, release };
}

test('log ends that were asked for before the clock was set back do not hold off those after', async () => {
  const { cluster, release } = await withHeld(1);
  expect(cluster.facts.broker(1).readingEnds.running).not.toBeNull();
  setClockBack();
  await cluster.round();
  release();
  await settled();
  cluster.logEnd = 5_000;
  for (let i = 0; i < 3; i += 1) await cluster.round();
  const b = cluster.facts.groups.get('b');
  expect([b?.totals.totalLag, b?.staleReason]).toEqual([4_960, null]);
});

test.each([['a round has begun since', 1], ['no round has begun since', 0]])('groups of a listing that was asked for before the clock was set back are not missing: %s', async (_name, rounds) => {
  const { cluster, release } = await withHeld(2);
  setClockBack();
  for (let i = 0; i < rounds; i += 1) await cluster.round();
  release();
  await settled();
  const releaseAgain = cluster.hold(2);
  for (let i = 0; i < 3; i += 1) await cluster.round();
  expect([...cluster.facts.groups.keys()]).toEqual(['a', 'b']);
  const { staleReason, committedAt } = cluster.facts.groups.get('b') ?? {};
  expect(staleReason?.code).toBe('SLOW');
  expect(Math.abs((committedAt ?? NaN) - Date.now())).toBeLessThan(HOUR_MS / 2);
  releaseAgain();
});

test('figures are not from the future when the clock was set back while connecting', async () => {
  const cluster = new ScriptedCluster([1]);
  cluster.node(1).groups.set('a', 40);
  let last: ClusterSummary | undefined;
  let connects = 0;
  cluster.connect = async () => {
    connects += 1;
    if (connects === 2) setClockBack();
    last = undefined;
  };
  const profile = { profileId: 'p', name: 'n', environment: 'test', bootstrapServers: 'a:1', commandConfig: null, intervalMs: 1_000 } as const;
  const monitor = new ClusterMonitor(profile, { openClient: async () => ({ client: cluster, notes: [] }), changed: (summary) => (last = summary) });
  onTestFinished(() => monitor.close());
  const told = async (state: string, connected: number): Promise<number | null> => {
    for (;;) {
      if (last?.state === state && connects === connected) return last.sampledAt;
      await settled();
    }
  };
  await told('current', 1);
  cluster.node(1).failure = new KafkaFailure('UNREACHABLE_REFUSED', 'Refused.');
  expect(await told('stale', 2)).toBeLessThanOrEqual(Date.now());
}, 20_000);

test('a clock that went forward, or a computer that slept, makes no stall that samples have not seen', async () => {
  const time = { epoch: 1_000_000_000, monotonic: 1_000 };
  vi.spyOn(Date, 'now').mockImplementation(() => time.epoch);
  vi.spyOn(performance, 'now').mockImplementation(() => time.monotonic);
  const facts = new ClusterFacts();
  const record = facts.group('g', 1);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(1), errorCodes: new Int16Array(1) }], null);
  facts.partitions.logStart.fill(0);
  facts.partitions.logEnd.fill(100);
  const member = { memberId: 'm', groupInstanceId: null, clientId: 'c', host: 'h', rack: null, subscription: ['t'], subscribedPattern: null, assignment: [{ topic: 't', partitions: [0] }], targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null };
  applyDescription(record, { groupState: 'Stable', protocolType: 'consumer', assignor: null, groupEpoch: null, assignmentEpoch: null, failures: [], members: [member] }, time.epoch);
  const sample = async (committed: number | null, seconds: number): Promise<boolean> => {
    time.epoch += seconds * 1_000;
    time.monotonic += seconds * 1_000;
    const now = epochNow(facts);
    const response = { groups: [], partition: Int32Array.of(0), committedOffset: Float64Array.of(committed ?? NaN), leaderEpoch: Int32Array.of(0), errorCode: new Int16Array(1), metadata: new Map() };
    if (committed !== null) applyCommitted(record, [{ topic: 't', from: 0, to: 1 }], response, facts.partitions, now);
    facts.partitions.endAskedAt.fill(now);
    await evaluateGroups(facts, now, 5_000);
    return record.health.verdict === 'stalled';
  };
  await sample(40, 0);
  await sample(50, 5);
  expect(await sample(50, 5)).toBe(false);
  time.epoch += HOUR_MS;
  const leaptAt = time.epoch + 5_000;
  expect([await sample(50, 5), await sample(50, 25)]).toEqual([false, false]);
  expect([await sample(50, 5), record.verdictSince, record.verdictAtLeast]).toEqual([true, leaptAt, true]);
  // Figures that nothing renews keep their verdict.
  time.epoch += HOUR_MS;
  expect([await sample(null, 5), await sample(50, 5)]).toEqual([true, false]);
});
