import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import { openSnapshots, type Snapshots } from '../../src/main/monitor/snapshot';
import { makePlan } from '../../src/main/operations/plan/plan';
import { groupDetail } from '../../src/main/monitor/views/group-detail';
import { LAG_STATES } from '../../src/shared/lag';
import { VERDICT_LEVEL } from '../../src/shared/verdict';
import { startCluster, type TestCluster } from '../support/kafka';

const folder = mkdtempSync(join(tmpdir(), 'offsight-permissions-'));
let cluster: TestCluster;
let snapshots: Snapshots;

beforeAll(async () => {
  cluster = await startCluster({
    extraListeners: [{ name: 'SASL', protocol: 'SASL_PLAINTEXT' }],
    properties: {
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS',
      'listener.name.sasl.sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.sasl.plain.sasl.jaas.config': 'org.apache.kafka.common.security.plain.PlainLoginModule required user_bob="b";',
    },
  });
  await cluster.createTopics([{ topic: 'open' }, { topic: 'secret' }]);
  for (const topic of ['open', 'secret']) await cluster.produce(topic, 0, 10);
  await cluster.commit('hidden', [{ topic: 'secret', partition: 0, offset: 4 }]);
  await cluster.commit('mixed', [{ topic: 'open', partition: 0, offset: 10 }, { topic: 'secret', partition: 0, offset: 4 }]);
  await cluster.call('allow', { principal: 'User:bob', resourceType: 'group', resource: '*', operations: ['describe'] });
  await cluster.call('allow', { principal: 'User:bob', resourceType: 'topic', resource: 'open', operations: ['describe'] });
  const commandConfig = join(folder, 'client.properties');
  writeFileSync(commandConfig, 'security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="bob" password="b";\n');
  const { client } = await openClient({ bootstrapServers: cluster.bootstrapServersOf('SASL'), commandConfig }, { byHand: true });
  snapshots = await openSnapshots(client, { signal: new AbortController().signal, timeoutMs: 10_000 });
});

afterAll(async () => {
  snapshots?.close();
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a right to DESCRIBE a topic shows within a few rounds, granted and taken away, and what is hidden is never nothing', async () => {
  await snapshots.round();
  expect(look('hidden')).toMatchObject({ rows: {}, level: 'unknown', totalLag: null });
  expect(look('hidden').sentence).toContain('these credentials may not DESCRIBE');

  await cluster.call('allow', { principal: 'User:bob', resourceType: 'topic', resource: 'secret', operations: ['describe'] });
  await rounds(() => look('hidden').totalLag === 6);
  expect([look('hidden'), look('mixed')]).toMatchObject([{ rows: { 'secret-0': 'behind' } }, { rows: { 'open-0': 'caught-up', 'secret-0': 'behind' }, totalLag: 6 }]);

  await forbid('secret');
  const seen: string[] = [];
  await rounds(() => {
    const { rows } = look('mixed');
    seen.push(rows['secret-0'] ?? 'absent');
    return rows['secret-0'] === 'not-authorised';
  });
  expect(seen.filter((state) => !['behind', 'unknown', 'not-authorised'].includes(state))).toEqual([]);
  expect([look('hidden'), look('mixed')]).toMatchObject([{ rows: { 'secret-0': 'not-authorised' }, level: 'unknown' }, { rows: { 'open-0': 'caught-up', 'secret-0': 'not-authorised' }, level: 'unknown' }]);

  await cluster.call('allow', { principal: 'User:bob', resourceType: 'topic', resource: 'secret', operations: ['describe'] });
  await rounds(() => look('mixed').totalLag === 6);
});

test('a plan of topics whose settings may not be read says once that nothing warns of compaction and retention', async () => {
  const scope = { kind: 'topics', topics: [{ topic: 'open', partitions: null }, { topic: 'secret', partitions: null }] } as const;
  const plan = await makePlan(snapshots.client, { groupIds: ['mixed', 'hidden'], target: { kind: 'to-earliest' }, scope, ownTargets: [], whenNoRecord: 'ask', createGroups: false }, 60_000, { signal: new AbortController().signal, timeoutMs: 10_000 });
  expect(plan.failures).toMatchObject([{ scope: '2 topics', code: 'TOPIC_AUTHORIZATION_FAILED' }]);
  expect(plan.groups.map(({ partitions }) => partitions.map(({ topic, newOffset, warnings }) => [topic, newOffset, warnings]))).toEqual([
    [['open', 0, []], ['secret', 0, []]],
    [['open', 0, ['no-commit']], ['secret', 0, []]],
  ]);
});

function look(groupId: string) {
  const record = snapshots.facts.groups.get(groupId);
  if (record === undefined) throw new Error(`no ${groupId}`);
  const { topics, columns, totalLag, verdict } = groupDetail(snapshots.facts, record, 1, 5_000);
  const rows = Object.fromEntries(Array.from(columns.partition, (partition, row) => [`${topics[columns.topic[row] ?? 0] ?? ''}-${partition}`, LAG_STATES[columns.lagState[row] ?? 8]]));
  return { rows, totalLag, level: VERDICT_LEVEL[verdict.verdict], sentence: verdict.sentence };
}

/** The broker takes a moment to apply an ACL; after that three rounds must do. */
async function rounds(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    await snapshots.round();
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`Not within 8 rounds: ${JSON.stringify([look('hidden'), look('mixed')])}`);
}

async function forbid(topic: string): Promise<void> {
  const args = ['--bootstrap-server', cluster.bootstrapServers, '--remove', '--force', '--allow-principal', 'User:bob', '--operation', 'Describe', '--topic', topic];
  await cluster.java('org.apache.kafka.tools.AclCommand', args);
}
