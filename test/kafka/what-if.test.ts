import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { whatIf } from '../../src/main/assignment/what-if';
import { createEngine } from '../../src/main/engine';
import type { Snapshots } from '../../src/main/monitor/snapshot';
import { groupDetail } from '../../src/main/monitor/views/group-detail';
import type { AssignmentChange, WhatIf } from '../../src/shared/what-if';
import { runCommand } from '../support/command';
import { type MembersWish, startCluster, type TestCluster } from '../support/kafka';
import { openTestSnapshots } from '../support/snapshots';

/** What real consumers come to must be what was told before. */
const KINDS: readonly (Omit<MembersWish, 'group' | 'topics'> & { readonly group: string })[] = [
  { group: 'range', assignor: 'range' },
  { group: 'roundrobin', assignor: 'roundrobin' },
  { group: 'sticky', assignor: 'sticky' },
  { group: 'cooperative', assignor: 'cooperative-sticky' },
  { group: 'uniform', protocol: 'consumer', assignor: 'uniform' },
  { group: 'range-of-broker', protocol: 'consumer', assignor: 'range' },
];

let cluster: TestCluster;
let snapshots: Snapshots;

beforeAll(async () => {
  cluster = await startCluster({ properties: { 'group.consumer.heartbeat.interval.ms': '1000', 'group.consumer.min.heartbeat.interval.ms': '1000' } });
  await cluster.createTopics([{ topic: 'orders', partitions: 7 }, { topic: 'bills', partitions: 5 }]);
  for (const kind of KINDS) await cluster.startMembers({ ...kind, topics: ['orders', 'bills'], count: 4, config: { 'metadata.max.age.ms': '1000' } });
  for (const { group } of KINDS) await settled(group, 4);
  snapshots = await openTestSnapshots(cluster.bootstrapServers);
});

afterAll(async () => {
  snapshots?.close();
  await cluster?.stop();
});

describe.each(KINDS)('$group', (kind) => {
  it('comes to what was told when a member leaves, and when one joins', async () => {
    const { group } = kind;
    const members = (await cluster.describeGroups(group))[0]?.members ?? [];
    const leaving = members.find(({ clientId }) => clientId === `${group}-2`)?.memberId ?? '';
    const left = await ask(group, { gone: [leaving] });
    await cluster.stopMembers([`${group}-2`]);
    const after = await settled(group, 3);
    expect(after).toEqual(picture(left));
    expect(left.unique).toBe(true);

    const joined = await ask(group, { members: 1 });
    await cluster.startMembers({ ...kind, topics: ['orders', 'bills'], firstIndex: 9, config: { 'metadata.max.age.ms': '1000' } });
    const more = await settled(group, 4);
    const moves = [...after].filter(([partition, memberId]) => more.get(partition) !== memberId).length;
    expect(moves).toBeGreaterThanOrEqual(joined.movedBetween?.least ?? joined.moved);
    expect(moves).toBeLessThanOrEqual(joined.movedBetween?.most ?? joined.moved);
  });
});

it('comes to what was told when a static group gets a member that sorts last', async () => {
  const wish = { group: 'static', topics: ['orders', 'bills'] } as const;
  await cluster.startMembers({ ...wish, count: 3, instanceIds: ['a', 'b', 'c'] });
  await settled('static', 3);
  const told = await ask('static', { members: 1 });
  await cluster.startMembers({ ...wish, firstIndex: 4, instanceIds: ['z'] });
  const after = await settled('static', 4);
  const known = new Set(told.members.map(({ memberId }) => memberId));
  expect(new Map([...after].map(([partition, memberId]) => [partition, known.has(memberId) ? memberId : '']))).toEqual(picture(told));
});

it('comes to what was told when a member leaves a group that is being upgraded', async () => {
  const wish = { group: 'mixed', topics: ['orders', 'bills'] } as const;
  await cluster.startMembers({ ...wish, protocol: 'consumer' });
  await cluster.startMembers({ ...wish, assignor: 'range', firstIndex: 2 });
  await cluster.startMembers({ ...wish, protocol: 'consumer', firstIndex: 3 });
  await settled('mixed', 3);
  const members = (await cluster.describeGroups('mixed'))[0]?.members ?? [];
  const told = await ask('mixed', { gone: [members.find(({ clientId }) => clientId === 'mixed-3')?.memberId ?? ''] });
  expect(told.notes.join(' ')).toContain('1 of its 3 members still uses the classic protocol');
  await cluster.stopMembers(['mixed-3']);
  expect(await settled('mixed', 2)).toEqual(picture(told));
});

