import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openJournal } from '../../src/main/operations/journal/journal';
import { carryOut } from '../../src/cli/operations/reset';
import { openClient } from '../../src/main/clusters/open-client';
import { openProfiles } from '../../src/main/clusters/profiles';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { OFFSET_COMMIT } from '../../src/main/kafka/protocol/apis/offset-commit';
import type { Environment } from '../../src/shared/cluster';
import { runCommand } from '../support/command';
import { startCluster, type TestCluster } from '../support/kafka';

let cluster: TestCluster;
let directory: string;

beforeAll(async () => {
  await runCommand(['--help']); // builds if need be
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', partitions: 3 }, { topic: 'payments', partitions: 2 }]);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 100);
  for (const partition of [0, 1]) await cluster.produce('payments', partition, 100);
}, 120_000);
afterAll(() => cluster?.stop());
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'offsight-changes-'));
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 10 }, { topic: 'orders', partition: 1, offset: 20 }, { topic: 'payments', partition: 0, offset: 30 }]);
  await cluster.commit('ledger', [{ topic: 'orders', partition: 0, offset: 40 }]);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('what can be done in part ends with 2, and says what was left', async () => {
  const { status, stdout, stderr } = await offsight('reset', '--group', 'billing', '--topic', 'orders', '--shift-by', '5', '--execute', '--json');
  expect(status).toBe(2);
  expect(JSON.parse(stdout).groups[0].partitions.map(({ status: of, error }: { status: string; error: string | null }) => [of, error === null])).toEqual([['applied', true], ['applied', true], ['skipped', false]]);
  expect(stderr).toContain('It has no committed offset');
  expect(await committed('billing')).toEqual([15, 25, 30]);
});

test('an action of Kafka’s own tool is said to be a command', async () => {
  const { status, stderr } = await runCommand(['--reset-offsets', '--group', 'billing']);
  expect({ status, said: stderr.includes("What is --reset-offsets of Kafka's own tool is a command here: reset.\nTry --help.\n") }).toEqual({ status: 1, said: true });
});

test('a cluster that is not reached ends with 3', async () => {
  const { status } = await runCommand(['reset', '--bootstrap-server', '127.0.0.1:1', '--group', 'billing', '--all-topics', '--to-latest', '--execute', '--timeout', '2000'], { OFFSIGHT_DATA: directory });
  expect(status).toBe(3);
});

test('several groups and chosen partitions of several topics', async () => {
  const { status, stdout } = await offsight('reset', '--group', 'billing', '--group', 'ledger', '--topic', 'orders:0', '--topic', 'payments:0', '--to-offset', '7', '--execute', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).groups.map(({ groupId, partitions }: { groupId: string; partitions: { topic: string; partition: number; newOffset: number; status: string; error: null }[] }) => [groupId, partitions.map(({ topic, partition, newOffset, status: of, error }) => [topic, partition, newOffset, of, error])])).toEqual([
    ['billing', [['orders', 0, 7, 'applied', null], ['payments', 0, 7, 'applied', null]]],
    ['ledger', [['orders', 0, 7, 'applied', null], ['payments', 0, 7, 'applied', null]]],
  ]);
  const all = await offsight('reset', '--all-groups', '--all-topics', '--to-earliest', '--json');
  expect(JSON.parse(all.stdout).groups.map(({ groupId }: { groupId: string }) => groupId)).toEqual(['billing', 'ledger']);
  await offsight('delete-group', '--group', 'ledger', '--execute');
});

test('a saved cluster brings its environment’s guards', async () => {
  save('live', 'production');
  const reset = (...args: string[]) => saved('live', 'reset', '--group', 'billing', '--topic', 'orders:0', '--to-offset', '3', ...args);
  expect((await reset()).status).toBe(0); // a dry run needs nothing
  const unsaid = await reset('--execute');
  expect({ status: unsaid.status, said: unsaid.stderr.includes('Give --reason TEXT.') }).toEqual({ status: 4, said: true });
  const unnamed = await reset('--execute', '--reason', 'poison');
  expect({ status: unnamed.status, said: unnamed.stderr.includes('Give --confirm with the name of the group: billing') }).toEqual({ status: 4, said: true });
  expect((await reset('--execute', '--reason', 'poison', '--confirm', 'biling')).status).toBe(4);
  expect(await committed('billing')).toEqual([10, 20, 30]);
  expect((await reset('--execute', '--reason', 'poison', '--confirm', 'billing')).status).toBe(0);
  expect(await committed('billing')).toEqual([3, 20, 30]);

  const deletion = await saved('live', 'delete-group', '--group', 'billing', '--group', 'ledger', '--execute', '--reason', 'gone', '--confirm', 'billing');
  expect({ status: deletion.status, said: deletion.stderr.includes('with the name of the cluster') }).toEqual({ status: 4, said: true });
  save('try', 'development');
  expect((await saved('try', 'skip', '--group', 'billing', '--topic', 'orders', '--partition', '0', '--execute')).status).toBe(0);
  const unknown = await saved('liev', 'records', '--topic', 'orders', '--partition', '0');
  expect({ status: unknown.status, said: unknown.stderr.includes('There is no saved cluster “liev”. Saved: live, try.\nTry --help.\n') }).toEqual({ status: 1, said: true });
});

