import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { runCommand } from '../support/command';
import { startCluster, type TestCluster } from '../support/kafka';

let cluster: TestCluster;
let directory: string;

beforeAll(async () => {
  await runCommand(['--help']); // builds if need be
  cluster = await startCluster();
  await cluster.createTopic('orders', 3);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 100);
}, 120_000);
afterAll(() => cluster?.stop());
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'offsight-reset-'));
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 10 }, { topic: 'orders', partition: 1, offset: 20, metadata: 'kept' }]);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a dry run shows the plan and changes nothing; execute does it, says so, and undo takes it back', async () => {
  const dry = await offsight('reset', '--group', 'billing', '--all-topics', '--shift-by', '-15', '--json');
  expect(dry.status).toBe(0);
  expect(JSON.parse(dry.stdout)).toEqual({
    planId: expect.any(String),
    groups: [{
      groupId: 'billing', groupType: 'classic', groupState: 'Empty', refusal: null, warnings: [],
      partitions: [
        { topic: 'orders', partition: 0, oldOffset: 10, newOffset: 0, clamped: true, warnings: [] },
        { topic: 'orders', partition: 1, oldOffset: 20, newOffset: 5, clamped: false, warnings: [] },
      ],
    }],
  });
  expect(await committed()).toEqual([10, 20]);

  const done = await offsight('reset', '--group', 'billing', '--all-topics', '--shift-by', '-15', '--execute', '--reason', 'read again', '--json');
  expect({ status: done.status, stderr: done.stderr }).toEqual({ status: 0, stderr: '' });
  const result = JSON.parse(done.stdout);
  expect(result.groups[0].partitions.map(({ status, newOffset }: { status: string; newOffset: number }) => [newOffset, status])).toEqual([[0, 'applied'], [5, 'applied']]);
  expect(await committed()).toEqual([0, 5]);

  const undone = await offsight('undo', result.operationId, '--execute');
  expect({ status: undone.status, stderr: undone.stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^note: takes back the reset shift-by -15 of [^\n]*\n$/u) as string });
  expect(await committed()).toEqual([10, 20]);
  expect((await cluster.committedOffsets('billing')).map(({ metadata }) => metadata)).toEqual(['', 'kept']);

  const audit = await offsight('audit', '--json');
  const { whole, lines } = JSON.parse(audit.stdout);
  expect(whole).toBe(true);
  expect(lines.map(({ kind, operationId, reason }: Record<string, string>) => [kind, operationId === result.operationId, reason ?? null])).toEqual([
    ['intent', true, 'read again'], ['result', true, null], ['intent', false, `undo of ${result.operationId}`], ['result', false, null],
  ]);
});

test('with --times a plan tells those of the records at the old and the new offsets', async () => {
  const json = await offsight('reset', '--group', 'billing', '--all-topics', '--to-latest', '--times', '--json');
  expect({ status: json.status, stderr: json.stderr }).toEqual({ status: 0, stderr: '' });
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u);
  expect(JSON.parse(json.stdout).groups[0].partitions).toMatchObject([{ oldOffset: 10, oldTimestamp: time, newOffset: 100, newTimestamp: null }, { oldOffset: 20, oldTimestamp: time, newTimestamp: null }]);
  const table = await offsight('reset', '--group', 'billing', '--all-topics', '--to-earliest', '--times');
  expect(table.stdout).toMatch(/OLD-TIME +NEW-TIME/u);
});

test('a group with members is refused with exit 4, and says who they are to stop', async () => {
  await cluster.commit('busy', [{ topic: 'orders', partition: 0, offset: 10 }]);
  const members = await cluster.startMembers({ group: 'busy', topics: ['orders'], from: 'earliest', commits: false });
  await cluster.awaitGroup('busy', { members: 1 });
  const { status, stderr } = await offsight('reset', '--group', 'busy', '--all-topics', '--to-latest', '--execute');
  expect(status).toBe(4);
  expect(stderr).toContain('busy is Stable with 1 member.');
  expect(stderr).toMatch(/\n {2}busy: member [^\n]+, client id [^\n]+, host [^\n]+\n/u);
  expect(stderr).toContain('\nnote: members that were killed leave when their session times out, by the consumer’s default of 45 s; Kafka does not tell a classic member’s.\n');
  await cluster.stopMembers(members);
});

test('what cannot be written down is not done', async () => {
  writeFileSync(join(directory, 'audit.jsonl'), '{"sequence":1}\n');
  const { status, stderr } = await offsight('reset', '--group', 'billing', '--all-topics', '--to-latest', '--execute');
  expect({ status, refused: stderr.includes('The audit file could not be written, so nothing was changed') }).toEqual({ status: 4, refused: true });
  expect(await committed()).toEqual([10, 20]);
});

test('what was taken back is taken back again only when that is said', async () => {
  const done = JSON.parse((await offsight('reset', '--group', 'billing', '--topic', 'orders:0', '--to-offset', '3', '--execute', '--json')).stdout);
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 9 }]);
  const moved = await offsight('undo', done.operationId, '--execute');
  expect({ status: moved.status, said: moved.stdout.includes('applied 3, now 9') }).toEqual({ status: 0, said: true });
  const again = await offsight('undo', done.operationId, '--execute');
  expect({ status: again.status, said: again.stderr.includes('[UNDONE_ALREADY]') }).toEqual({ status: 4, said: true });
  expect((await offsight('undo', done.operationId, '--execute', '--again')).status).toBe(0);
  expect((await offsight('audit')).stdout).toMatch(/ reset +billing +orders +to-offset 3 +1 of 1, taken back .*\n.* undo +billing +orders +to-offsets snapshot +1 of 1 /u);
});

