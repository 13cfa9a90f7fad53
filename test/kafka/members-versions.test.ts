import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type KafkaProxies } from '../support/kafka-proxy';
import { MembersWorld, until } from './support/members-world';

const LEAVE_GROUP = 13;

describe.each(['2.8.2', '3.9.1'])('Kafka %s', (version) => {
  let cluster: TestCluster;
  let proxies: KafkaProxies;
  let engine: Engine;
  let world: MembersWorld;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'offsight-members-versions-'));
    cluster = await startCluster({ version });
    await cluster.createTopic('flow', 6);
    engine = createEngine({ dataDirectory: directory, emit: () => undefined });
    proxies = await startKafkaProxies(cluster.bootstrapServers);
    world = await MembersWorld.open(engine, proxies.bootstrapServers);
  }, 120_000);
  afterAll(async () => {
    await engine?.close();
    await proxies?.close();
    await cluster?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('a rebalance is triggered, and a dead static member is removed', async () => {
    const names = await cluster.startMembers({ group: 'old', topics: ['flow'], count: 2, instanceIds: ['one', 'two'], sessionTimeoutMs: 60_000 });
    await until('old settles', () => world.planRebalance('old').catch(() => null), (plan) => plan?.groupState === 'Stable' && plan.members.length === 2 && plan.partitions === 6);
    const { failure, afterwards } = await world.rebalance('old');
    expect({ failure, state: afterwards.groupState, rebalances: afterwards.rebalances, moved: afterwards.moved?.count }).toEqual({ failure: null, state: 'Stable', rebalances: 1, moved: 0 });
    // All members are back long before it is asked to leave: still one rebalance.
    proxies.decide(({ apiKey }) => (apiKey === LEAVE_GROUP ? 3_000 : 'pass'));
    const late = await world.rebalance('old');
    proxies.decide(() => 'pass');
    expect({ failure: late.failure, rebalances: late.afterwards.rebalances, moved: late.afterwards.moved?.count }).toEqual({ failure: null, rebalances: 1, moved: 0 });
    await cluster.killMembers(names.slice(1));
    const removed = await world.remove('old', { kind: 'members', memberIds: [], instanceIds: ['two'] });
    expect(removed).toMatchObject({ members: [{ groupInstanceId: 'two', status: 'removed', cameBackAs: null }], afterwards: { groupState: 'Stable', moved: { count: 3 } } });
    expect((await cluster.describeGroups('old')).flatMap(({ members }) => members.map(({ clientId }) => clientId))).toEqual(['old-1']);
  });
});