test('a saved cluster’s audit topic gets the lines as well, and one that is not there is said', async () => {
  await cluster.createTopic('offsight-audit', 1);
  const add = (name: string, auditTopic: string) => openProfiles(directory).add({ name, environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000, auditTopic });
  add('shared', 'offsight-audit');
  expect((await saved('shared', 'skip', '--group', 'billing', '--topic', 'orders', '--partition', '0', '--execute', '--reason', 'INC-3')).status).toBe(0);
  const { stdout } = await offsight('records', '--topic', 'offsight-audit', '--partition', '0', '--offset', '0', '--json');
  expect(JSON.parse(stdout).records.map(({ value }: { value: { text: string } }) => [JSON.parse(value.text).kind, JSON.parse(value.text).reason ?? null])).toEqual([['intent', 'INC-3'], ['result', null]]);
  add('unshared', 'nowhere');
  const { status, stderr } = await saved('unshared', 'skip', '--group', 'billing', '--topic', 'orders', '--partition', '0', '--execute');
  expect({ status, said: stderr.includes('There is no topic nowhere') }).toEqual({ status: 2, said: true });
  expect(await committed('billing')).toEqual([12, 20, 30]);
});

test('--watch says what something else moved back, and ends with 2', async () => {
  const watching = offsight('reset', '--group', 'billing', '--topic', 'orders:0,1', '--to-offset', '5', '--execute', '--watch', '8', '--json');
  await expect.poll(() => committed('billing'), { timeout: 30_000 }).toEqual([5, 5, 30]);
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 10 }]);
  const { status, stdout, stderr } = await watching;
  expect(status).toBe(2);
  expect(JSON.parse(stdout).groups[0].partitions.map(({ status: of }: { status: string }) => of)).toEqual(['reverted', 'applied']);
  expect(stderr).toContain('orders-0 of billing was moved back by something that is no member (a consumer that assigns its partitions itself, or a tool): 5 was applied, 10 is committed now.');
});

test('Ctrl-C while watching leaves what was applied, and says so', async () => {
  const child = spawn(process.execPath, ['scripts/cli.mjs', 'reset', '--bootstrap-server', cluster.bootstrapServers, '--group', 'billing', '--topic', 'orders:0', '--to-offset', '5', '--execute', '--watch', '600'], { env: { ...process.env, OFFSIGHT_DATA: directory } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (stdout.includes('To take it back')) child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, said: stderr.includes('What was applied stays applied.') }).toEqual({ status: 130, said: true });
  expect(stdout).toContain('applied');
  expect(await committed('billing')).toEqual([5, 20, 30]);
});

test('Ctrl-C while changes are applied: what is called applied is, the rest is as it was, and the audit has it', async () => {
  const groupIds = Array.from({ length: 12 }, (_, index) => `many-${index}`);
  for (const group of groupIds) await cluster.commit(group, [{ topic: 'orders', partition: 0, offset: 10 }]);
  const { client } = await openClient({ bootstrapServers: cluster.bootstrapServers, commandConfig: null }, { byHand: true, mayWrite: true });
  const controller = new AbortController();
  const send: ClusterClient['send'] = client.send.bind(client);
  client.send = (nodeId, api, request, options) => {
    const sent = send(nodeId, api, request, options);
    if (api.key === OFFSET_COMMIT.key) void sent.then(() => controller.abort(), () => undefined);
    return sent;
  };
  const calls = { signal: controller.signal, timeoutMs: 10_000 };
  await client.connect(calls);
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const journal = openJournal(directory);
  const request = { groupIds, target: { kind: 'to-offset', offset: 5 }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false } as const;
  const status = await carryOut({ client, calls, journal, saved: null }, request, { execute: true, json: true, reason: '', confirm: null, watchMs: 0 });
  const result = JSON.parse(printed.mock.calls.map(([text]) => String(text)).join(''));
  vi.restoreAllMocks();
  client.close();
  expect(status).toBe(2);
  const said = result.groups.map(({ groupId, partitions: [{ status: of }] }: { groupId: string; partitions: [{ status: string }] }) => [groupId, of === 'applied' ? 5 : 10]);
  expect(said).toEqual(await Promise.all(groupIds.map(async (group) => [group, (await committed(group))[0]])));
  expect(new Set(said.map(([, offset]: [string, number]) => offset))).toEqual(new Set([5, 10]));
  expect(journal.audit.read().lines.map(({ kind }) => kind)).toEqual(['intent', 'result']);
});

