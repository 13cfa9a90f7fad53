import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { subscribedTopics } from '../../src/main/assignment/present-group';
import { whatIf } from '../../src/main/assignment/what-if';
import { createEngine } from '../../src/main/engine';
import { readReplicaRacks } from '../../src/main/kafka/replica-racks';
import type { Snapshots } from '../../src/main/monitor/snapshot';
import { groupDetail } from '../../src/main/monitor/views/group-detail';
import { startCluster, type TestCluster } from '../support/kafka';
import { openTestSnapshots } from '../support/snapshots';
import { runCommand } from '../support/command';

let cluster: TestCluster;
let snapshots: Snapshots;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3, racks: ['a', 'b', 'c'] });
  await cluster.createTopics([{ topic: 'orders', partitions: 12, replicas: 2 }]);
  snapshots = await openTestSnapshots(cluster.bootstrapServers);
});

afterAll(async () => {
  snapshots?.close();
  await cluster?.stop();
});

it.each(['range', 'sticky', 'cooperative-sticky'] as const)('comes to what was told of members in racks: %s', async (assignor) => {
  const member = (rack: string, firstIndex: number) => cluster.startMembers({ group: assignor, topics: ['orders'], assignor, firstIndex, config: { 'client.rack': rack } });
  await member('c', 1);
  await member('b', 2);
  await member('c', 3);
  await member('a', 4);
  const before = await settled(assignor, 4);
  await snapshots.round();
  const record = snapshots.facts.groups.get(assignor);
  if (record === undefined) throw new Error('The group is not listed.');
  const detail = groupDetail(snapshots.facts, record, 1, 5_000);
  expect(detail.members?.map(({ rack }) => rack).sort()).toEqual(['a', 'b', 'c', 'c']);
  const racks = await readReplicaRacks(snapshots.client, subscribedTopics(detail), { signal: new AbortController().signal, timeoutMs: 10_000 });
  const known = { topics: snapshots.facts.partitions, racks, paces: new Map(), rebalances: null };
  const asItIs = whatIf(detail, known, { members: 0, gone: [], assignor: null, partitions: [], makeStatic: false });
  // What Kafka made of it is what we make of it, racks and all.
  if (assignor === 'range') expect(asItIs).toMatchObject({ ok: true, value: { moved: 0 } });
  const leaving = detail.members?.find(({ clientId }) => clientId === `${assignor}-3`)?.memberId ?? '';
  const told = whatIf(detail, known, { members: 0, gone: [leaving], assignor: null, partitions: [], makeStatic: false });
  if (!told.ok) throw new Error(told.failure.message);
  expect(before.size).toBe(12);
  expect(await runCommand(['assignment', '--group', assignor, '--what-if', 'members=+1', '--bootstrap-server', cluster.bootstrapServers])).toMatchObject({ status: 0, stdout: expect.stringContaining('New members are taken to be in rack a') });
  await cluster.stopMembers([`${assignor}-3`]);
  const { columns, members } = told.value;
  expect(await settled(assignor, 3)).toEqual(new Map(Array.from(columns.partition, (partition, row) => [partition, members[columns.after[row] ?? -1]?.memberId ?? ''])));
});

it('is told to the window', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'offsight-racks-'));
  const engine = createEngine({ dataDirectory, emit: () => undefined });
  try {
    const added = await engine.handle('clusters:add', { name: 'test', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
    if (!added.ok) throw new Error(added.failure.message);
    const change = { members: 0, gone: [], assignor: null, partitions: [], makeStatic: false };
    await vi.waitFor(async () => expect(await engine.handle('assignment:whatIf', { profileId: added.value.profileId, groupId: 'range', change })).toMatchObject({ ok: true, value: { moved: 0, members: { length: 3 } } }), { timeout: 30_000, interval: 300 });
  } finally {
    await engine.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
});

/** Member ids by partition once every partition has one and the group is stable. */
function settled(group: string, members: number): Promise<ReadonlyMap<number, string>> {
  return vi.waitFor(
    async () => {
      const [described] = await cluster.describeGroups(group);
      const owners = (described?.members ?? []).flatMap(({ memberId, assignment }) => assignment.flatMap(({ partitions }) => partitions.map((partition) => [partition, memberId] as const)));
      expect({ state: described?.groupState.toUpperCase(), members: described?.members.length, partitions: owners.length }).toEqual({ state: 'STABLE', members, partitions: 12 });
      return new Map(owners.sort(([left], [right]) => left - right));
    },
    { timeout: 60_000, interval: 200 },
  );
}
