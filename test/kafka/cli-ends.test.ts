import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../support/command';
import { startCluster, type TestCluster } from '../support/kafka';
import { startKafkaProxies } from '../support/kafka-proxy';

const OFFSET_COMMIT = 8;
let cluster: TestCluster;
let directory: string;

beforeAll(async () => {
  await runCommand(['--help']); // builds if need be
  cluster = await startCluster();
  await cluster.createTopic('orders', 1);
  await cluster.produce('orders', 0, 30);
}, 120_000);
afterAll(() => cluster?.stop());
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'offsight-ends-'));
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 20 }]);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('when nobody reads what it prints, a change is carried out and written down all the same', async () => {
  const child = start(cluster.bootstrapServers);
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await committed()).toEqual([5]);
  expect(await auditedKinds()).toEqual(['intent', 'result']);
});

test('a second Ctrl-C ends what waits for a silent broker, at once and not with “all applied”', async () => {
  const proxies = await startKafkaProxies(cluster.bootstrapServers);
  try {
    const sent = new Promise<void>((resolve) => proxies.decide(({ apiKey }) => {
      if (apiKey === OFFSET_COMMIT) resolve();
      return apiKey === OFFSET_COMMIT ? 'hold-answer' : 'pass';
    }));
    const child = start(proxies.bootstrapServers, '--timeout', '600000');
    const ended = once(child, 'close');
    await sent;
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await ended).toEqual([2, null]);
    expect(await auditedKinds()).toEqual(['intent']);
  } finally {
    await proxies.close();
  }
});

test('with --json also what could not be begun is one JSON value', async () => {
  const { status, stdout } = await offsight('reset', '--bootstrap-server', '127.0.0.1:1', '--group', 'g', '--all-topics', '--to-latest', '--json');
  expect({ status, said: JSON.parse(stdout) }).toMatchObject({ status: 3, said: { error: { code: expect.any(String) as string, message: expect.any(String) as string } } });
  const refused = await offsight('delete-offsets', '--bootstrap-server', cluster.bootstrapServers, '--group', 'billing', '--topic', 'nowhere', '--json');
  expect({ status: refused.status, said: JSON.parse(refused.stdout) }).toMatchObject({ status: 4, said: { error: { code: 'NO_COMMITTED_OFFSET' } } });
});

test('an audit that the disk does not give is not called wrong usage', async () => {
  mkdirSync(join(directory, 'audit.jsonl'));
  expect(await offsight('audit')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('is no file') as string });
  expect(JSON.parse((await offsight('audit', '--json')).stdout)).toMatchObject({ error: { message: expect.stringContaining('is no file') as string } });
});

function start(bootstrapServers: string, ...more: readonly string[]) {
  const args = ['reset', '--bootstrap-server', bootstrapServers, '--group', 'billing', '--all-topics', '--to-offset', '5', '--execute', ...more];
  return spawn(process.execPath, ['scripts/cli.mjs', ...args], { env: { ...process.env, OFFSIGHT_DATA: directory } });
}

function offsight(...args: readonly string[]) {
  return runCommand(args, { OFFSIGHT_DATA: directory });
}

async function committed(): Promise<readonly number[]> {
  return (await cluster.committedOffsets('billing')).map(({ offset }) => offset);
}

async function auditedKinds(): Promise<readonly string[]> {
  const { lines } = JSON.parse((await offsight('audit', '--json')).stdout) as { readonly lines: readonly { readonly kind: string }[] };
  return lines.map(({ kind }) => kind);
}
