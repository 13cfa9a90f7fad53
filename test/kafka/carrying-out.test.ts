import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import type { Deletion } from '../../src/shared/deletion';
import type { EngineRequestName, Events, RequestInput, RequestOutput } from '../../src/shared/contract';
import type { ResetPlan, ResetRequest, ResetResult } from '../../src/shared/reset';
import type { Result } from '../../src/shared/result';
import { startCluster, type TestCluster } from '../support/kafka';

const WIDE = 2_500;
let cluster: TestCluster;
let engine: Engine;
let directory: string;
let profileId: string;
let onProgress: (progress: Events['offsets:progressed']) => void = () => undefined;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', partitions: 3 }, { topic: 'wide', partitions: WIDE }]);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 30);
  directory = mkdtempSync(join(tmpdir(), 'offsight-carrying-out-'));
  engine = createEngine({
    dataDirectory: directory,
    emit: (name, payload) => {
      if (name === 'offsets:progressed') onProgress(payload as Events['offsets:progressed']);
    },
  });
  ({ profileId } = await ask('clusters:add', { name: 'orders', environment: 'test', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 60_000 }));
  await ask('writes:unlock', { profileId, reason: '', typed: '', expected: '' });
}, 180_000);
afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('undo takes away what was not committed before', async () => {
  await cluster.commit('undone', [{ topic: 'orders', partition: 0, offset: 20 }]);
  const plan = await ask('offsets:plan', { profileId, request: request('undone', { kind: 'to-earliest' }, 'orders') });
  await execute(plan);
  expect(await committed('undone')).toEqual({ 'orders-0': 0, 'orders-1': 0, 'orders-2': 0 });
  const undo = await ask('offsets:planUndo', { profileId, operationId: plan.planId });
  expect(undo.groups[0]?.partitions.map(({ newOffset, removesCommit, problem }) => [newOffset, removesCommit, problem])).toEqual([[20, false, null], [null, true, null], [null, true, null]]);
  const result = await execute(undo);
  expect(result.kind === 'done' && result.groups[0]?.outcomes.map(({ status, readBack }) => [status, readBack])).toEqual([['applied', 20], ['applied', null], ['applied', null]]);
  expect(await committed('undone')).toEqual({ 'orders-0': 20 });
  const redo = await ask('offsets:planUndo', { profileId, operationId: undo.planId });
  await execute(redo);
  expect(await committed('undone')).toEqual({ 'orders-0': 0, 'orders-1': 0, 'orders-2': 0 });
});

test('cancelled after its first batch: exactly that is applied, and a retry does the rest and nothing twice', async () => {
  const seen: unknown[] = [];
  onProgress = ({ planId, done, of }) => {
    seen.push([done, of]);
    if (seen.length === 1) void engine.handle('offsets:cancel', { profileId, planId });
  };
  const plan = await ask('offsets:plan', { profileId, request: { ...request('wide', { kind: 'to-earliest' }, 'wide'), createGroups: true } });
  const result = await execute(plan);
  onProgress = () => undefined;
  expect(seen).toEqual([[1_000, WIDE]]);
  const outcomes = result.kind === 'done' ? (result.groups[0]?.outcomes ?? []) : [];
  expect(outcomes.map(({ status, failure }) => failure?.code ?? status)).toEqual(Array.from({ length: WIDE }, (_, index) => (index < 1_000 ? 'applied' : 'CANCELLED')));
  expect(Object.keys(await committed('wide'))).toHaveLength(1_000);

  const retry = await ask('offsets:planRetry', { profileId, planId: plan.planId });
  expect(retry.groups.map(({ partitions }) => partitions.map(({ partition }) => partition))).toEqual([Array.from({ length: WIDE - 1_000 }, (_, index) => 1_000 + index)]);
  await execute(retry);
  expect(Object.keys(await committed('wide'))).toHaveLength(WIDE);
  expect(await engine.handle('offsets:planRetry', { profileId, planId: retry.planId })).toMatchObject({ ok: false, failure: { code: 'NOTHING_TO_DO' } });
});

