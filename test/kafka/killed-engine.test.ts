import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuditLog } from '../../src/main/operations/journal/audit-log';
import type { ResetRequest } from '../../src/shared/reset';
import { buildProgram, EngineProcess } from '../support/engine-process';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies, type KafkaProxies } from '../support/kafka-proxy';

const OFFSET_COMMIT = 8;
const WIDE = 2_500; // three requests
let cluster: TestCluster;
let proxies: KafkaProxies;
let program: string;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('wide', WIDE);
  await cluster.produce('wide', 0, 10);
  proxies = await startKafkaProxies(cluster.bootstrapServers);
  program = await buildProgram('engine-main');
}, 180_000);
afterAll(async () => {
  await proxies?.close();
  await cluster?.stop();
});

test.each([
  { fate: 'hold', applied: 1_000, where: 'before its second request arrived' },
  { fate: 'hold-answer', applied: 2_000, where: 'before its second request was answered' },
] as const)('an engine that is killed $where: the next one tells what was applied and what not, and takes it back', async ({ fate, applied }) => {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-killed-'));
  const group = `killed-${fate}`;
  await cluster.commit(group, [{ topic: 'wide', partition: 0, offset: 4 }]);
  let engine = new EngineProcess(program, directory);
  try {
    const { profileId } = await engine.ask('clusters:add', { name: 'wide', environment: 'test', bootstrapServers: proxies.bootstrapServers, commandConfig: null, intervalMs: 60_000 });
    await engine.ask('writes:unlock', { profileId, reason: '', typed: '', expected: '' });
    const { planId } = await engine.ask('offsets:plan', { profileId, request: request(group) });
    const stuck = new Promise<void>((resolve) => {
      let commits = 0;
      proxies.decide(({ apiKey }) => {
        if (apiKey !== OFFSET_COMMIT) return 'pass';
        commits += 1;
        if (commits === 1) return 'pass';
        resolve();
        return fate;
      });
    });
    const ended = engine.ask('offsets:execute', { profileId, planId, reason: 'late', typed: '' }).then(() => 'answered', () => 'ended');
    await stuck;
    await expect.poll(async () => (await cluster.committedOffsets(group)).length, { timeout: 20_000 }).toBe(applied);
    await engine.kill();
    expect(await ended).toBe('ended');
    proxies.decide(() => 'pass');

    engine = new EngineProcess(program, directory);
    await expect.poll(async () => (await engine.ask('audit:read', { profileId })).operations, { timeout: 20_000 }).toMatchObject([{ operationId: planId, action: 'reset', reason: 'late', meant: WIDE, done: null }]);
    expect(await engine.ask('audit:readOperation', { profileId, operationId: planId })).toMatchObject({ resultAt: null, settled: false, canUndo: true });

    const settled = await engine.ask('offsets:settle', { profileId, operationId: planId });
    expect(settled.settled).toBe(true);
    const truth = new Map((await cluster.committedOffsets(group)).map(({ partition, offset }) => [partition, offset]));
    expect(settled.partitions.map(({ partition, status, readBack }) => [partition, status, readBack])).toEqual(
      Array.from({ length: WIDE }, (_, partition) => [partition, partition < applied ? 'applied' : 'not-applied', truth.get(partition) ?? null]),
    );
    expect(await engine.ask('audit:read', { profileId })).toMatchObject({ brokenAt: null, operations: [{ meant: WIDE, done: applied }] });
    expect(await engine.ask('offsets:settle', { profileId, operationId: planId })).toEqual(settled);

    await engine.ask('writes:unlock', { profileId, reason: '', typed: '', expected: '' });
    const undo = await engine.ask('offsets:planUndo', { profileId, operationId: planId });
    await engine.ask('offsets:execute', { profileId, planId: undo.planId, reason: 'undo', typed: '' });
    expect(await cluster.committedOffsets(group)).toMatchObject([{ partition: 0, offset: 4 }]);
    expect(new AuditLog(join(directory, 'audit.jsonl')).read()).toMatchObject({ brokenAt: null, lines: [{ kind: 'intent' }, { kind: 'result', settled: true }, { kind: 'intent' }, { kind: 'result' }] });
  } finally {
    proxies.decide(() => 'pass');
    await engine.kill();
    rmSync(directory, { recursive: true, force: true });
  }
});

function request(groupId: string): ResetRequest {
  return { groupIds: [groupId], target: { kind: 'to-earliest' }, scope: { kind: 'topics', topics: [{ topic: 'wide', partitions: null }] }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}
