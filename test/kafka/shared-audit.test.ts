import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/main/engine';
import type { EngineRequestName, RequestInput, RequestOutput } from '../../src/shared/contract';
import type { Result } from '../../src/shared/result';
import { runCommand } from '../support/command';
import { startCluster, type TestCluster } from '../support/kafka';

/** A computer of a team: its own data directory, the same cluster and topic. */
interface Computer {
  readonly directory: string;
  readonly engine: Engine;
  readonly profileId: string;
}

const TOPIC = 'offsight-audit';
let cluster: TestCluster;
let one: Computer;
let two: Computer;

beforeAll(async () => {
  await runCommand(['--help']); // builds if need be
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', partitions: 3 }, { topic: 'orders-dlq', partitions: 1 }, { topic: TOPIC, partitions: 2 }]);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 100);
  await cluster.commit('billing', [0, 1, 2].map((partition) => ({ topic: 'orders', partition, offset: 50 })));
  [one, two] = await Promise.all([computer(), computer()]);
}, 120_000);
afterAll(async () => {
  for (const each of [one, two]) {
    await each?.engine.close();
    if (each !== undefined) rmSync(each.directory, { recursive: true, force: true });
  }
  await cluster?.stop();
});

test('what one computer changed the other one sees, and only the one that made it can take it back', async () => {
  const operationId = await reset(one, 'to-earliest');
  const second = await reset(two, 'to-latest');
  await cluster.call('produceRecords', { topic: TOPIC, partition: 1, records: [{ value: 'not a line' }, { value: '{"sequence":1,"at":1e300,"operationId":"../../etc/passwd"}' }] });
  for (const each of [one, two]) {
    const shared = await ask(each, 'audit:readShared', { profileId: each.profileId });
    expect(shared).toMatchObject({ topic: TOPIC, lines: 4, hasMore: false, isTrimmed: false, notLines: 2, elsewhere: 0, failures: [], operations: [{ operationId: second, action: 'reset', meant: 3, done: 3 }, { operationId, reason: 'INC-7', groupIds: ['billing'], topics: ['orders'], meant: 3, done: 3 }] });
    expect(shared.writers.reduce((sum, { wrong, contradicting }) => sum + wrong + contradicting, 0)).toBe(0);
  }
  const seen = (each: Computer) => ask(each, 'audit:readSharedOperations', { profileId: each.profileId, operationIds: [operationId] });
  expect(await seen(one)).toMatchObject([{ isHere: true, canUndo: true, isShortened: false }]);
  expect(await seen(two)).toMatchObject([{ isHere: false, canUndo: false, partitions: [0, 1, 2].map((partition) => ({ partition, oldOffset: 50, newOffset: 0, status: 'applied' })) }]);
  expect(await two.engine.handle('offsets:planUndo', { profileId: two.profileId, operationId })).toMatchObject({ ok: false, failure: { code: 'NO_SNAPSHOT' } });
}, 60_000);

test('the command line tells the same, and ends with 2 where a line was made up', async () => {
  const shared = (...args: string[]) => runCommand(['audit', '--shared', '--bootstrap-server', cluster.bootstrapServers, ...args], { OFFSIGHT_DATA: two.directory });
  const listed = await shared('--search', 'INC-7');
  expect(listed).toMatchObject({ status: 0, stdout: expect.stringMatching(/ reset +billing +orders +to-earliest +3 of 3 /u) as string, stderr: expect.stringMatching(/^note: Read: \d+ lines, all that are there\./u) as string });
  const exported = (await shared('--export')).stdout.trim().split('\n');
  await cluster.call('produceRecords', { topic: TOPIC, partition: 0, records: [{ value: (exported[0] ?? '').replace('INC-7', 'by me') }] });
  const { status, stdout } = await shared('--verify');
  expect({ status, said: /1 is not what its own hash says/u.test(stdout) }).toEqual({ status: 2, said: true });
}, 60_000);

