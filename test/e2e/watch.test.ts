import { setTimeout as delay } from 'node:timers/promises';
import { startCluster, type TestCluster } from '../support/kafka';
import { type CommandRow, describeByCommand } from './support/group-command';
import { expect, test, type Offsight } from './support/offsight';
import { shownRows, type ShownRow } from './support/tables';

// One cluster of three brokers for all of these. `orders` and `billing` have members that never commit and so stay 100
// records behind in each partition, `reports` has none: the right figures are known and do not change.
let cluster: TestCluster;
const PARTITIONS = 6;
const EACH = 100;
const TOTAL = String(PARTITIONS * EACH);

test.beforeAll(async () => {
  test.setTimeout(300_000);
  cluster = await startCluster({ brokers: 3 });
  await cluster.createTopic('events', PARTITIONS, 3);
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  for (const partition of partitions) await cluster.produce('events', partition, 50);
  const committed = partitions.map((partition) => ({ topic: 'events', partition, offset: 50 }));
  for (const group of ['orders', 'billing', 'reports']) await cluster.commit(group, committed);
  await cluster.startMembers({ group: 'orders', count: 3, topics: ['events'], assignor: 'range', from: 'none', commits: false });
  await cluster.startMembers({ group: 'billing', count: 2, topics: ['events'], protocol: 'consumer', from: 'none', commits: false });
  await cluster.awaitGroup('orders', { members: 3 });
  await cluster.awaitGroup('billing', { members: 2 });
  for (const partition of partitions) await cluster.produce('events', partition, EACH);
});
test.afterAll(() => cluster.stop());

test('from the address to every partition of a group, as Apache’s own tool tells it', async ({ offsight }) => {
  test.setTimeout(180_000);
  const { page } = offsight;
  await page.getByLabel('Bootstrap servers').fill(cluster.bootstrapServers);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.poll(() => groupRow(page, 'orders')).toMatchObject({ Lag: TOTAL, Members: '3', State: 'Stable', Type: 'classic', Assignor: 'range', Partitions: '6' });
  await expect.poll(() => groupRow(page, 'billing')).toMatchObject({ Lag: TOTAL, Members: '2', State: 'Stable', Type: 'consumer' });
  await expect.poll(() => groupRow(page, 'reports')).toMatchObject({ Lag: TOTAL, Members: '0', State: 'Empty' });

  for (const group of ['orders', 'billing', 'reports']) {
    await page.getByRole('gridcell', { name: group, exact: true }).click();
    const told = await describeByCommand(cluster, group);
    expect(told).toHaveLength(PARTITIONS);
    const wished = told.map(({ topic, partition, committed, logEnd, lag, clientId }) => ({
      Partition: `${topic}-${partition}`,
      Committed: String(committed),
      'Log end': String(logEnd),
      Lag: String(lag),
      Owner: clientId ?? 'none',
    }));
    await expect.poll(() => partitionRows(page)).toEqual(wished);
    await page.keyboard.press('2');
    await expect.poll(async () => (await shownRows(page, 'Members')).map((row) => [row['Client id'], row['Partitions']])).toEqual(countByClient(told));
    await page.keyboard.press('Escape');
  }
});

test('a start with a saved cluster shows its groups in time', async ({ start }, testInfo) => {
  const first = await start();
  await first.invoke('clusters:add', { name: 'three brokers', environment: 'test', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 5_000 });
  await first.quit();
  const startedAt = performance.now();
  const { page } = await start();
  // The first screen lists the worst groups of all clusters; one without members is judged by the first round.
  await page.getByText('reports').first().waitFor();
  const tookMs = Math.round(performance.now() - startedAt);
  testInfo.annotations.push({ type: 'start to first groups', description: `${tookMs} ms` });
  expect(tookMs).toBeLessThan(5_000);
});

test('a broker of three dies: nothing becomes 0 or Dead, and everything comes back', async ({ offsight }) => {
  test.setTimeout(240_000);
  const { page, invoke } = offsight;
  await invoke('clusters:add', { name: 'three brokers', environment: 'test', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('three brokers').first().click();
  await expect.poll(() => groupRow(page, 'orders')).toMatchObject({ Lag: TOTAL, State: 'Stable' });
  const [summary] = await invoke('clusters:read');
  const coordinatorOfOrders = async (): Promise<number | null> => {
    const detail = await invoke('group:read', { profileId: summary?.profile.profileId ?? '', groupId: 'orders' });
    return detail.ok ? (detail.value.coordinator?.nodeId ?? null) : null;
  };
  const victim = await coordinatorOfOrders();
  if (victim === null) throw new Error('The coordinator is not known.');

  const seen = watchRows(offsight);
  await cluster.killBroker(victim);
  await expect.poll(async () => (await coordinatorOfOrders()) ?? victim, { timeout: 60_000 }).not.toBe(victim);
  await expect.poll(() => groupRow(page, 'orders'), { timeout: 30_000 }).toMatchObject({ Lag: TOTAL, State: 'Stable' });
  expect((await describeByCommand(cluster, 'orders')).map(({ lag }) => lag)).toEqual(Array(PARTITIONS).fill(EACH));
  for (const row of await seen.stop()) {
    expect(['orders', 'billing', 'reports']).toContain(row['Group']);
    expect(row['State']).not.toMatch(/dead/i);
    expect(row['Group'] === 'reports' || row['State'] !== 'Empty', JSON.stringify(row)).toBe(true);
    // The right figure, an honest lower bound above zero, or not known.
    expect(row['Lag'], JSON.stringify(row)).toMatch(/^(600|≥ [1-9]\d*|—)$/);
  }
  await cluster.restartBroker(victim);
  await expect.poll(() => invoke('clusters:read').then(([summary]) => [summary?.state, summary?.brokers.map(({ state }) => state)]), { timeout: 60_000 }).toEqual(['current', ['answering', 'answering', 'answering']]);
  await expect.poll(() => groupRow(page, 'reports')).toMatchObject({ Lag: TOTAL, State: 'Empty' });
});

function countByClient(rows: readonly CommandRow[]): [clientId: string, partitions: string][] {
  const clients = [...new Set(rows.flatMap(({ clientId }) => (clientId === null ? [] : [clientId])))].sort();
  return clients.map((client) => [client, String(rows.filter(({ clientId }) => clientId === client).length)]);
}

async function groupRow(page: Offsight['page'], group: string): Promise<ShownRow | undefined> {
  return (await shownRows(page, 'Groups')).find((row) => row['Group'] === group);
}

async function partitionRows(page: Offsight['page']): Promise<readonly object[]> {
  const rows = await shownRows(page, 'Partitions');
  return rows
    .map((row) => ({ Partition: row['Partition'] ?? '', Committed: row['Committed'], 'Log end': row['Log end'], Lag: row['Lag'], Owner: row['Owner'] }))
    .sort((left, right) => left.Partition.localeCompare(right.Partition));
}

/** Collects every row that the groups table ever shows, until stopped. */
function watchRows({ page }: Offsight): { stop(): Promise<readonly ShownRow[]> } {
  const seen = new Map<string, ShownRow>();
  const stopped = new AbortController();
  const watching = (async () => {
    while (!stopped.signal.aborted) {
      for (const row of await shownRows(page, 'Groups')) seen.set(JSON.stringify([row['Group'], row['State'], row['Lag']]), row);
      await delay(100);
    }
  })();
  return {
    stop: async () => {
      stopped.abort();
      await watching;
      return [...seen.values()];
    },
  };
}
