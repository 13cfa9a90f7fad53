import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import { startCluster, type TestCluster } from '../support/kafka';
import { until, value } from './support/members-world';

const GROUP = 'guarded';
const directory = mkdtempSync(join(tmpdir(), 'offsight-members-permissions-'));
let cluster: TestCluster;
let engine: Engine;
let profileId: string;

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
  await cluster.createTopic('flow', 6);
  await cluster.startMembers({ group: GROUP, topics: ['flow'], count: 2 });
  await cluster.awaitGroup(GROUP, { members: 2 });
  await cluster.call('allow', { principal: 'User:bob', resourceType: 'group', resource: GROUP, operations: ['describe'] });
  const commandConfig = join(directory, 'client.properties');
  writeFileSync(commandConfig, 'security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="bob" password="b";\n');
  engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  ({ profileId } = value(await engine.handle('clusters:add', { name: 'test', environment: 'development', bootstrapServers: cluster.bootstrapServersOf('SASL'), commandConfig, intervalMs: 60_000 })));
  value(await engine.handle('writes:unlock', { profileId, reason: '', typed: '', expected: '' }));
}, 120_000);
afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const rebalance = async () => engine.handle('members:execute', { profileId, planId: value(await engine.handle('members:planRebalance', { profileId, groupId: GROUP })).planId, reason: '', typed: '' });

test('who may only DESCRIBE a group sees the plan, and is told that acting needs READ', async () => {
  expect(await rebalance()).toMatchObject({ ok: false, failure: { code: 'GROUP_AUTHORIZATION_FAILED', message: expect.stringContaining('need READ') } });
  const plan = value(await engine.handle('members:planRemoval', { profileId, groupId: GROUP, which: { kind: 'all' } }));
  expect(plan).toMatchObject({ refusal: null, remaining: 0 });
  const before = (await cluster.describeGroups(GROUP))[0]?.members.map(({ memberId }) => memberId);
  expect(value(await engine.handle('members:execute', { profileId, planId: plan.planId, reason: '', typed: '' }))).toMatchObject({ kind: 'removed', members: [{ status: 'failed', failure: { message: expect.stringContaining('need READ') } }, { status: 'failed' }] });
  expect((await cluster.describeGroups(GROUP))[0]?.members.map(({ memberId }) => memberId)).toEqual(before);

  await cluster.call('allow', { principal: 'User:bob', resourceType: 'group', resource: GROUP, operations: ['read'] });
  await until('READ is there', rebalance, (result) => result.ok && result.value.kind === 'rebalanced' && result.value.failure === null);
});
