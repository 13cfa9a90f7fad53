import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProfiles } from '../../src/main/clusters/profiles';
import { createEngine } from '../../src/main/engine';
import { AuditLog } from '../../src/main/operations/journal/audit-log';
import { runCommand } from '../support/command';
import { startCluster, type TestCluster } from '../support/kafka';
import { until, value } from './support/members-world';

let cluster: TestCluster;
const directory = mkdtempSync(join(tmpdir(), 'offsight-cli-members-'));

beforeAll(async () => {
  await runCommand(['--help']); // builds if need be
  cluster = await startCluster();
  await cluster.createTopic('flow', 6);
  await cluster.startMembers({ group: 'eager', topics: ['flow'], count: 2 });
  await cluster.startMembers({ group: 'modern', topics: ['flow'], protocol: 'consumer' });
  await cluster.startMembers({ group: 'shared', topics: ['flow'], protocol: 'share' });
  await cluster.startMembers({ group: 'fixed', topics: ['flow'], count: 2, instanceIds: ['f-1', 'f-2'], sessionTimeoutMs: 60_000 });
  for (const [group, members] of [['eager', 2], ['modern', 1], ['fixed', 2]] as const) await cluster.awaitGroup(group, { members });
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // whoever joins while a group settles is a rebalance of its own
}, 120_000);
afterAll(async () => {
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const offsight = (...args: readonly string[]) => runCommand([...args, '--bootstrap-server', cluster.bootstrapServers], { OFFSIGHT_DATA: directory });
const audited = () => new AuditLog(join(directory, 'audit.jsonl')).read().lines;

test('rebalance: a dry run says what it would do and does nothing, --execute does it', async () => {
  const dry = await offsight('rebalance', '--group', 'eager');
  expect(dry).toMatchObject({ status: 0, stdout: expect.stringContaining('- All 6 partitions stop and come back: range is eager') });
  expect(dry.stdout).toContain('Nothing was done: this is a dry run. Add --execute.');
  expect(audited()).toEqual([]);
  const planned = JSON.parse((await offsight('rebalance', '--group', 'eager', '--json')).stdout) as object;
  expect(planned).toMatchObject({ kind: 'rebalance', groupId: 'eager', protocol: 'eager', partitions: 6, stops: 6, refusal: null });
  const done = await offsight('rebalance', '--group', 'eager', '--execute', '--reason', 'stuck', '--json');
  expect({ ...done, stdout: JSON.parse(done.stdout) as object }).toMatchObject({ status: 0, stderr: '', stdout: { kind: 'rebalanced', failure: null, afterwards: { groupState: 'Stable', rebalances: 1, moved: { count: 0 } } } });
  expect(audited()).toMatchObject([{ kind: 'intent', action: 'rebalance', reason: 'stuck', groupIds: ['eager'] }, { kind: 'result', outcome: { status: 'applied', error: null } }]);
});

test('rebalances: what was done from here, and what is seen meanwhile', async () => {
  const watching = offsight('rebalances', '--group', 'eager', '--watch', '8', '--json');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await offsight('rebalance', '--group', 'eager', '--execute');
  const { status, stdout } = await watching;
  expect({ status, ...(JSON.parse(stdout) as object) }).toMatchObject({ status: 0, groupId: 'eager', doneHere: [{ action: 'rebalance', reason: 'stuck', outcome: 'done' }], rebalances: [{ kind: 'stop-the-world', moved: { count: 0 }, cause: { kind: 'triggered-here' }, triggeredHere: { text: 'A rebalance was triggered here' } }] });
  expect(await offsight('rebalances', '--group', 'eager', '--since', '1h')).toMatchObject({ status: 0, stdout: expect.stringMatching(/rebalance .* done[\s\S]*No rebalance is on\.[\s\S]*Kafka keeps no history/u) });
  expect(await offsight('rebalances', '--group', 'nobody', '--timeout', '3000')).toMatchObject({ status: 4 });
  expect(await offsight('assignment', '--group', 'nobody', '--json')).toMatchObject({ status: 4, stdout: expect.stringContaining('GROUP_ID_NOT_FOUND') });
});

test('what the command line did is ours in the window too', async () => {
  const engine = createEngine({ dataDirectory: directory, emit: () => undefined });
  try {
    const { profileId } = value(await engine.handle('clusters:add', { name: 'window', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 }));
    const read = () => engine.handle('rebalances:read', { profileId, groupId: 'eager' });
    await until('the window watches', read, (history) => history.ok && history.value.watchedSince !== null && history.value.underWay === null);
    expect(await offsight('rebalance', '--group', 'eager', '--execute')).toMatchObject({ status: 0 });
    const history = await until('the timeline', async () => value(await read()).rebalances, ([newest]) => newest?.endedAt != null);
    expect(history[0]).toMatchObject({ cause: { kind: 'triggered-here' }, triggeredHere: { text: 'A rebalance was triggered here' } });
    value(await engine.handle('clusters:remove', { profileId }));
  } finally {
    await engine.close();
  }
});

test('where there is no such thing: 4', async () => {
  for (const [group, why] of [['modern', 'KIP-848 group'], ['shared', 'share group'], ['nobody', 'There is no group']] as const) {
    expect(await offsight('rebalance', '--group', group, '--execute')).toMatchObject({ status: 4, stderr: expect.stringContaining(why) });
  }
  const refused = await offsight('remove-members', '--group', 'shared', '--all', '--json');
  expect({ ...refused, stdout: JSON.parse(refused.stdout) as object }).toMatchObject({ status: 4, stdout: { refusal: { code: 'NOT_APPLICABLE' } } });
  expect(await offsight('remove-members', '--group', 'eager', '--member-id', 'somebody')).toMatchObject({ status: 4, stderr: expect.stringContaining('has no member somebody') });
});

test('remove-members: a dead static one by its instance id', async () => {
  await cluster.killMembers(['fixed-2']);
  const dry = await offsight('remove-members', '--group', 'fixed', '--instance-id', 'f-2');
  expect(dry).toMatchObject({ status: 0, stdout: expect.stringContaining('These would be removed, 1 would be left:') });
  const done = await offsight('remove-members', '--group', 'fixed', '--instance-id', 'f-2', '--execute');
  expect(done).toMatchObject({ status: 0, stdout: expect.stringMatching(/f-2 +removed +-\nStable after .*, 3 partitions moved\./u) });
});

test('wrong wishes: 1', async () => {
  for (const args of [['rebalance'], ['rebalance', '--group', 'a', '--group', 'b'], ['remove-members', '--group', 'a'], ['remove-members', '--group', 'a', '--all', '--host', 'h'], ['rebalances', '--group', 'a', '--since', 'yesterday']]) {
    expect({ args, status: (await offsight(...args)).status }).toEqual({ args, status: 1 });
  }
});

test('a saved production cluster asks for a reason and the name of the group', async () => {
  openProfiles(directory).add({ name: 'live', environment: 'production', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000 });
  const live = (...args: readonly string[]) => runCommand(['rebalance', '--cluster', 'live', '--group', 'eager', '--execute', ...args], { OFFSIGHT_DATA: directory });
  expect(await live()).toMatchObject({ status: 4, stderr: expect.stringContaining('Give --reason TEXT.') });
  expect(await live('--reason', 'stuck')).toMatchObject({ status: 4, stderr: expect.stringContaining('--confirm with the name of the group: eager') });
  expect(await live('--reason', 'stuck', '--confirm', 'eager')).toMatchObject({ status: 0 });
});
