import { expect, onTestFinished, test } from 'vitest';
import type { ClusterProfile, ClusterSummary } from '../../../src/shared/cluster';
import { KafkaFailure } from '../../../src/main/kafka/errors';
import { ClusterMonitor, type MonitorPorts } from '../../../src/main/monitor/cluster-monitor';
import { ScriptedCluster } from './scripted-cluster';

const PROFILE: ClusterProfile = { profileId: 'p', name: 'test', environment: 'development', bootstrapServers: 'a:1', commandConfig: null, intervalMs: 60_000 };

function oneGroup(groupId: string): ScriptedCluster {
  const cluster = new ScriptedCluster([1]);
  cluster.node(1).groups.set(groupId, 90);
  return cluster;
}

function watch(openClient: MonitorPorts['openClient'], profile: Partial<ClusterProfile> = {}) {
  const told: ClusterSummary[] = [];
  const monitor = new ClusterMonitor({ ...PROFILE, ...profile }, { openClient, changed: (summary) => told.push(summary), notes: ['The saved clusters could not be read.'] });
  onTestFinished(() => monitor.close());
  const until = async (holds: (summary: ClusterSummary) => boolean): Promise<ClusterSummary> => {
    for (;;) {
      const last = told[told.length - 1];
      if (last !== undefined && holds(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { monitor, told, until };
}

test('tells notes on the profile and on its settings', async () => {
  const { until } = watch(async () => ({ client: oneGroup('a'), notes: ['The password crosses the network unencrypted.'] }));
  expect((await until(({ state }) => state === 'current')).notes).toEqual(['The saved clusters could not be read.', 'The password crosses the network unencrypted.']);
});

test('a retry that a person asked for says so, once', async () => {
  const asked: boolean[] = [];
  const { monitor, until } = watch(async (_profile, { byHand }) => {
    asked.push(byHand);
    throw new KafkaFailure('AUTHENTICATION_FAILED', 'Refused.', { retriable: false });
  });
  const { retryAt } = await until(({ state }) => state === 'failed');
  expect((retryAt ?? 0) - Date.now()).toBeGreaterThan(4 * 60_000);
  monitor.retryNow();
  await until(() => asked.length === 2);
  expect(asked).toEqual([false, true]);
});

test('a client that comes after its address was changed is closed, not used', async () => {
  const opened = new Map<string, ScriptedCluster>();
  let finishFirst = (): void => undefined;
  const { monitor, until } = watch(async ({ bootstrapServers }) => {
    const client = oneGroup(`of ${bootstrapServers}`);
    opened.set(bootstrapServers, client);
    if (bootstrapServers === 'a:1') await new Promise<void>((resolve) => (finishFirst = resolve));
    return { client, notes: [] };
  });
  monitor.update({ ...PROFILE, bootstrapServers: 'b:1' });
  finishFirst();
  await until(({ state }) => state === 'current');
  expect([...monitor.facts.groups.keys()]).toEqual(['of b:1']);
  expect([opened.get('a:1')?.closed, opened.get('b:1')?.closed]).toEqual([true, false]);
});

test('figures of another cluster at the same address do not join the old ones', async () => {
  const cluster = oneGroup('old');
  const { monitor, until } = watch(async () => ({ client: cluster, notes: [] }));
  const { revision } = await until(({ state }) => state === 'current');
  cluster.kafkaClusterId = 'another';
  cluster.node(1).groups.clear();
  cluster.node(1).groups.set('new', 10);
  monitor.retryNow();
  const next = await until((summary) => summary.revision > revision);
  expect(next).toMatchObject({ state: 'current', kafkaClusterId: 'another', groups: 1, totalLag: 90 });
  expect([...monitor.facts.groups.keys()]).toEqual(['new']);
});

test('a cluster that is slower than a round waits is waited for', async () => {
  const cluster = oneGroup('a');
  const release = cluster.hold(1);
  let opened = 0;
  const { told, until } = watch(async () => {
    opened += 1;
    return { client: cluster, notes: [] };
  }, { intervalMs: 1_000 });
  expect((await until(() => true)).state).toBe('connecting');
  release();
  expect(await until(({ state }) => state === 'current')).toMatchObject({ groups: 1, totalLag: 10 });
  expect(told.some(({ groups }) => groups === 0)).toBe(false);
  expect(opened).toBe(1);
});

test('a cluster that names itself anew in each answer is told as a failure, and asked again only after a pause', async () => {
  const cluster = oneGroup('a');
  let answers = 0;
  Object.defineProperty(cluster, 'kafkaClusterId', { get: () => `cluster-${answers}` });
  const read = cluster.readMetadata.bind(cluster);
  cluster.readMetadata = () => {
    answers += 1;
    return read();
  };
  const { until } = watch(async () => ({ client: cluster, notes: [] }));
  expect(await until(({ state }) => state === 'failed')).toMatchObject({ failure: { code: 'CLUSTER_ID_CHANGES' }, groups: null });
  expect(answers).toBe(2);
});

test('where no round can be had, every group is stale, keeps its verdict and says why', async () => {
  const cluster = oneGroup('a');
  const { monitor, until } = watch(async () => ({ client: cluster, notes: [] }), { intervalMs: 1_000 });
  const before = await until(({ state }) => state === 'current');
  expect(before).toMatchObject({ staleGroups: 0, mostLag: { groupId: 'a', lag: 10 } });
  cluster.node(1).failure = new KafkaFailure('UNREACHABLE_REFUSED', 'Refused.');
  monitor.retryNow();
  const after = await until(({ state }) => state === 'stale');
  expect(after).toMatchObject({ staleGroups: 1, verdicts: before.verdicts, totalLag: before.totalLag });
  expect(monitor.facts.groups.get('a')?.staleReason?.code).toBe('UNREACHABLE_REFUSED');
});