test('a change that was cut off and is read back later has its result in the topic, too; where that does not arrive it is said', async () => {
  const operationId = await reset(one, 'to-earliest');
  const settle = async (auditTopic: string) => {
    const path = join(one.directory, 'audit.jsonl');
    writeFileSync(path, `${readFileSync(path, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n')}\n`); // its result was never written
    await ask(one, 'clusters:update', { profileId: one.profileId, settings: { auditTopic } });
    return ask(one, 'offsets:settle', { profileId: one.profileId, operationId });
  };
  const before = await lines();
  expect(await settle(TOPIC)).toMatchObject({ settled: true, auditFailure: null });
  expect(await lines()).toBe(before + 1);
  expect(await settle('nowhere')).toMatchObject({ settled: true, auditFailure: { scope: 'topic nowhere' } });
  expect(await one.engine.handle('audit:readShared', { profileId: one.profileId })).toMatchObject({ ok: false, failure: { code: 'NO_SUCH_TOPIC', message: 'There is no topic nowhere.' } });
}, 60_000);

test('a copied record whose line does not reach the topic is written all the same, and that is said', async () => {
  const wish = { profileId: one.profileId, copyId: 'copy', topic: 'orders', partition: 0, offset: 3, groupId: null, reason: '', typed: '' };
  expect(await ask(one, 'records:produce', { ...wish, to: { topic: 'orders-dlq' } })).toMatchObject({ topic: 'orders-dlq', offset: 0, auditFailure: { scope: 'topic nowhere' } });
  const failing = await one.engine.handle('records:produce', { ...wish, to: { topic: 'not-there' } });
  expect(failing).toMatchObject({ ok: false, failure: { code: 'NO_SUCH_TOPIC', message: expect.stringMatching(/^There is no topic not-there, .* its topic nowhere is not: /u) as string } });
});

test('of a long topic only the newest records are read, and of one with long records only few', async () => {
  await cluster.createTopics([{ topic: 'long', partitions: 1 }, { topic: 'wide', partitions: 2 }]);
  await cluster.produce('long', 0, 2_500);
  for (const partition of [0, 1]) await cluster.produce('wide', partition, 20, 900_000);
  const read = async (auditTopic: string) => {
    await ask(two, 'clusters:update', { profileId: two.profileId, settings: { auditTopic } });
    return ask(two, 'audit:readShared', { profileId: two.profileId });
  };
  expect(await read('long')).toMatchObject({ lines: 0, notLines: 2_000, hasMore: true, operations: [], writers: [] });
  const { notLines, hasMore } = await read('wide');
  expect([notLines > 2 && notLines < 36, hasMore]).toEqual([true, true]);
}, 60_000);

async function computer(): Promise<Computer> {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-shared-'));
  const engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  const added = await engine.handle('clusters:add', { name: 'orders', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000, auditTopic: TOPIC });
  if (!added.ok) throw new Error(added.failure.message);
  const { profileId } = added.value;
  await engine.handle('writes:unlock', { profileId, reason: '', typed: '', expected: '' });
  return { directory, engine, profileId };
}

/** The id of the operation. */
async function reset(by: Computer, kind: 'to-earliest' | 'to-latest'): Promise<string> {
  const { profileId } = by;
  const { planId } = await ask(by, 'offsets:plan', { profileId, request: { groupIds: ['billing'], target: { kind }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false } });
  expect(await ask(by, 'offsets:execute', { profileId, planId, reason: 'INC-7', typed: '' })).toMatchObject({ kind: 'done', auditFailure: null });
  return planId;
}

/** How many are in the topic. */
async function lines(): Promise<number> {
  return (await ask(two, 'audit:readShared', { profileId: two.profileId })).lines;
}

async function ask<Name extends EngineRequestName>({ engine }: Computer, name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name> extends Result<infer Value> ? Value : never> {
  const result = (await engine.handle(name, input)) as Result<RequestOutput<Name> extends Result<infer Value> ? Value : never>;
  if (!result.ok) throw new Error(`${name}: ${result.failure.message}`);
  return result.value;
}
