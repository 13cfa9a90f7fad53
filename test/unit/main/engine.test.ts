import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterSettings } from '../../../src/shared/contract';
import { createEngine, type Engine } from '../../../src/main/engine';

const settings: ClusterSettings = { name: 'Orders', environment: 'test', bootstrapServers: '127.0.0.1:1, localhost:1', commandConfig: null, intervalMs: 300_000 };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'offsight-engine-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function start(dataDirectory: string): Engine {
  const engine = createEngine({ dataDirectory, emit: () => undefined });
  onTestFinished(() => engine.close());
  return engine;
}

test('the same connection is not saved twice; the same servers with other settings are', async () => {
  const engine = start(folder());
  expect(await engine.handle('clusters:add', settings)).toMatchObject({ ok: true });
  expect(await engine.handle('clusters:add', { ...settings, name: 'Again', bootstrapServers: 'LOCALHOST:1,127.0.0.1:1' })).toEqual({
    ok: false,
    failure: { scope: 'profiles', code: 'ALREADY_SAVED', message: '“Orders” has the same bootstrap servers and settings. Open that cluster, or change it there.' },
  });
  expect(await engine.handle('clusters:add', { ...settings, commandConfig: '/nowhere/client.properties' })).toMatchObject({ ok: true });
  expect(await engine.handle('clusters:read', undefined)).toHaveLength(2);
});

test('an engine whose folder cannot be written to starts, and says so though it has no cluster', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const engine = start(join(file, 'data'));
  expect(await engine.handle('clusters:readNotices', undefined)).toEqual([expect.stringContaining('Nothing can be saved')]);
});

test('a second test of the same id cancels the first', async () => {
  const server = net.createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const engine = start(folder());
  const silent = { testId: 't', settings: { ...settings, bootstrapServers: `127.0.0.1:${(server.address() as net.AddressInfo).port}` } };
  const first = engine.handle('clusters:test', silent);
  await once(server, 'connection');
  const second = engine.handle('clusters:test', silent);
  expect((await first).advice).toBe('Run the test again when you like.');
  await engine.handle('clusters:cancelTest', { testId: 't' });
  expect((await second).advice).toBe('Run the test again when you like.');
});
