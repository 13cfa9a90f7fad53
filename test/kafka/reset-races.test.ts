import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import { createEngine, type Engine } from '../../src/main/engine';
import { OFFSET_COMMIT } from '../../src/main/kafka/protocol/apis/offset-commit';
import type { EngineRequestName, RequestInput, RequestOutput } from '../../src/shared/contract';
import type { ResetPlan, ResetRequest, ResetResult } from '../../src/shared/reset';
import type { Result } from '../../src/shared/result';
import { startCluster, type TestCluster } from '../support/kafka';

const CALLS = { signal: new AbortController().signal, timeoutMs: 10_000 };
let cluster: TestCluster;
let directory: string;
const engines: Engine[] = [];
let profileId: string;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('orders', 3);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 30);
  directory = mkdtempSync(join(tmpdir(), 'offsight-races-'));
  const [first] = [open()];
  ({ profileId } = await ask(first, 'clusters:add', { name: 'orders', environment: 'test', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 60_000 }));
  await unlock(first);
}, 180_000);
afterAll(async () => {
  for (const engine of engines) await engine.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('a topic that is deleted and made again between plan and apply, and before the undo', async () => {
  await cluster.createTopic('reborn', 1);
  await cluster.produce('reborn', 0, 30);
  await cluster.commit('phoenix', [{ topic: 'reborn', partition: 0, offset: 20 }, { topic: 'orders', partition: 0, offset: 20 }]);
  const engine = only();
  const done = await ask(engine, 'offsets:plan', { profileId, request: request('phoenix', 10) });
  expect((await execute(engine, done)).kind).toBe('done');
  const stale = await ask(engine, 'offsets:plan', { profileId, request: request('phoenix', 5) });
  await cluster.deleteTopics('reborn');
  await cluster.createTopic('reborn', 1);
  await cluster.produce('reborn', 0, 3);
  const result = await execute(engine, stale);
  expect(result.kind === 'refused' && result.failures.map(({ code }) => code)).toEqual([expect.stringMatching(/^(?:TOPIC_RECREATED|PARTITION_GONE|OFFSET_MOVED)$/u)]);
  const undo = await ask(engine, 'offsets:planUndo', { profileId, operationId: done.planId });
  expect(undo.groups[0]?.partitions.map(({ topic, newOffset, clamped, warnings }) => [topic, newOffset, clamped, warnings.includes('topic-recreated')])).toEqual([['orders', 20, null, false], ['reborn', 3, 'to-log-end', true]]);
  await cluster.deleteTopics('reborn');
  const gone = await ask(engine, 'offsets:planUndo', { profileId, operationId: done.planId });
  expect(gone.groups[0]?.partitions.map(({ newOffset, problem }) => [newOffset, problem?.code])).toEqual([[20, undefined], [null, 'TOPIC_GONE']]);
});

test('a group that is deleted between plan and apply is not made again by it', async () => {
  await cluster.commit('fleeting', [{ topic: 'orders', partition: 0, offset: 20 }]);
  const engine = only();
  const plan = await ask(engine, 'offsets:plan', { profileId, request: request('fleeting', 5) });
  const deletion = await ask(engine, 'offsets:planDeletion', { profileId, wish: { kind: 'groups', groupIds: ['fleeting'] } });
  await ask(engine, 'offsets:executeDeletion', { profileId, planId: deletion.planId, reason: '', typed: '' });
  expect((await execute(engine, plan)).kind).toBe('refused');
  expect((await cluster.listGroups()).map(({ groupId }) => groupId)).not.toContain('fleeting');
});

test('a group that became one of another type is not changed by the old plan', async () => {
  await cluster.commit('changeling', [{ topic: 'orders', partition: 0, offset: 20 }, { topic: 'orders', partition: 1, offset: 20 }, { topic: 'orders', partition: 2, offset: 20 }]);
  const engine = only();
  const plan = await ask(engine, 'offsets:plan', { profileId, request: request('changeling', 5) });
  const members = await cluster.startMembers({ group: 'changeling', topics: ['orders'], protocol: 'consumer', commits: false });
  await cluster.awaitGroup('changeling', { members: 1 });
  expect(await execute(engine, plan)).toMatchObject({ kind: 'refused', failures: [{ code: 'GROUP_HAS_MEMBERS' }, { code: 'TYPE_CHANGED' }] });
  await cluster.stopMembers(members);
  await cluster.awaitGroup('changeling', { state: 'Empty', members: 0 });
  const again = await ask(engine, 'offsets:plan', { profileId, request: request('changeling', 5) });
  expect((await execute(engine, again)).kind).toBe('done');
  expect((await cluster.listGroups()).find(({ groupId }) => groupId === 'changeling')?.groupType?.toLowerCase()).toBe('consumer');
});

test('offsets that no consumer commits: what cannot be told apart is not known and not none, a negative one is taken back with the others', async () => {
  await cluster.commit('odd', [{ topic: 'orders', partition: 0, offset: 2 ** 60 }, { topic: 'orders', partition: 1, offset: 20 }]);
  const { client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true });
  await client.connect(CALLS);
  await client.send(1, OFFSET_COMMIT, { groupId: 'odd', topics: [{ topic: 'orders', partitions: [{ partition: 2, offset: -5, leaderEpoch: -1, metadata: null }] }] }, CALLS);
  client.close();
  const engine = only();
  const plan = await ask(engine, 'offsets:plan', { profileId, request: request('odd', 5) });
  expect(plan.groups[0]?.partitions.map(({ oldOffset, newOffset, warnings, problem }) => [oldOffset, newOffset, warnings, problem?.code])).toEqual([
    [null, null, [], 'OFFSET_TOO_LARGE'], [20, 5, [], undefined], [-5, 5, ['committed-below-log-start', 'skips-records'], undefined],
  ]);
  expect(await execute(engine, plan)).toMatchObject({ groups: [{ outcomes: [{ status: 'skipped' }, { status: 'applied' }, { status: 'applied' }] }] });
  const undo = await ask(engine, 'offsets:planUndo', { profileId, operationId: plan.planId });
  expect(undo.groups[0]?.partitions.map(({ partition, newOffset, clamped }) => [partition, newOffset, clamped])).toEqual([[1, 20, null], [2, 0, 'to-log-start']]);
});

test('several plans of one group at once, from two programs: each says what was so, and the audit stays whole', async () => {
  await cluster.commit('contested', [0, 1, 2].map((partition) => ({ topic: 'orders', partition, offset: 20 })));
  const [first, second] = [only(), open()];
  await unlock(second);
  const targets = [1, 2, 3, 4, 5, 6];
  const plans = await Promise.all(targets.map(async (offset, index) => {
    const engine = index % 2 === 0 ? first : second;
    return { engine, offset, plan: await plannedAlone(engine, offset) };
  }));
  const results = await Promise.all(plans.map(async ({ engine, plan, offset }) => ({ offset, result: await execute(engine, plan) })));
  const held = new Set((await cluster.committedOffsets('contested')).map(({ offset }) => offset));
  const claimed = results.flatMap(({ offset, result }) => (result.kind === 'done' && result.groups.every(({ outcomes }) => outcomes.every(({ status }) => status === 'applied')) ? [offset] : []));
  expect(claimed).toEqual(expect.arrayContaining([...held]));
  for (const { result } of results) if (result.kind === 'refused') expect(new Set(result.failures.map(({ code }) => code))).toEqual(new Set(['OFFSET_MOVED']));
  const { brokenAt, operations } = await ask(first, 'audit:read', { profileId });
  expect(brokenAt).toBeNull();
  expect(operations.filter(({ groupIds, done }) => groupIds.includes('contested') && done === null)).toEqual([]);
  expect(await Promise.all([0, 1].map(() => first.handle('offsets:execute', { profileId, planId: plans[0]?.plan.planId ?? '', reason: '', typed: '' })))).toMatchObject([{ ok: false, failure: { code: 'NO_SUCH_PLAN' } }, { ok: false, failure: { code: 'NO_SUCH_PLAN' } }]);
});

test('one plan carried out twice at once is carried out once', async () => {
  await cluster.commit('twice', [{ topic: 'orders', partition: 0, offset: 20 }]);
  const plan = await ask(only(), 'offsets:plan', { profileId, request: request('twice', 5) });
  const results = await Promise.all([0, 1].map(() => only().handle('offsets:execute', { profileId, planId: plan.planId, reason: '', typed: '' })));
  expect(results.map((result) => (result.ok ? result.value.kind : result.failure.code)).sort()).toEqual(['NO_SUCH_PLAN', 'done']);
});

/** A newer plan at one desk ends the one before, so they are made one after another. */
let before: Promise<unknown> = Promise.resolve();
function plannedAlone(engine: Engine, offset: number): Promise<ResetPlan> {
  const made = before.then(() => ask(engine, 'offsets:plan', { profileId, request: request('contested', offset) }));
  before = made;
  return made;
}

function open(): Engine {
  const engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  engines.push(engine);
  return engine;
}

function only(): Engine {
  const [engine] = engines;
  if (engine === undefined) throw new Error('It was opened.');
  return engine;
}

async function unlock(engine: Engine): Promise<void> {
  await ask(engine, 'writes:unlock', { profileId, reason: '', typed: '', expected: '' });
}

function execute(engine: Engine, { planId }: ResetPlan): Promise<ResetResult> {
  return ask(engine, 'offsets:execute', { profileId, planId, reason: '', typed: '' });
}

function request(groupId: string, offset: number): ResetRequest {
  return { groupIds: [groupId], target: { kind: 'to-offset', offset }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}

type Value<Name extends EngineRequestName> = RequestOutput<Name> extends Result<infer Output> ? Output : RequestOutput<Name>;

async function ask<Name extends EngineRequestName>(engine: Engine, name: Name, input: RequestInput<Name>): Promise<Value<Name>> {
  const answer: unknown = await engine.handle(name, input);
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) {
    if (answer.ok === true && 'value' in answer) return answer.value as Value<Name>;
    throw new Error(JSON.stringify(answer));
  }
  return answer as Value<Name>;
}
