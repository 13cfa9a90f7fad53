import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { openClient } from '../../src/main/clusters/open-client';
import { createEngine, type Engine } from '../../src/main/engine';
import { OFFSET_COMMIT } from '../../src/main/kafka/protocol/apis/offset-commit';
import type { ResetRequest } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';

const REQUEST: ResetRequest = { groupIds: ['billing'], target: { kind: 'to-offset', offset: 5 }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
let cluster: TestCluster;
let engine: Engine;
let directory: string;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('orders', 1);
  await cluster.produce('orders', 0, 100);
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 50 }]);
  directory = mkdtempSync(join(tmpdir(), 'offsight-desk-'));
  engine = createEngine({ dataDirectory: directory, emit: () => undefined });
}, 120_000);
afterAll(async () => {
  await engine?.close();
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

test('a connection that only watches cannot write, whoever asks', async () => {
  const { client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true });
  const calls = { signal: new AbortController().signal, timeoutMs: 5_000 };
  await client.connect(calls);
  await expect(client.send(1, OFFSET_COMMIT, { groupId: 'billing', topics: [] }, calls)).rejects.toMatchObject({ code: 'READ_ONLY' });
  client.close();
});

test('production: a plan is applied only after a reason and the typed name, and only once', async () => {
  const added = await engine.handle('clusters:add', { name: 'orders', environment: 'production', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000 });
  if (!added.ok) throw new Error(added.failure.message);
  const { profileId } = added.value;
  const planned = await engine.handle('offsets:plan', { profileId, request: REQUEST });
  if (!planned.ok) throw new Error(planned.failure.message);
  const { planId } = planned.value;
  expect(await engine.handle('offsets:execute', { profileId, planId, reason: 'late orders', typed: 'billing' })).toMatchObject({ ok: false, failure: { code: 'READ_ONLY' } });
  expect(await engine.handle('writes:unlock', { profileId, reason: '', typed: 'billing', expected: 'billing' })).toMatchObject({ ok: false, failure: { code: 'REASON_MISSING' } });
  expect(await engine.handle('writes:unlock', { profileId, reason: 'late orders', typed: 'biling', expected: 'billing' })).toMatchObject({ ok: false, failure: { code: 'NAME_NOT_TYPED' } });
  expect(await engine.handle('writes:unlock', { profileId, reason: 'late orders', typed: 'billing', expected: 'billing' })).toMatchObject({ ok: true });
  expect(await engine.handle('offsets:execute', { profileId, planId, reason: 'late orders', typed: '' })).toMatchObject({ ok: false, failure: { code: 'NAME_NOT_TYPED' } });
  const done = await engine.handle('offsets:execute', { profileId, planId, reason: 'late orders', typed: 'billing' });
  expect(done).toMatchObject({ ok: true, value: { kind: 'done', groups: [{ outcomes: [{ status: 'applied', readBack: 5 }] }] } });
  expect(await engine.handle('offsets:execute', { profileId, planId, reason: 'late orders', typed: 'billing' })).toMatchObject({ ok: false, failure: { code: 'NO_SUCH_PLAN' } });

  const undo = await engine.handle('offsets:planUndo', { profileId, operationId: planId });
  if (!undo.ok) throw new Error(undo.failure.message);
  expect(undo.value.groups[0]?.partitions.map(({ oldOffset, newOffset }) => [oldOffset, newOffset])).toEqual([[5, 50]]);
  await engine.handle('writes:lock', { profileId });
  expect(await engine.handle('offsets:execute', { profileId, planId: undo.value.planId, reason: 'late orders', typed: 'billing' })).toMatchObject({ ok: false, failure: { code: 'READ_ONLY' } });
});

test('the first plan warns of what was seen to commit without being a member', async () => {
  await cluster.commit('alone', [{ topic: 'orders', partition: 0, offset: 10 }]);
  const directoryAlone = mkdtempSync(join(tmpdir(), 'offsight-alone-')); // one that has not written anything
  const watching = createEngine({ dataDirectory: directoryAlone, emit: () => undefined });
  onTestFinished(async () => {
    await watching.close();
    rmSync(directoryAlone, { recursive: true, force: true });
  });
  const added = await watching.handle('clusters:add', { name: 'alone', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 2_000 });
  if (!added.ok) throw new Error(added.failure.message);
  const { profileId } = added.value;
  const committed = async (offset: number): Promise<void> => {
    await vi.waitFor(async () => {
      const group = await watching.handle('group:read', { profileId, groupId: 'alone' });
      if (!group.ok || group.value.columns.committedOffset[0] !== offset) throw new Error('The round that sees it is yet to come.');
    }, { timeout: 20_000, interval: 200 });
  };
  await committed(10);
  const request: ResetRequest = { ...REQUEST, groupIds: ['alone'] };
  const warnings = async (): Promise<readonly string[] | undefined> => {
    const planned = await watching.handle('offsets:plan', { profileId, request });
    return planned.ok ? planned.value.groups[0]?.partitions[0]?.warnings : undefined;
  };
  await cluster.commit('alone', [{ topic: 'orders', partition: 0, offset: 20 }]); // by assign(): no member appears
  await committed(20);
  expect(await warnings()).toContain('moving');
});
