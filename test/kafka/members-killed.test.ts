import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startKafkaClients } from '../../scripts/lib/kafka-clients.mjs';
import { createEngine } from '../../src/main/engine';
import { AuditLog } from '../../src/main/operations/journal/audit-log';
import { buildProgram, EngineProcess } from '../support/engine-process';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type Fate, type KafkaProxies } from '../support/kafka-proxy';
import { MembersWorld, until } from './support/members-world';

const LEAVE_GROUP = 13;
type Clients = Awaited<ReturnType<typeof startKafkaClients>>;

let cluster: TestCluster;
let proxies: KafkaProxies;
let program: string;
let stopped: Clients;
let directory: string;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('flow', 6);
  proxies = await startKafkaProxies(cluster.bootstrapServers);
  stopped = await startKafkaClients(cluster.bootstrapServers);
  program = await buildProgram('engine-main');
}, 180_000);
afterAll(async () => {
  await stopped?.close();
  await proxies?.close();
  await cluster?.stop();
});
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'offsight-members-killed-'))));
afterEach(() => {
  proxies.decide(() => 'pass');
  rmSync(directory, { recursive: true, force: true });
});

/** What becomes of each request to leave, in their order; those after them pass. Resolves at the first one. */
function atLeave(fates: readonly Fate[]): Promise<void> {
  return new Promise((resolve) => {
    let leaves = 0;
    proxies.decide(({ apiKey }) => {
      if (apiKey !== LEAVE_GROUP) return 'pass';
      resolve();
      leaves += 1;
      return fates[leaves - 1] ?? 'pass';
    });
  });
}

const phantomsOf = async (group: string): Promise<number> => (await cluster.describeGroups(group)).flatMap(({ members }) => members.filter(({ clientId }) => clientId === 'offsight')).length;
const notes = (): readonly string[] => (existsSync(join(directory, 'phantoms')) ? readdirSync(join(directory, 'phantoms')) : []);

/** An engine of its own that is killed while its phantom waits in the group. */
async function killWhileParked(group: string): Promise<string> {
  const engine = new EngineProcess(program, directory);
  const { profileId } = await engine.ask('clusters:add', { name: 'test', environment: 'development', bootstrapServers: proxies.bootstrapServers, commandConfig: null, intervalMs: 60_000 });
  await engine.ask('writes:unlock', { profileId, reason: '', typed: '', expected: '' });
  const { planId } = await engine.ask('members:planRebalance', { profileId, groupId: group });
  const leaving = atLeave(['hold']);
  const ended = engine.ask('members:execute', { profileId, planId, reason: 'late', typed: '' }).then(() => 'answered', () => 'ended');
  await leaving;
  await engine.kill();
  expect(await ended).toBe('ended');
  proxies.decide(() => 'pass');
  return planId;
}

test('killed between join and leave: the next start removes the phantom, and says so in the audit', async () => {
  const group = 'orphan';
  // Its only member stands still, so that the rebalance waits, and the phantom with it.
  await stopped.call('startMembers', { group, topics: ['flow'], sessionTimeoutMs: 120_000 });
  await cluster.awaitGroup(group, { members: 1 });
  await until('settled', () => cluster.describeGroups(group), ([described]) => described?.groupState === 'Stable' && described.members[0]?.assignment.length === 1);
  stopped.pause();
  const planId = await killWhileParked(group);
  expect({ phantoms: await phantomsOf(group), notes: notes() }).toEqual({ phantoms: 1, notes: [`${planId}.json`] });

  const engine = new EngineProcess(program, directory);
  try {
    await until('the phantom is removed', () => phantomsOf(group), (count) => count === 0);
    await until('nothing is left to do', async () => notes().length, (count) => count === 0);
    const { lines, brokenAt } = new AuditLog(join(directory, 'audit.jsonl')).read();
    expect(brokenAt).toBeNull();
    expect(lines).toMatchObject([
      { kind: 'intent', operationId: planId, action: 'rebalance', reason: 'late', groupIds: [group], phantoms: [expect.stringMatching(/^offsight-/u), expect.stringMatching(/^offsight-/u)] },
      { kind: 'result', operationId: planId, settled: true, outcome: { status: 'unknown', error: expect.stringContaining('no longer in the group') } },
    ]);
  } finally {
    await engine.kill();
  }
  stopped.resume();
  expect(await cluster.awaitGroup(group, { members: 1 })).toMatchObject({ members: [{ clientId: 'orphan-1' }] });
});