test('a file that cannot be read is named, and a group that is caught up stays where it is', async () => {
  const absent = await offsight('reset', '--group', 'billing', '--from-file', '/nowhere.csv');
  expect({ status: absent.status, said: absent.stderr.startsWith('file /nowhere.csv: It could not be read') }).toEqual({ status: 1, said: true });
  const [end] = await cluster.logOffsets('orders');
  await cluster.commit('ended', [{ topic: 'orders', partition: end?.partition ?? 0, offset: end?.logEndOffset ?? 0 }]);
  const stays = await offsight('reset', '--group', 'ended', '--all-topics', '--to-datetime', '2100-01-01T00:00:00', '--json');
  expect({ status: stays.status, asked: stays.stderr.includes('no record at or after'), warnings: JSON.parse(stays.stdout).groups[0].partitions[0].warnings }).toEqual({ status: 0, asked: false, warnings: [] });
});

test('a changed line of the audit shows', async () => {
  await offsight('reset', '--group', 'billing', '--all-topics', '--to-latest', '--execute', '--reason', 'first');
  const file = join(directory, 'audit.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"reason":"first"', '"reason":"other"'));
  const { status, stderr } = await offsight('audit');
  expect({ status, said: stderr.includes('damaged at line 1') }).toEqual({ status: 2, said: true });
});

test.each([['--group', 'billing'], ['--all-groups']])('export is what Kafka’s own tool exports (%s)', async (...groups) => {
  const choice = [...groups, '--all-topics', '--to-current', '--export'];
  const { stdout } = await offsight('reset', ...choice);
  const theirs = await cluster.java('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ['--bootstrap-server', cluster.bootstrapServers, '--reset-offsets', ...choice, '--dry-run']);
  const lines = (text: string): readonly string[] => text.trim().split('\n').sort();
  expect(lines(stdout).filter((line) => line.includes('orders'))).toEqual(lines(theirs).filter((line) => line.includes('orders')));
  expect(lines(stdout).length).toBeGreaterThanOrEqual(2);
});

function offsight(...args: string[]) {
  const connection = args[0] === 'audit' ? [] : ['--bootstrap-server', cluster.bootstrapServers];
  return runCommand([...args, ...connection], { OFFSIGHT_DATA: directory });
}

async function committed(): Promise<readonly number[]> {
  return (await cluster.committedOffsets('billing')).map(({ offset }) => offset);
}

test('a file that Kafka’s own tool exported is read as that tool reads it', async () => {
  const exported = await cluster.java('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ['--bootstrap-server', cluster.bootstrapServers, '--reset-offsets', '--group', 'billing', '--all-topics', '--to-latest', '--export', '--dry-run']);
  const file = join(directory, 'offsets.csv');
  writeFileSync(file, exported);
  const done = await offsight('reset', '--group', 'billing', '--from-file', file, '--execute', '--json');
  expect({ status: done.status, stderr: done.stderr }).toEqual({ status: 0, stderr: '' });
  expect(await committed()).toEqual([100, 100]);
  writeFileSync(file, 'orders,0,five\n');
  const wrong = await offsight('reset', '--group', 'billing', '--from-file', file, '--execute');
  expect({ status: wrong.status, said: /Line 1.*“five” is no offset/u.test(wrong.stderr) }).toEqual({ status: 1, said: true });
  expect(await committed()).toEqual([100, 100]);
});

test('skip moves one partition on; deleted offsets and groups can be put back', async () => {
  const skipped = await offsight('skip', '--group', 'billing', '--topic', 'orders', '--partition', '0', '--records', '2', '--execute', '--reason', 'bad record');
  expect({ status: skipped.status, stderr: skipped.stderr }).toEqual({ status: 0, stderr: '' });
  expect(await committed()).toEqual([12, 20]);

  const dry = await offsight('delete-offsets', '--group', 'billing', '--topic', 'orders:1');
  expect({ status: dry.status, stdout: dry.stdout }).toEqual({ status: 0, stdout: expect.stringContaining('add --execute') as string });
  const deleted = await offsight('delete-offsets', '--group', 'billing', '--topic', 'orders:1', '--execute', '--json');
  expect(JSON.parse(deleted.stdout)).toMatchObject({ kind: 'done', deletions: [{ partition: { topic: 'orders', partition: 1 }, status: 'deleted' }] });
  expect(await committed()).toEqual([12]);

  const gone = await offsight('delete-group', '--group', 'billing', '--execute', '--json');
  expect({ status: gone.status, stderr: gone.stderr }).toEqual({ status: 0, stderr: '' });
  expect(await committed()).toEqual([]);
  const back = await offsight('undo', JSON.parse(gone.stdout).operationId, '--execute');
  expect(back.status).toBe(0);
  expect(await committed()).toEqual([12]);
});

test('records are shown with their keys, and what is no text by its size', async () => {
  await cluster.createTopic('notes', 1);
  await cluster.call('produceRecords', { topic: 'notes', partition: 0, compression: 'zstd', records: [{ key: 'a', value: '{"n":1}' }, { key: null, value: 'b\u001b[2J' }] });
  const { status, stdout } = await offsight('records', '--topic', 'notes', '--partition', '0', '--offset', '0', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ from: 0, next: 2, records: [{ offset: 0, key: { text: 'a' }, value: { text: '{"n":1}' } }, { offset: 1, key: null, value: { text: expect.any(String) } }] });
  const shown = await offsight('records', '--topic', 'notes', '--partition', '0');
  expect(shown.stdout).toContain('b\\x1b[2J');
});
