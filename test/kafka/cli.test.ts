import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../support/command';
import { startCluster, type TestCluster } from '../support/kafka';

let cluster: TestCluster;

beforeAll(async () => {
  await offsight('--help'); // builds if need be, and says so
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', partitions: 3 }, { topic: 'quiet', partitions: 2 }]);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 10 * (partition + 1));
  await cluster.commit('stopped', [{ topic: 'orders', partition: 0, offset: 4 }, { topic: 'orders', partition: 2, offset: 30 }]);
  await cluster.startMembers({ group: 'live', topics: ['orders', 'quiet'], count: 2, clientId: 'worker', from: 'earliest' });
  await cluster.startMembers({ group: 'modern', topics: ['orders'], count: 1, protocol: 'consumer', from: 'latest', commits: false });
  await cluster.awaitGroup('live', { members: 2 });
  await cluster.awaitGroup('modern', { members: 1 });
}, 120_000);

afterAll(() => cluster?.stop());

test('describe --json has the documented shape, and the offsets that Kafka’s own tool prints', async () => {
  const { status, stdout, stderr } = await offsight('describe', '--all-groups', '--json', '--bootstrap-server', cluster.bootstrapServers);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer)).toEqual(['cluster', 'sampledAt', 'requests', 'groups', 'failures']);
  expect(answer).toMatchObject({ cluster: { clusterId: expect.any(String), brokers: [{ nodeId: 1, host: '127.0.0.1', port: expect.any(Number) }] }, requests: expect.any(Number), failures: [] });
  const stopped = answer.groups.find((group: { groupId: string }) => group.groupId === 'stopped');
  expect(stopped).toMatchObject({
    groupId: 'stopped', groupType: 'classic', groupState: 'Empty', assignor: null, coordinator: { nodeId: 1 }, members: [], totalLag: 6, unknownPartitions: 0,
    partitions: [
      { topic: 'orders', partition: 0, committedOffset: 4, logStartOffset: 0, logEndOffset: 10, lag: 6, lagState: 'behind', memberId: null },
      { topic: 'orders', partition: 2, committedOffset: 30, logStartOffset: 0, logEndOffset: 30, lag: 0, lagState: 'caught-up', memberId: null },
    ],
  });
  const modern = answer.groups.find((group: { groupId: string }) => group.groupId === 'modern');
  expect(modern).toMatchObject({ groupType: 'consumer', groupState: 'Stable', groupEpoch: expect.any(Number), totalLag: null, unknownPartitions: 0 });
  expect(modern.members[0]).toMatchObject({ memberEpoch: expect.any(Number), assignment: [{ topic: 'orders', partitions: [0, 1, 2] }], targetAssignment: [{ topic: 'orders', partitions: [0, 1, 2] }] });
  expect(modern.partitions.map(({ committedOffset, lag, lagState }: { committedOffset: number | null; lag: number | null; lagState: string }) => [committedOffset, lag, lagState])).toEqual(
    Array.from({ length: 3 }, () => [null, null, 'no-commit']),
  );

  const tool = await cluster.java('org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ['--bootstrap-server', cluster.bootstrapServers, '--describe', '--group', 'live']);
  const theirs = tool.split('\n').filter((line) => line.startsWith('live')).map((line) => line.trim().split(/\s+/)).map(([, topic, partition, current, end, lag, consumer]) => [topic, Number(partition), offset(current), Number(end), offset(lag), consumer]);
  const live = answer.groups.find((group: { groupId: string }) => group.groupId === 'live');
  const ours = live.partitions.map((row: Record<string, unknown>) => [row['topic'], row['partition'], row['committedOffset'], row['logEndOffset'], row['lag'], row['memberId']]);
  expect(sorted(ours)).toEqual(sorted(theirs));
});

test('groups filters by state and type, and counts', async () => {
  const { stdout, status } = await offsight('groups', '--json', '--state', 'stable', '--type', 'Classic', '--bootstrap-server', cluster.bootstrapServers);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).groups).toMatchObject([{ groupId: 'live', members: 2, partitions: 5, totalLag: 0, unknownPartitions: 0, uncommittedPartitions: 0 }]);
});

test('groups says that a filter matches nothing, and what there is', async () => {
  const { stdout, status } = await offsight('groups', '--state', 'bogus', '--bootstrap-server', cluster.bootstrapServers);
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'None of the 3 groups matches --state bogus. States: Empty (1), Stable (2). Types: classic (2), consumer (1).\n' });
});