test('progress counts all groups of a plan', async () => {
  const groups = ['first', 'second', 'third'];
  for (const group of groups) await cluster.commit(group, [0, 1, 2].map((partition) => ({ topic: 'orders', partition, offset: 10 })));
  const seen: Events['offsets:progressed'][] = [];
  onProgress = (progress) => void seen.push(progress);
  await execute(await ask('offsets:plan', { profileId, request: { ...request('', { kind: 'to-latest' }, 'orders'), groupIds: groups } }));
  onProgress = () => undefined;
  expect(seen.map(({ done, of }) => [done, of])).toEqual([[3, 9], [6, 9], [9, 9]]);
});

test('committed offsets are deleted, read back, audited and put back', async () => {
  await cluster.commit('old', [0, 1, 2].map((partition) => ({ topic: 'orders', partition, offset: 7 + partition, metadata: `m${partition}` })));
  const plan = await ask('offsets:planDeletion', { profileId, wish: { kind: 'offsets', groupId: 'old', partitions: [{ topic: 'orders', partition: 1 }, { topic: 'orders', partition: 2 }] } });
  expect(plan.groups).toMatchObject([{ groupId: 'old', groupState: 'Empty', members: [], refusal: null, notes: [], partitions: [{ partition: 1, committedOffset: 8, lag: 22 }, { partition: 2, committedOffset: 9, lag: 21 }] }]);
  const deletions = await executeDeletion(plan.planId);
  expect(deletions.map(({ status, partition }) => [status, partition?.partition])).toEqual([['deleted', 1], ['deleted', 2]]);
  expect(await committed('old')).toEqual({ 'orders-0': 7 });
  expect(await ask('audit:readOperation', { profileId, operationId: plan.planId })).toMatchObject({ operation: { action: 'delete-offsets', meant: 2, done: 2, principal: null }, canUndo: true, settled: false });

  const whole = await ask('offsets:planDeletion', { profileId, wish: { kind: 'groups', groupIds: ['old', 'first'] } });
  await cluster.commit('first', [{ topic: 'orders', partition: 0, offset: 3 }]);
  const drifted = await engine.handle('offsets:executeDeletion', { profileId, planId: whole.planId, reason: '', typed: '' });
  expect(drifted).toMatchObject({ ok: true, value: { kind: 'refused', failures: [{ code: 'OFFSET_MOVED' }] } });
  const again = await ask('offsets:planDeletion', { profileId, wish: { kind: 'groups', groupIds: ['old', 'first'] } });
  expect((await executeDeletion(again.planId)).map(({ status }) => status)).toEqual(['deleted', 'deleted']);
  expect((await cluster.listGroups()).map(({ groupId }) => groupId)).not.toContain('old');

  await execute(await ask('offsets:planUndo', { profileId, operationId: again.planId }));
  await execute(await ask('offsets:planUndo', { profileId, operationId: plan.planId }));
  expect((await cluster.committedOffsets('old')).map(({ partition, offset, metadata }) => [partition, offset, metadata]).sort()).toEqual([[0, 7, 'm0'], [1, 8, 'm1'], [2, 9, 'm2']]);
  expect(await committed('first')).toEqual({ 'orders-0': 3, 'orders-1': 30, 'orders-2': 30 });
});

