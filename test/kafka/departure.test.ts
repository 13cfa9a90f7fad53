import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshots } from '../../src/main/monitor/snapshot';
import { groupDetail, groupHistory } from '../../src/main/monitor/views/group-detail';
import { VERDICTS } from '../../src/shared/verdict';
import { startCluster, type TestCluster } from '../support/kafka';
import { openTestSnapshots } from '../support/snapshots';

let cluster: TestCluster;
let snapshots: Snapshots;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1 });
  await cluster.createTopics([{ topic: 'orders', partitions: 2 }]);
  snapshots = await openTestSnapshots(cluster.bootstrapServers);
}, 120_000);

afterAll(async () => {
  snapshots.close();
  await cluster.stop();
});

test.each(['classic', 'consumer'] as const)('a healthy %s group whose members leave is never OK again while records wait', async (protocol) => {
  const group = `leaving-${protocol}`;
  const produce = async () => {
    for (let partition = 0; partition < 2; partition += 1) await cluster.produce('orders', partition, 10);
  };
  const look = async () => {
    await snapshots.round();
    const record = snapshots.facts.groups.get(group);
    if (record === undefined) throw new Error(`no ${group}`);
    const { verdict, members, totalLag, columns } = groupDetail(snapshots.facts, record, 1, 5_000);
    return { verdict: verdict.verdict, evidence: verdict.evidence, members: members?.length, totalLag, rows: [...columns.verdict].map((index) => VERDICTS[index]), events: groupHistory(snapshots.facts, record, null, null).events };
  };
  await produce();
  const names = await cluster.startMembers({ group, topics: ['orders'], count: 2, protocol, from: 'earliest' });
  await cluster.awaitGroup(group, { members: 2 });
  await expect.poll(look, { timeout: 20_000 }).toMatchObject({ verdict: 'ok', members: 2, totalLag: 0 });
  // They move until the very moment at which they leave.
  await produce();
  await look();
  await produce();
  await cluster.stopMembers(names);
  await produce();
  await expect.poll(look, { timeout: 20_000 }).toMatchObject({ members: 0 });
  for (let round = 0; round < 3; round += 1) expect(await look()).toMatchObject({ verdict: 'stopped', rows: ['stopped', 'stopped'] });
  const { evidence, events } = await look();
  expect(evidence).toMatch(new RegExp(`^Its last .*${names[1]}.* left .* before these figures were read, and nothing was committed since\\.$`));
  expect(events.some(({ kind, text }) => kind === 'members-left' && text.includes(names[0] ?? '?'))).toBe(true);
}, 60_000);