it('comes to what was told when a topic gets more partitions', async () => {
  const told = new Map<string, WhatIf>();
  for (const { group } of KINDS) told.set(group, await ask(group, { partitions: [{ topic: 'orders', partitions: 10 }] }));
  await cluster.call('addPartitions', { topic: 'orders', total: 10 });
  for (const [group, result] of told) expect({ group, owners: await settled(group, 4, 15) }).toEqual({ group, owners: picture(result) });
});

it('is told to the window', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-what-if-'));
  const engine = createEngine({ dataDirectory, emit: () => undefined });
  try {
    const added = await engine.handle('clusters:add', { name: 'test', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
    if (!added.ok) throw new Error(added.failure.message);
    const change = { members: -1, gone: [], assignor: null, partitions: [], makeStatic: false };
    const told = await vi.waitFor(
      async () => {
        const answer = await engine.handle('assignment:whatIf', { profileId: added.value.profileId, groupId: 'cooperative', change });
        if (!answer.ok) throw new Error(answer.failure.message);
        return answer.value;
      },
      { timeout: 30_000, interval: 300 },
    );
    expect(told).toMatchObject({ groupId: 'cooperative', kind: 'cooperative', rebalances: 1, unique: false, members: { length: 4 } });
    expect(told.moved).toBe(told.members.find(({ after }) => after === null)?.before?.partitions);
  } finally {
    await engine.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
});

it('is told on the command line', async () => {
  await runCommand(['--help']); // builds if need be, and says so
  const shown = await offsight('assignment', '--group', 'sticky');
  expect(shown).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^Assignor sticky, state Stable\.\nCONSUMER-ID/u) });
  const told = await offsight('assignment', '--group', 'uniform', '--what-if', 'members=-1', '--json');
  expect(told).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(told.stdout)).toMatchObject({ groupId: 'uniform', failures: [], whatIf: { kind: 'consumer', unique: false, members: expect.any(Array), partitions: expect.any(Array) } });
  expect(await offsight('assignment', '--group', 'sticky', '--what-if', 'assignor=com.example.Own')).toMatchObject({ status: 1, stdout: '' });
  expect(await offsight('assignment', '--group', 'sticky', '--what-if', 'partitions=orders:1')).toMatchObject({ status: 1, stdout: '' });
  expect(await offsight('assignment', '--group', 'absent')).toMatchObject({ status: 4, stdout: '' });
});

function offsight(...args: readonly string[]) {
  return runCommand([...args, '--bootstrap-server', cluster.bootstrapServers]);
}

async function ask(groupId: string, change: Partial<AssignmentChange>): Promise<WhatIf> {
  await snapshots.round();
  const record = snapshots.facts.groups.get(groupId);
  if (record === undefined) throw new Error(`There is no group ${groupId}.`);
  const result = whatIf(groupDetail(snapshots.facts, record, 1, 5_000), { topics: snapshots.facts.partitions, racks: null, paces: new Map(), rebalances: null }, { members: 0, gone: [], assignor: null, partitions: [], makeStatic: false, ...change });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

/** Member ids by partition once every partition has one and the group is stable. */
function settled(group: string, members: number, partitions = 12): Promise<ReadonlyMap<string, string>> {
  return vi.waitFor(
    async () => {
      const [described] = await cluster.describeGroups(group);
      const owners = sorted((described?.members ?? []).flatMap(({ memberId, assignment }) => assignment.flatMap((owned) => owned.partitions.map((partition) => [`${owned.topic}-${partition}`, memberId] as const))));
      expect({ state: described?.groupState.toUpperCase(), members: described?.members.length, partitions: owners.size }).toEqual({ state: 'STABLE', members, partitions });
      return owners;
    },
    { timeout: 60_000, interval: 200 },
  );
}

function picture({ columns, topics, members }: WhatIf): ReadonlyMap<string, string> {
  return sorted(Array.from(columns.partition, (partition, row) => [`${topics[columns.topic[row] ?? -1]}-${partition}`, members[columns.after[row] ?? -1]?.memberId ?? ''] as const));
}

function sorted(entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  return new Map([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}
