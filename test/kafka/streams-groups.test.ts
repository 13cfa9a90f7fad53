import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { startCluster, type TestCluster } from '../support/kafka';
import { startStreamsApp } from '../support/kafka-streams';
import { MembersWorld, until, value } from './support/members-world';

const GROUP = 'enricher';

let cluster: TestCluster;
let engine: Engine;
let world: MembersWorld;
const applications: Awaited<ReturnType<typeof startStreamsApp>>[] = [];
const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-streams-'));

beforeAll(async () => {
  cluster = await startCluster({ properties: { 'group.streams.session.timeout.ms': '9000', 'group.streams.min.session.timeout.ms': '5000', 'group.streams.heartbeat.interval.ms': '1000', 'group.streams.min.heartbeat.interval.ms': '1000' } });
  await cluster.createTopic('orders', 4);
  for (let partition = 0; partition < 4; partition += 1) await cluster.produce('orders', partition, 50);
  engine = createEngine({ dataDirectory, emit: () => undefined });
  world = await MembersWorld.open(engine, cluster.bootstrapServers);
  applications.push(await startStreamsApp(cluster.bootstrapServers, GROUP, 'orders', 2));
}, 180_000);
afterAll(async () => {
  await Promise.all(applications.map((application) => application.kill()));
  await engine?.close();
  await cluster?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const detail = () => engine.handle('group:read', { profileId: world.profileId, groupId: GROUP });
const settled = (members: number) => until(`${members} members`, detail, (read) => read.ok && read.value.groupState === 'Stable' && read.value.failures.length === 0 && read.value.members?.length === members && read.value.members.every(({ assignment }) => (assignment?.length ?? 0) > 0), 60_000).then(value);

test('who is in a streams group, with which tasks, and what they read and own', async () => {
  const { groupType, groupState, members, topics, columns, failures } = await settled(2);
  expect({ groupType, groupState, failures }).toEqual({ groupType: 'streams', groupState: 'Stable', failures: [] });
  const repartition = topics.find((topic) => topic !== 'orders') ?? '';
  expect(repartition).toMatch(/^enricher-.*-repartition$/u);
  for (const member of members ?? []) {
    expect(member).toMatchObject({ clientId: expect.stringMatching(/^enricher-app-StreamThread-\d-consumer$/u), host: '127.0.0.1', memberEpoch: expect.any(Number) });
    expect([...(member.subscription ?? [])].sort()).toEqual([repartition, 'orders'].sort());
    expect(member.streams?.tasks).toMatchObject({ active: expect.any(Array), standby: [], warmup: [] });
  }
  expect(new Set(members?.map(({ streams }) => streams?.processId)).size).toBe(1);
  const tasks = members?.flatMap(({ streams }) => streams?.tasks.active.flatMap(({ subtopologyId, partitions }) => partitions.map((partition) => `${subtopologyId}_${partition}`)) ?? []);
  expect(tasks?.sort()).toEqual(['0_0', '0_1', '0_2', '0_3', '1_0', '1_1', '1_2', '1_3']);
  expect(columns.partition.length).toBe(8);
  expect([...columns.owner].every((owner) => owner >= 0)).toBe(true);
});

test('a process joins and is killed: the timeline says so, and nothing can be triggered or removed', async () => {
  const { profileId } = world;
  const history = async () => value(await engine.handle('rebalances:read', { profileId, groupId: GROUP }));
  const before = (await history()).rebalances[0]?.id ?? 0;
  applications.push(await startStreamsApp(cluster.bootstrapServers, GROUP, 'orders', 1));
  const { columns } = await settled(3);
  expect([...columns.owner].every((owner) => owner >= 0)).toBe(true);
  const joined = await until('who joined', history, ({ rebalances, underWay }) => underWay === null && rebalances.some(({ id, joined: { count } }) => id > before && count === 1), 60_000);
  expect(joined.rebalances.find(({ id }) => id > before)).toMatchObject({ kind: 'incremental', joined: { count: 1 }, left: { count: 0 }, cause: { kind: 'member-joined' } });
  expect(await world.planRebalance(GROUP)).toMatchObject({ groupType: 'streams', members: { length: 3 }, refusal: { code: 'NOT_APPLICABLE' } });
  expect(await world.planRemoval(GROUP, { kind: 'all' })).toMatchObject({ groupType: 'streams', refusal: { code: 'NOT_APPLICABLE' } });
  await applications[1]?.kill();
  const left = await until('who left', history, ({ rebalances, underWay }) => underWay === null && rebalances[0]?.left.count === 1, 90_000);
  expect(left.rebalances[0]).toMatchObject({ members: { before: 3, after: 2 }, left: { members: [{ clientId: 'enricher-app-StreamThread-1-consumer' }] } });
});