test('killed between join and leave, and never started again: the broker forgets the phantom with its session', async () => {
  const group = 'forgotten';
  await cluster.startMembers({ group, topics: ['flow'] });
  await cluster.awaitGroup(group, { members: 1 });
  await killWhileParked(group);
  expect(await phantomsOf(group)).toBe(1);
  await until('the phantom is forgotten', () => cluster.describeGroups(group), ([described]) => described?.groupState === 'Stable' && described.members.length === 1 && described.members[0]?.clientId === 'forgotten-1');
});

test('an engine that is closed while its phantom waits lets it leave first', async () => {
  const group = 'closing';
  await cluster.startMembers({ group, topics: ['flow'] });
  await cluster.awaitGroup(group, { members: 1 });
  const engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  const world = await MembersWorld.open(engine, proxies.bootstrapServers);
  const plan = await world.planRebalance(group);
  const leaving = atLeave([200]);
  const done = world.execute(plan);
  await leaving;
  await engine.close();
  expect({ phantoms: await phantomsOf(group), notes: notes() }).toEqual({ phantoms: 0, notes: [] });
  expect(await done).toMatchObject({ kind: 'rebalanced', failure: null, afterwards: { settledAfterMs: null } });
});

test.each<{ readonly what: string; readonly fates: readonly Fate[] }>([
  { what: 'never arrives', fates: ['cut-before', 'cut-before'] },
  { what: 'is not answered', fates: ['cut-after', 'cut-after'] },
  { what: 'arrives when all members are back', fates: [3_000] },
])('a request to leave that $what: the phantom leaves, and it is one rebalance', async ({ what, fates }) => {
  const group = what;
  await cluster.startMembers({ group, topics: ['flow'] });
  await cluster.awaitGroup(group, { members: 1 });
  const engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  try {
    const world = await MembersWorld.open(engine, proxies.bootstrapServers);
    void atLeave(fates);
    expect(await world.rebalance(group)).toMatchObject({ failure: null, auditFailure: null, afterwards: { groupState: 'Stable', rebalances: 1, moved: { count: 0 } } });
    expect({ phantoms: await phantomsOf(group), notes: notes() }).toEqual({ phantoms: 0, notes: [] });
  } finally {
    await engine.close();
  }
});

test('a removal that is not answered is not repeated, since whoever comes back would be removed again: reading back decides', async () => {
  const group = 'unanswered';
  await cluster.startMembers({ group, topics: ['flow'], count: 2 });
  const engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  try {
    const world = await MembersWorld.open(engine, proxies.bootstrapServers);
    const { members: planned } = await until('settled', () => world.planRemoval(group, { kind: 'all' }).catch(() => null), (plan) => plan?.groupState === 'Stable' && plan.members.length === 2).then((plan) => plan ?? { members: [] });
    let leaves = 0;
    proxies.decide(({ apiKey }) => {
      if (apiKey !== LEAVE_GROUP) return 'pass';
      leaves += 1;
      return 'cut-after';
    });
    const { members, afterwards } = await world.remove(group, { kind: 'members', memberIds: planned.slice(0, 1).map(({ memberId }) => memberId) });
    expect(leaves).toBe(1);
    expect(members).toMatchObject([{ status: 'gone', failure: { message: expect.stringContaining('Whether this removed it is not known') }, cameBackAs: { clientId: planned[0]?.clientId } }]);
    expect(afterwards).toMatchObject({ groupState: 'Stable' });
  } finally {
    await engine.close();
  }
});
