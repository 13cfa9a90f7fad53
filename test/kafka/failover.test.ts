import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterSummary } from '../../src/shared/cluster';
import { openClient } from '../../src/main/clusters/open-client';
import { ClusterMonitor } from '../../src/main/monitor/cluster-monitor';
import { offsetsLeader } from '../../src/main/monitor/offsets-partition';
import { startCluster, type TestCluster } from '../support/kafka';

const GROUPS = Array.from({ length: 12 }, (_, index) => `group-${index}`);

let cluster: TestCluster;
let monitor: ClusterMonitor;
let summaries: ClusterSummary[] = [];

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  await cluster.createTopic('orders', 6, 3);
  for (let partition = 0; partition < 6; partition += 1) await cluster.produce('orders', partition, 20);
  for (const group of GROUPS) await cluster.commit(group, [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: 'orders', partition, offset: 10 })));
  monitor = new ClusterMonitor(
    { profileId: 'p', name: 'test', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 },
    { openClient, changed: (summary) => summaries.push(summary) },
  );
  await until(() => last()?.groups === GROUPS.length && last()?.totalLag === 12 * 60);
}, 120_000);

afterAll(async () => {
  monitor?.close();
  await cluster?.stop();
});

test('the broker that lists a group leads its partition of the offsets topic', () => {
  const { groups, partitions } = monitor.facts;
  expect([...groups.values()].map(({ groupId }) => offsetsLeader(partitions, groupId))).toEqual([...groups.values()].map(({ coordinatorId }) => coordinatorId));
});

test('a broker that is killed takes nothing to 0 or Dead, and its groups are read again from where they went', async () => {
  const victim = [...monitor.facts.groups.values()][0]?.coordinatorId ?? 1;
  const moved = [...monitor.facts.groups.values()].filter((record) => record.coordinatorId === victim).map((record) => record.groupId);
  summaries = [];
  await cluster.killBroker(victim);
  const killedAt = Date.now();
  const observed = watchGroups();
  const foundIn = new Map<string, number>();
  const freshIn = new Map<string, number>();
  await until(() => {
    for (const groupId of moved) {
      const record = monitor.facts.groups.get(groupId);
      if (record === undefined || record.coordinatorId === victim) continue;
      if (!foundIn.has(groupId)) foundIn.set(groupId, monitor.revision);
      if (!freshIn.has(groupId) && record.committedAt > killedAt && record.staleReason === null) freshIn.set(groupId, monitor.revision);
    }
    return freshIn.size === moved.length;
  });
  observed.stop();
  for (const [groupId, round] of freshIn) expect(round - (foundIn.get(groupId) ?? NaN), `rounds until ${groupId} was read from its new coordinator`).toBeLessThanOrEqual(2);
  for (const { groupId, state, totalLag, unknownPartitions } of observed.seen) {
    expect([groupId, state]).toEqual([groupId, 'Empty']);
    // Every partition is either known (10 behind) or counted as unknown: never 0.
    expect([groupId, (totalLag ?? 0) + unknownPartitions * 10]).toEqual([groupId, 60]);
  }
  expect(new Set(observed.seen.map(({ groupId }) => groupId)).size).toBe(GROUPS.length);
  expect(summaries.some((summary) => summary.state === 'partial' && summary.failures.some((failure) => failure.scope === `broker ${victim}`))).toBe(true);
  expect(last()?.brokers.find((broker) => broker.nodeId === victim)?.state).not.toBe('answering');

  await cluster.restartBroker(victim);
  await until(() => last()?.state === 'current' && last()?.brokers.every((broker) => broker.state === 'answering') === true);
  expect(last()?.totalLag).toBe(12 * 60);
}, 120_000);

test('a silent broker delays only what it has', async () => {
  const victim = [...monitor.facts.groups.values()][0]?.coordinatorId ?? 1;
  const revision = monitor.revision;
  cluster.pauseBroker(victim);
  try {
    await until(() => last()?.failures.some((failure) => failure.scope === `broker ${victim}`) === true && monitor.revision >= revision + 4);
    const others = [...monitor.facts.groups.values()].filter((record) => record.coordinatorId !== victim);
    for (const record of others) expect(Date.now() - record.committedAt).toBeLessThan(8_000);
    expect(monitor.facts.groups.size).toBe(GROUPS.length);
  } finally {
    cluster.resumeBroker(victim);
  }
  await until(() => last()?.state === 'current');
}, 120_000);

test('a cluster that is gone keeps its last figures, says why, and comes back by itself', async () => {
  for (const nodeId of [1, 2, 3]) await cluster.killBroker(nodeId);
  // The first failure may still be the lost connection.
  await until(() => last()?.state === 'stale' && last()?.retryAt !== null && last()?.failure?.code === 'UNREACHABLE_REFUSED');
  expect(last()).toMatchObject({ groups: GROUPS.length });
  await Promise.all([1, 2, 3].map((nodeId) => cluster.restartBroker(nodeId)));
  await until(() => last()?.state === 'current');
  expect(last()).toMatchObject({ groups: GROUPS.length, totalLag: 12 * 60 });
}, 180_000);

test('a group that is deleted while its coordinator is down does not stay', async () => {
  const ghost = GROUPS[0] ?? '';
  const victim = monitor.facts.groups.get(ghost)?.coordinatorId ?? 1;
  monitor.setPaused(true);
  await cluster.killBroker(victim);
  const remove = ['--bootstrap-server', cluster.bootstrapServers, '--delete', '--group', ghost];
  // Refused until the new coordinator has loaded it.
  await until(async () => (await cluster.java('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', remove).catch(() => '')).includes('successful'));
  monitor.setPaused(false);
  await until(() => monitor.facts.groups.get(ghost)?.staleReason !== null);
  await until(() => !monitor.facts.groups.has(ghost), 90_000);
  expect([...monitor.facts.groups.keys()].sort()).toEqual(GROUPS.filter((groupId) => groupId !== ghost).sort());
  await cluster.restartBroker(victim);
}, 180_000);

function last(): ClusterSummary | undefined {
  return summaries[summaries.length - 1];
}

function watchGroups() {
  const seen: { groupId: string; state: string | null; totalLag: number | null; unknownPartitions: number }[] = [];
  const timer = setInterval(() => {
    for (const record of monitor.facts.groups.values()) {
      seen.push({ groupId: record.groupId, state: record.groupState, totalLag: record.totals.totalLag, unknownPartitions: record.totals.unknownPartitions });
    }
  }, 50);
  return { seen, stop: () => clearInterval(timer) };
}

async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms. Last: ${JSON.stringify(last())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
