import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { AuditLog } from '../../src/main/operations/journal/audit-log';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type Fate, type KafkaProxies } from '../support/kafka-proxy';
import { MembersWorld, until, type Rebalanced, type Removed } from './support/members-world';

const LEAVE_GROUP = 13;
const REPLICATED_WITHIN_MS = 1_000;

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

/** Removes all members; the coordinator is killed when it gets, or is to get, the request, and is back afterwards. */
async function removeWhileKilled(group: string, fate: Fate): Promise<Removed> {
  let killed: Promise<void> | null = null;
  let victim = 0;
  proxies.decide(({ apiKey, nodeId }) => {
    if (apiKey !== LEAVE_GROUP || killed !== null) return 'pass';
    victim = nodeId;
    killed = new Promise((resolve) => setTimeout(resolve, REPLICATED_WITHIN_MS)).then(() => cluster.killBroker(nodeId));
    return fate;
  });
  try {
    return await world.remove(group, { kind: 'all' });
  } finally {
    proxies.decide(() => 'pass');
    await killed;
    if (victim > 0) await cluster.restartBroker(victim);
  }
}

const auditedOf = (operationId: string) => new AuditLog(join(directory, 'audit.jsonl')).read().lines.filter((line) => line.operationId === operationId && line.kind === 'result');

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

async function start(group: string, sessionTimeoutMs: number, protocol: 'classic' | 'consumer' = 'classic'): Promise<readonly string[]> {
  const names = await cluster.startMembers({ group, protocol, topics: ['flow'], count: 2, sessionTimeoutMs });
  await until(`${group} settles`, () => world.planRebalance(group).catch(() => null), (plan) => plan?.groupState === 'Stable' && plan.members.length === 2 && plan.members.every(({ partitions }) => partitions === 3));
  return names;
}

const clientsOf = async (group: string): Promise<readonly string[]> => (await cluster.describeGroups(group)).flatMap(({ members }) => members.map(({ clientId }) => clientId)).sort();

test.each([
  { group: 'never-heard', protocol: 'classic', fate: 'hold', status: 'failed', audited: 'failed' },
  { group: 'never-heard-modern', protocol: 'consumer', fate: 'hold', status: 'unknown', audited: 'unknown' },
  { group: 'unanswered', protocol: 'classic', fate: 'hold-answer', status: 'gone', audited: 'unknown' },
] as const)('the coordinator is killed while $protocol members are removed ($fate): of each it is told what is known', async ({ group, protocol, fate, status, audited }) => {
  const names = await start(group, 60_000, protocol);
  const before = await world.planRemoval(group, { kind: 'all' });
  const { operationId, members, auditFailure } = await removeWhileKilled(group, fate);
  expect({ auditFailure, ids: members.map(({ memberId }) => memberId).sort() }).toEqual({ auditFailure: null, ids: before.members.map(({ memberId }) => memberId).sort() });
  expect(members.map((member) => [member.status, member.failure?.message])).toEqual(names.map(() => [status, expect.any(String)]));
  expect(auditedOf(operationId)).toMatchObject([{ outcome: { status: audited, error: expect.any(String) } }]);
  await until(`${group} has its members`, () => clientsOf(group).catch(() => []), (clients) => clients.join() === names.join());
});

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