test('rounds says what each costs', async () => {
  const { stdout, status } = await offsight('rounds', '--count', '2', '--json', '--bootstrap-server', cluster.bootstrapServers);
  expect(status).toBe(0);
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['ms', 'cpuMs', 'requests', 'bytesIn', 'groups', 'groupPartitions', 'members', 'totalLag', 'loopHoldMs', 'rssMb']);
    expect(line).toMatchObject({ groups: 3, groupPartitions: 10, members: 3, totalLag: 6 });
  }
});

test('exit status tells the truth, and standard error why', async () => {
  const server = ['--bootstrap-server', cluster.bootstrapServers];
  expect(await offsight()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Usage: offsight') });
  expect(await offsight('--version')).toEqual({ status: 0, stdout: expect.stringMatching(/^offsight \d+\.\d+\.\d+\n$/), stderr: '' });
  expect(await offsight('describe', ...server)).toMatchObject({ status: 1, stderr: expect.stringContaining('--all-groups') });
  expect(await offsight('describe', '--group', 'nope', ...server)).toMatchObject({ status: 2, stderr: expect.stringContaining('nope') });
  expect(await offsight('groups', '--bootstrap-server', '127.0.0.1:1')).toMatchObject({ status: 3, stderr: expect.stringContaining('refused') });
  const directory = mkdtempSync(join(tmpdir(), 'offsight-'));
  try {
    const config = join(directory, 'client.properties');
    writeFileSync(config, `bootstrap.servers=${cluster.bootstrapServers}\nsecurity.protocol=NONSENSE\n`);
    expect(await offsight('groups', '--command-config', config)).toMatchObject({ status: 1, stderr: expect.stringContaining('security.protocol') });
    writeFileSync(config, `bootstrap.servers=${cluster.bootstrapServers}\nclient.id=me\n`);
    expect(await offsight('groups', '--command-config', config)).toMatchObject({ status: 0 });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('hostile group ids stay what they are in JSON, and can do nothing to a terminal', async () => {
  const hostile = ['__proto__', 'constructor', 'a\u001b[2J\u202eb\nc', 'x'.repeat(20_000)];
  for (const group of hostile) await cluster.commit(group, [{ topic: 'orders', partition: 0, offset: 1 }]);
  const server = ['--bootstrap-server', cluster.bootstrapServers];
  const json = await offsight('groups', '--json', ...server);
  expect(json.stdout.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(JSON.parse(json.stdout).groups).toEqual(expect.arrayContaining(hostile.map((groupId) => expect.objectContaining({ groupId, totalLag: 9 }))));
  const text = await offsight('groups', ...server);
  expect(text.stdout).toContain('a\\x1b[2J\\u202eb\\x0ac');
  expect(text.stdout.split('\n').length).toBe(3 + hostile.length + 2);
});

test('watch draws the count it was told to', async () => {
  const { stdout, status } = await offsight('watch', '--group', 'stopped', '--count', '2', '--interval', '100', '--bootstrap-server', cluster.bootstrapServers);
  expect(status).toBe(0);
  expect(stdout.match(/stopped is stopped: 6 records wait/g)).toHaveLength(2);
});

test('a reader that stops early, as head does, ends it quietly', async () => {
  const child = spawn(process.execPath, ['scripts/cli.mjs', 'watch', '--interval', '50', '--bootstrap-server', cluster.bootstrapServers]);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a partition without a leader makes groups and describe exit with 2, and say why', async () => {
  const three = await startCluster({ brokers: 3 });
  try {
    await three.createTopic('single', 1, 1);
    await three.commit('left-over', [{ topic: 'single', partition: 0, offset: 0 }]);
    const [leader] = await three.leaders('single');
    await three.killBroker(leader?.leader ?? 0);
    const server = ['--timeout', '3000', '--bootstrap-server', three.bootstrapServers];
    // Until the controller has noticed, the broker itself is what cannot be reached.
    await expect.poll(() => offsight('groups', ...server), { timeout: 60_000, interval: 500 }).toEqual({
      status: 2,
      stdout: expect.stringMatching(/^left-over .* 1 +- +0 +1$/m),
      stderr: 'group left-over: The lag of 1 of its 1 partitions is not known: The partition has no leader at the moment, so its log end cannot be read. [LEADER_NOT_AVAILABLE]\n',
    });
    expect(await offsight('describe', '--group', 'left-over', ...server)).toMatchObject({ status: 2, stderr: expect.stringContaining('no leader') });
  } finally {
    await three.stop();
  }
});

const offsight = (...args: string[]) => runCommand(args);

function offset(text: string | undefined): number | null {
  return text === undefined || text === '-' ? null : Number(text);
}

function sorted(rows: readonly unknown[][]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