test('the audit is searched, checked and given out as it is', async () => {
  await offsight('reset', '--group', 'billing', '--topic', 'orders:0', '--to-offset', '1', '--execute', '--reason', 'INC-1 Poison');
  await offsight('reset', '--group', 'billing', '--topic', 'orders:0', '--to-offset', '2', '--execute', '--reason', 'INC-2');
  const found = JSON.parse((await audit('--search', 'poison', '--json')).stdout);
  expect(found.lines.map(({ kind }: { kind: string }) => kind)).toEqual(['intent', 'result']);
  const checked = await audit('--verify');
  expect({ status: checked.status, said: checked.stdout.includes('4 lines, each carries the hash of the one before.') }).toEqual({ status: 0, said: true });
  expect((await audit('--export')).stdout.trim().split('\n').map((line) => JSON.parse(line).sequence)).toEqual([1, 2, 3, 4]);
});

test('deleting says first what goes, and refuses groups with members', async () => {
  const dry = await offsight('delete-group', '--group', 'billing', '--json');
  expect(dry.status).toBe(0);
  expect(JSON.parse(dry.stdout).groups[0].partitions.map(({ committedOffset, lag }: { committedOffset: number; lag: number }) => [committedOffset, lag])).toEqual([[10, 90], [20, 80], [30, 70]]);
  await cluster.commit('busy', [{ topic: 'orders', partition: 0, offset: 10 }, { topic: 'payments', partition: 0, offset: 30 }]);
  const members = await cluster.startMembers({ group: 'busy', topics: ['orders'], from: 'earliest' });
  await cluster.awaitGroup('busy', { members: 1, state: 'Stable' });
  const refused = await offsight('delete-group', '--group', 'busy', '--execute');
  expect({ status: refused.status, stdout: refused.stdout }).toEqual({ status: 4, stdout: 'Nothing was deleted.\n' });
  const owned = await offsight('delete-offsets', '--group', 'busy', '--topic', 'orders:0');
  expect({ status: owned.status, stdout: owned.stdout, said: owned.stderr.includes('Kafka would refuse to delete the offset of orders-0') }).toEqual({ status: 4, stdout: 'Nothing can be deleted.\n', said: true });
  const tried = await offsight('delete-offsets', '--group', 'busy', '--topic', 'orders:0', '--topic', 'payments:0', '--execute');
  expect({ status: tried.status, left: tried.stderr.includes('[GROUP_SUBSCRIBED_TO_TOPIC]'), deleted: /payments\s+0\s+deleted/u.test(tried.stdout) }).toEqual({ status: 2, left: true, deleted: true });
  await cluster.stopMembers(members);
  const absent = await offsight('delete-offsets', '--group', 'billing', '--topic', 'orders:2', '--execute');
  expect({ status: absent.status, said: absent.stderr.includes('there is nothing to delete') }).toEqual({ status: 4, said: true });
});

test('records as text, JSON and hex, from an offset and the last', async () => {
  await cluster.createTopic('notes', 1);
  await cluster.call('produceRecords', { topic: 'notes', partition: 0, records: [{ key: 'a', value: 'first' }, { key: null, value: 'second' }] });
  const hex = await offsight('records', '--topic', 'notes', '--partition', '0', '--offset', '0', '--max', '1', '--format', 'hex');
  expect(hex.stdout).toContain('value: 5 bytes\n00000000  66 69 72 73 74                                   first');
  const last = await offsight('records', '--topic', 'notes', '--partition', '0', '--last', '--max', '1', '--format', 'json');
  expect(JSON.parse(last.stdout)).toMatchObject({ from: 1, next: 2, gaps: [], records: [{ offset: 1, value: { text: 'second' } }] });
});

function offsight(...args: string[]) {
  return runCommand([...args, '--bootstrap-server', cluster.bootstrapServers], { OFFSIGHT_DATA: directory });
}

function saved(name: string, ...args: string[]) {
  return runCommand([...args, '--cluster', name], { OFFSIGHT_DATA: directory });
}

function audit(...args: string[]) {
  return runCommand(['audit', ...args], { OFFSIGHT_DATA: directory });
}

function save(name: string, environment: Environment): void {
  openProfiles(directory).add({ name, environment, bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000 });
}

async function committed(group: string): Promise<readonly number[]> {
  const offsets = [...(await cluster.committedOffsets(group))];
  return offsets.sort((left, right) => (left.topic === right.topic ? left.partition - right.partition : left.topic < right.topic ? -1 : 1)).map(({ offset }) => offset);
}