test('a group that lives keeps what it subscribes, and says so', async () => {
  const members = await cluster.startMembers({ group: 'live', topics: ['orders'], from: 'earliest' });
  await cluster.awaitGroup('live', { members: 1, state: 'Stable' });
  await cluster.commit('other', [{ topic: 'orders', partition: 0, offset: 1 }]);
  await expect.poll(async () => Object.keys(await committed('live')).length, { timeout: 20_000 }).toBe(3);
  const plan = await ask('offsets:planDeletion', { profileId, wish: { kind: 'offsets', groupId: 'live', partitions: [{ topic: 'orders', partition: 0 }] } });
  expect(plan.groups).toMatchObject([{ refusal: null, notes: ['live has 1 member: Kafka deletes only offsets of topics that none of them subscribes, and refuses the others one by one.'] }]);
  expect(plan.groups[0]?.partitions).toMatchObject([{ problem: { code: 'GROUP_SUBSCRIBED_TO_TOPIC' } }]);
  expect(await ask('offsets:executeDeletion', { profileId, planId: plan.planId, reason: '', typed: '' })).toMatchObject({ kind: 'refused', failures: [{ code: 'GROUP_SUBSCRIBED_TO_TOPIC' }] });
  const groups = await ask('offsets:planDeletion', { profileId, wish: { kind: 'groups', groupIds: ['live', 'other'] } });
  expect(groups.groups.map(({ refusal }) => refusal?.code ?? null)).toEqual(['GROUP_HAS_MEMBERS', null]);
  expect((await executeDeletion(groups.planId)).map(({ groupId, status }) => [groupId, status])).toEqual([['other', 'deleted']]);
  await cluster.stopMembers(members);
});

test('a team shares one history in a topic; where that fails it is said, and nothing stops', async () => {
  await cluster.createTopic('offsight-audit');
  await ask('clusters:update', { profileId, settings: { auditTopic: 'offsight-audit' } });
  await cluster.commit('shared', [{ topic: 'orders', partition: 0, offset: 3 }]);
  const plan = await ask('offsets:plan', { profileId, request: request('shared', { kind: 'to-latest' }, 'orders') });
  expect(await execute(plan)).toMatchObject({ kind: 'done', auditFailure: null });
  const { records } = await ask('records:read', { profileId, topic: 'offsight-audit', partition: 0, from: { kind: 'last' }, most: 10 });
  const written = readFileSync(join(directory, 'audit.jsonl'), 'utf8').trimEnd().split('\n').slice(-2);
  expect(records.map(({ key, valueBytes }) => [Buffer.from(key ?? []).toString(), valueBytes])).toEqual(written.map((line) => [plan.planId, Buffer.byteLength(line)]));

  await ask('clusters:update', { profileId, settings: { auditTopic: 'not-there' } });
  const again = await ask('offsets:plan', { profileId, request: request('shared', { kind: 'to-earliest' }, 'orders') });
  expect(await execute(again)).toMatchObject({ kind: 'done', groups: [{ outcomes: [{ status: 'applied' }, { status: 'applied' }, { status: 'applied' }] }], auditFailure: { scope: 'topic not-there' } });
  await ask('clusters:update', { profileId, settings: { auditTopic: null } });
}, 60_000);

test('a plan of more than anybody can look through is refused in words', async () => {
  const groupIds = Array.from({ length: 1_001 }, (_, index) => `group-${index}`);
  expect(await engine.handle('offsets:plan', { profileId, request: { ...request('', { kind: 'to-latest' }, 'orders'), groupIds } })).toMatchObject({ ok: false, failure: { code: 'TOO_MUCH', message: 'A plan is made for at most 1,000 groups, and these are 1,001. Choose fewer, and make several plans.' } });
});

async function ask<Name extends EngineRequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name> extends Result<infer Value> ? Value : never> {
  const result = (await engine.handle(name, input)) as Result<RequestOutput<Name> extends Result<infer Value> ? Value : never>;
  if (!result.ok) throw new Error(`${name}: ${result.failure.message}`);
  return result.value;
}

async function execute({ planId }: ResetPlan): Promise<ResetResult> {
  return ask('offsets:execute', { profileId, planId, reason: '', typed: '' });
}

async function executeDeletion(planId: string): Promise<readonly Deletion[]> {
  const result = await ask('offsets:executeDeletion', { profileId, planId, reason: '', typed: '' });
  if (result.kind === 'refused') throw new Error(result.failures[0]?.message);
  return result.deletions;
}

function request(groupId: string, target: ResetRequest['target'], topic: string): ResetRequest {
  return { groupIds: [groupId], target, scope: { kind: 'topics', topics: [{ topic, partitions: null }] }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}

async function committed(group: string): Promise<Record<string, number>> {
  return Object.fromEntries((await cluster.committedOffsets(group)).map(({ topic, partition, offset }) => [`${topic}-${partition}`, offset]));
}
