import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type KafkaProxies } from '../support/kafka-proxy';
import { MembersWorld, until, type Rebalanced } from './support/members-world';

const LEAVE_GROUP = 13;

let cluster: TestCluster;
let proxies: KafkaProxies;
let engine: Engine;
let world: MembersWorld;
const directory = mkdtempSync(join(tmpdir(), 'offsight-members-failover-'));

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  await cluster.createTopic('flow', 6, 3);
  proxies = await startKafkaProxies(cluster.bootstrapServers);
  engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  world = await MembersWorld.open(engine, proxies.bootstrapServers);
}, 180_000);
afterAll(async () => {
  await engine?.close();
  await proxies?.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Triggers a rebalance; `act` gets the coordinator at the moment at which the phantom is to leave, and that request is lost. */
async function rebalanceWhile(group: string, act: (nodeId: number) => Promise<void>): Promise<Rebalanced> {
  let acted: Promise<void> | null = null;
  proxies.decide(({ apiKey, nodeId }) => {
    if (apiKey !== LEAVE_GROUP || acted !== null) return 'pass';
    acted = act(nodeId);
    return 'hold';
  });
  try {
    return await world.rebalance(group);
  } finally {
    proxies.decide(() => 'pass');
    await acted;
  }
}

async function start(group: string, sessionTimeoutMs: number): Promise<readonly string[]> {
  const names = await cluster.startMembers({ group, topics: ['flow'], count: 2, sessionTimeoutMs });
  await until(`${group} settles`, () => world.planRebalance(group).catch(() => null), (plan) => plan?.groupState === 'Stable' && plan.members.length === 2 && plan.partitions === 6);
  return names;
}

const clientsOf = async (group: string): Promise<readonly string[]> => (await cluster.describeGroups(group)).flatMap(({ members }) => members.map(({ clientId }) => clientId)).sort();

test('the coordinator is killed while the phantom waits: nobody is left behind, and what is not known is said', async () => {
  const names = await start('moves', 30_000);
  const { failure, afterwards } = await rebalanceWhile('moves', (nodeId) => cluster.killBroker(nodeId));
  expect(failure).toMatchObject({ code: expect.stringMatching(/^(?:NOT_SEEN|COORDINATOR_MOVED)$/u), message: expect.stringContaining('Nobody was left behind') });
  expect(afterwards).toMatchObject({ groupState: 'Stable' });
  expect({ clients: await clientsOf('moves'), notes: readdirSync(join(directory, 'phantoms')) }).toEqual({ clients: names, notes: [] });
});

test('the coordinator stands still while the phantom waits: it is asked again until it has left', async () => {
  const names = await start('stalls', 60_000);
  const { afterwards } = await rebalanceWhile('stalls', async (nodeId) => {
    cluster.pauseBroker(nodeId);
    await new Promise((resolve) => setTimeout(resolve, 6_000)); // one request to leave gives up before
    cluster.resumeBroker(nodeId);
  });
  expect(afterwards).toMatchObject({ groupState: 'Stable', moved: { count: 0 } });
  expect({ clients: await clientsOf('stalls'), notes: readdirSync(join(directory, 'phantoms')) }).toEqual({ clients: names, notes: [] });
});
