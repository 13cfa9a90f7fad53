import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { makePlan } from '../../src/main/operations/plan/plan';
import { findCoordinators } from '../../src/main/operations/read/coordinators';
import type { ResolvedTarget } from '../../src/shared/reset';
import { resetCommand } from '../../src/shared/reset-command';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';
import { STREAMS_GROUP_HEARTBEAT } from './support/streams-group-heartbeat';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 20_000 };
const TOOLS = {
  'kafka-consumer-groups.sh': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  'kafka-share-groups.sh': 'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
  'kafka-streams-groups.sh': 'org.apache.kafka.tools.streams.StreamsGroupCommand',
} as const;
let cluster: TestCluster;
let client: ClusterClient;
let folder: string;
let between: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offsight-command-'));
  for (const tool of Object.keys(TOOLS)) writeFileSync(join(folder, tool), `#!/bin/sh\nprintf "%s\\0" ${tool} "$@" > given\n`, { mode: 0o755 });
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', partitions: 2 }, { topic: 'payments', partitions: 1 }]);
  const places = [{ topic: 'orders', partition: 0 }, { topic: 'orders', partition: 1 }, { topic: 'payments', partition: 0 }];
  for (const { topic, partition } of places) await cluster.produce(topic, partition, 20);
  await new Promise((resolve) => setTimeout(resolve, 20));
  between = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { topic, partition } of places) await cluster.produce(topic, partition, 30);
  client = await connectTo(cluster);
  await cluster.commit('plain', places.map((place) => ({ ...place, offset: 10 })));
  await cluster.commit('flow', places.slice(0, 2).map((place) => ({ ...place, offset: 12 }))); // that tool knows only topics of the topology
  for (const memberEpoch of [0, -1]) await heartbeat('flow', memberEpoch);
  await cluster.call('setGroupConfig', { group: 'helpers', name: 'share.auto.offset.reset', value: 'earliest' });
  const members = await cluster.startMembers({ group: 'helpers', topics: ['orders', 'payments'], protocol: 'share', count: 1 });
  await until(async () => (await plan('helpers', { kind: 'to-latest' })).groups[0]?.partitions.length === 3);
  await cluster.stopMembers(members);
  await until(async () => (await plan('helpers', { kind: 'to-latest' })).groups[0]?.groupState === 'Empty');
}, 180_000);
afterAll(async () => {
  client?.close();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each<[string, string, readonly ResolvedTarget[]]>([
  ['plain', 'kafka-consumer-groups.sh', [{ kind: 'to-latest' }, { kind: 'to-group', groupId: 'flow' }]],
  ['helpers', 'kafka-share-groups.sh', [{ kind: 'to-latest' }, { kind: 'to-datetime', at: 0 }]],
  ['flow', 'kafka-streams-groups.sh', [{ kind: 'to-latest' }, { kind: 'to-datetime', at: 0 }, { kind: 'shift-by', by: -3 }, { kind: 'to-offset', offset: 7 }, { kind: 'to-offsets', origin: 'file', offsets: [{ groupId: null, topic: 'orders', partition: 1, offset: 4, leaderEpoch: null, metadata: null }] }]],
])('the command for %s is taken by %s, and goes where the plan goes', async (groupId, tool, targets) => {
  for (const target of targets) {
    const made = await plan(groupId, target.kind === 'to-datetime' ? { ...target, at: between } : target);
    const meant = made.groups.flatMap(({ partitions }) => partitions.flatMap(({ topic, partition, newOffset }) => (newOffset === null ? [] : [`${topic} ${partition} ${newOffset}`])));
    const [name = '', ...args] = given(resetCommand(made, cluster.bootstrapServers, null));
    expect(name).toBe(tool);
    const printed = await cluster.java(TOOLS[tool as keyof typeof TOOLS], args.map((arg) => (arg === 'offsets.csv' ? join(folder, arg) : arg)));
    expect([...printed.matchAll(new RegExp(`^${groupId} +(\\S+) +(\\d+) +(\\d+)`, 'gmu'))].map(([, ...columns]) => columns.join(' ')).sort(), `${target.kind}: ${printed}`).toEqual(meant.sort());
  }
}, 120_000);

/** What a shell gives to the tool. */
function given(command: string): readonly string[] {
  execFileSync('bash', ['--norc', '-c', command], { stdio: 'ignore', cwd: folder, env: { PATH: `${folder}:/usr/bin:/bin` } });
  return readFileSync(join(folder, 'given'), 'utf8').split('\0').slice(0, -1);
}

function plan(groupId: string, target: ResolvedTarget) {
  return makePlan(client, { groupIds: [groupId], target, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false }, 60_000, OPTIONS);
}

async function heartbeat(groupId: string, memberEpoch: number): Promise<void> {
  const nodeId = (await findCoordinators(client, [groupId], OPTIONS)).get(groupId);
  if (typeof nodeId !== 'number') throw nodeId ?? new Error('no coordinator');
  expect(await client.send(nodeId, STREAMS_GROUP_HEARTBEAT, { groupId, memberId: 'AAAAAAAAAAAAAAAAAAAAAQ', memberEpoch, sourceTopic: 'orders' }, OPTIONS)).toEqual({ errorCode: 0, message: null });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}
