import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import type { Result } from '../../src/shared/result';
import type { ResetRequest } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';

const COMMAND = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
let cluster: TestCluster;
let engine: Engine;
let directory: string;
let profileId: string;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('orders', 2);
  await cluster.createTopic('in.voices-2');
  for (const partition of [0, 1]) await cluster.produce('orders', partition, 100);
  await cluster.produce('in.voices-2', 0, 100);
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 50, metadata: 'kept' }, { topic: 'orders', partition: 1, offset: 0 }]);
  await cluster.commit('a, "b"', [{ topic: 'in.voices-2', partition: 0, offset: 7 }]);
  directory = mkdtempSync(join(tmpdir(), 'offsight-files-'));
  engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  profileId = got(await engine.handle('clusters:add', { name: 'orders', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000 })).profileId;
}, 120_000);
afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('an exported CSV file is read by Kafka’s own tool, and that tool’s by us', async () => {
  const { csv } = got(await engine.handle('offsets:export', { profileId, groupIds: ['billing', 'a, "b"'] }));
  const file = join(directory, 'offsets.csv');
  writeFileSync(file, csv);
  const groups = ['--group', 'billing', '--group', 'a, "b"'];
  const theirs = await cluster.java(COMMAND, ['--bootstrap-server', cluster.bootstrapServers, '--reset-offsets', ...groups, '--from-file', file, '--dry-run', '--export']);
  const rows = theirs.split('\n').filter((line) => /^".*,\d+,\d+$|^billing,.*,\d+,\d+$/u.test(line)).join('\n');
  const read = got(await engine.handle('offsets:readFile', { text: rows }));
  expect(read.map(({ groupId, topic, partition, offset }) => [groupId, topic, partition, offset]).sort()).toEqual([
    ['a, "b"', 'in.voices-2', 0, 7],
    ['billing', 'orders', 0, 50],
    ['billing', 'orders', 1, 0],
  ]);
});

test('an exported JSON file brings metadata and leader epoch back', async () => {
  const { json } = got(await engine.handle('offsets:export', { profileId, groupIds: ['billing'] }));
  const offsets = got(await engine.handle('offsets:readFile', { text: json }));
  await applied({ ...to('billing'), target: { kind: 'to-earliest' } });
  await applied({ ...to('billing'), target: { kind: 'to-offsets', origin: 'file', offsets } });
  expect((await cluster.committedOffsets('billing')).map(({ partition, offset, metadata }) => [partition, offset, metadata])).toEqual([[0, 50, 'kept'], [1, 0, '']]);
});

test('a group that does not exist makes no empty backup', async () => {
  expect(await engine.handle('offsets:export', { profileId, groupIds: ['billing', 'biling'] })).toMatchObject({ ok: false, failure: { code: 'GROUP_ID_NOT_FOUND' } });
});

test('part of an earlier snapshot is a target', async () => {
  const operationId = await applied({ ...to('billing'), target: { kind: 'to-latest' } });
  const plan = got(await engine.handle('offsets:plan', { profileId, request: { ...to('billing'), target: { kind: 'to-snapshot', operationId }, scope: { kind: 'topics', topics: [{ topic: 'orders', partitions: [0] }] } } }));
  expect(plan.groups[0]?.partitions.map(({ partition, oldOffset, newOffset, newMetadata }) => [partition, oldOffset, newOffset, newMetadata])).toEqual([[0, 100, 50, 'kept']]);
});

test('the leader epoch of a target record is committed once its time was read', async () => {
  const plan = got(await engine.handle('offsets:plan', { profileId, request: { ...to('billing'), target: { kind: 'to-offset', offset: 20 } } }));
  expect(plan.groups[0]?.partitions.map(({ newLeaderEpoch }) => newLeaderEpoch)).toEqual([null, null]);
  const { times, failures } = got(await engine.handle('offsets:readTimes', { profileId, planId: plan.planId }));
  expect([times.map(({ newAt, newLeaderEpoch }) => [newAt !== null, newLeaderEpoch]), failures]).toEqual([[[true, 0], [true, 0]], []]);
  got(await engine.handle('writes:unlock', { profileId, reason: '', typed: '', expected: '' }));
  got(await engine.handle('offsets:execute', { profileId, planId: plan.planId, reason: '', typed: '' }));
  const again = got(await engine.handle('offsets:plan', { profileId, request: { ...to('billing'), target: { kind: 'to-current' } } }));
  expect(again.groups[0]?.partitions.map(({ oldOffset, oldLeaderEpoch }) => [oldOffset, oldLeaderEpoch])).toEqual([[20, 0], [20, 0]]);
});

function to(groupId: string): Omit<ResetRequest, 'target'> {
  return { groupIds: [groupId], scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}

/** Plans and carries out; gives the operation's id. */
async function applied(request: ResetRequest): Promise<string> {
  const { planId } = got(await engine.handle('offsets:plan', { profileId, request }));
  got(await engine.handle('writes:unlock', { profileId, reason: '', typed: '', expected: '' }));
  expect(got(await engine.handle('offsets:execute', { profileId, planId, reason: '', typed: '' }))).toMatchObject({ kind: 'done' });
  return planId;
}

function got<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
