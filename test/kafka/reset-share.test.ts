import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openJournal } from '../../src/main/operations/journal/journal';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { applyGroup } from '../../src/main/operations/carry-out/apply';
import { executeDeletion } from '../../src/main/operations/carry-out/delete';
import { makePlan } from '../../src/main/operations/plan/plan';
import { makeDeletionPlan } from '../../src/main/operations/plan/plan-deletion';
import type { PlannedGroup, ResetOutcome, ResolvedRequest, ResolvedTarget } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
const COMMAND = 'org.apache.kafka.tools.consumer.group.ShareGroupCommand';
let cluster: TestCluster;
let client: ClusterClient;
let members: readonly string[];
let between: number;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('work', 2);
  for (const partition of [0, 1]) await cluster.produce('work', partition, 20);
  await new Promise((resolve) => setTimeout(resolve, 20));
  between = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const partition of [0, 1]) await cluster.produce('work', partition, 30);
  await cluster.deleteRecords('work', 1, 5);
  await cluster.call('setGroupConfig', { group: 'helpers', name: 'share.auto.offset.reset', value: 'earliest' });
  members = await cluster.startMembers({ group: 'helpers', topics: ['work'], protocol: 'share', count: 1 });
  client = await connectTo(cluster);
  await until(async () => (await startOffsets()).length === 2);
}, 120_000);

afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test('a share group with members is refused, and says who they are', async () => {
  const group = await planned({ kind: 'to-latest' });
  expect(group).toMatchObject({ groupType: 'share', refusal: { code: 'GROUP_HAS_MEMBERS' }, members: [{ clientId: 'helpers-1' }] });
  expect((await applied(group)).map(({ status, readBack, failure }) => [status, readBack, failure?.code])).toEqual([
    ['failed', group.partitions[0]?.oldOffset, 'GROUP_HAS_MEMBERS'],
    ['failed', group.partitions[1]?.oldOffset, 'GROUP_HAS_MEMBERS'],
  ]);
});

test('without members it is planned as Kafka’s own tool does, and applied', async () => {
  await cluster.stopMembers(members);
  await until(async () => (await planned({ kind: 'to-earliest' })).groupState === 'Empty');
  for (const [target, args] of [
    [{ kind: 'to-earliest' }, ['--to-earliest']],
    [{ kind: 'to-latest' }, ['--to-latest']],
    [{ kind: 'to-datetime', at: between }, ['--to-datetime', new Date(between).toISOString()]],
  ] as const) {
    const group = await planned(target);
    expect(group.refusal).toBeNull();
    expect(newOffsets(group)).toEqual(await byCommand(['--all-topics', ...args]));
  }
  const outcomes = await applied(await planned({ kind: 'to-datetime', at: between }));
  expect(outcomes.map(({ partition, newOffset, status, readBack }) => [partition, newOffset, status, readBack])).toEqual([
    [0, 20, 'applied', 20],
    [1, 20, 'applied', 20],
  ]);
  expect(await startOffsets()).toEqual([20, 20]);
});

test('other targets are refused with the reason', async () => {
  for (const target of [{ kind: 'to-offset', offset: 3 }, { kind: 'shift-by', by: 1 }, { kind: 'to-current' }, { kind: 'to-group', groupId: 'helpers' }] as const) {
    expect((await planned(target)).refusal?.code).toBe('SHARE_TARGET');
  }
});

test('what it had before is a target', async () => {
  const offsets = [0, 1].map((partition) => ({ groupId: 'helpers', topic: 'work', partition, offset: 30 + partition, leaderEpoch: null, metadata: null }));
  expect((await applied(await planned({ kind: 'to-offsets', origin: 'snapshot', offsets }))).map(({ status, readBack }) => [status, readBack])).toEqual([['applied', 30], ['applied', 31]]);
});

test('what Kafka cannot put back is neither deleted by the partition nor kept as if it could', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-share-'));
  const journal = openJournal(directory);
  const offsets = await makeDeletionPlan(client, { kind: 'offsets', groupId: 'helpers', partitions: [{ topic: 'work', partition: 0 }] }, 60_000, OPTIONS);
  expect(offsets.groups[0]?.refusal?.code).toBe('SHARE_GROUP');
  const whole = await makeDeletionPlan(client, { kind: 'groups', groupIds: ['helpers'] }, 60_000, OPTIONS);
  expect(whole.groups[0]).toMatchObject({ refusal: null, notes: [expect.stringContaining('cannot be put back')] });
  const done = await executeDeletion(client, whole, { ...OPTIONS, journal, reason: '' });
  expect(done).toMatchObject({ kind: 'done', deletions: [{ groupId: 'helpers', status: 'deleted' }] });
  expect(journal.snapshots.load(whole.planId)?.offsets).toEqual([]); // as commits they would make a classic group of that name
  rmSync(directory, { recursive: true, force: true });
});

async function planned(target: ResolvedTarget): Promise<PlannedGroup> {
  const request: ResolvedRequest = { groupIds: ['helpers'], target, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
  const [group] = (await makePlan(client, request, 60_000, OPTIONS)).groups;
  if (group === undefined) throw new Error('The plan has its group.');
  return group;
}

function applied(group: PlannedGroup): Promise<readonly ResetOutcome[]> {
  return applyGroup(client, group, OPTIONS, () => undefined);
}

async function startOffsets(): Promise<readonly (number | null)[]> {
  return (await planned({ kind: 'to-earliest' })).partitions.map(({ oldOffset }) => oldOffset);
}

function newOffsets({ partitions }: PlannedGroup): Record<string, number | null> {
  return Object.fromEntries(partitions.map(({ topic, partition, newOffset }) => [`${topic}-${partition}`, newOffset]));
}

async function byCommand(args: readonly string[]): Promise<Record<string, number>> {
  const output = await cluster.java(COMMAND, ['--bootstrap-server', cluster.bootstrapServers, '--reset-offsets', '--group', 'helpers', '--dry-run', ...args]);
  return Object.fromEntries([...output.matchAll(/^helpers +(\S+) +(\d+) +(\d+)/gmu)].map(([, topic, partition, offset]) => [`${topic}-${partition}`, Number(offset)]));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}
