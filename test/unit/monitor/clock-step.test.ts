import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ClusterSummary } from '../../../src/shared/cluster';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import { ClusterMonitor } from '../../../src/main/monitor/cluster-monitor';
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
