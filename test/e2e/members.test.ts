import { startCluster, type TestCluster } from '../support/kafka';
import { expect, test, type Offsight } from './support/offsight';
import { shownRows } from './support/tables';

// Two groups with members that live: one that can be made to rebalance, and one of KIP-848.
let cluster: TestCluster;
let names: readonly string[];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  cluster = await startCluster();
  await cluster.createTopic('orders', 6);
  names = await cluster.startMembers({ group: 'billing', count: 3, topics: ['orders'], assignor: 'range' });
  await cluster.startMembers({ group: 'shipping', count: 2, topics: ['orders'], protocol: 'consumer' });
  await cluster.awaitGroup('billing', { members: 3 });
  await cluster.awaitGroup('shipping', { members: 2 });
});
test.afterAll(() => cluster.stop());

test('a rebalance is triggered from the window: told before, followed, seen by the consumers once, and ours on the timeline', async ({ offsight }) => {
  test.setTimeout(180_000);
  const { page } = offsight;
  await openGroup(offsight, 'billing');
  await page.keyboard.press('2');
  await expect(page.getByRole('region', { name: 'What the assignment tells' })).toContainText('Eager: in each rebalance every member gives up all its partitions first');
  await page.screenshot({ path: 'test-results/members.png' });
  await cluster.takeCallbacks(names);

  await page.getByRole('button', { name: 'Trigger rebalance…' }).click();
  await expect(page.getByRole('list', { name: 'Consequences' })).toContainText('All 6 partitions stop and come back');
  await page.screenshot({ path: 'test-results/trigger.png' });
  await page.getByLabel(/^Reason/u).fill('INC-4471');
  await page.getByLabel('Type billing to confirm').pressSequentially('billing');
  await page.getByRole('button', { name: 'Trigger 1 rebalance in PRODUCTION' }).click();
  await expect(page.getByText(/^Stable after \d+\.\d s, generation \d+ → \d+, 0 partitions moved\.$/u)).toBeVisible({ timeout: 60_000 });
  await page.screenshot({ path: 'test-results/triggered.png' });
  const callbacks = Object.values(await cluster.takeCallbacks(names)).map((own) => own.map(({ kind, partitions }) => `${kind} ${partitions}`));
  expect(callbacks).toEqual(names.map(() => ['revoked 2', 'assigned 2']));

  await page.getByRole('button', { name: 'See the rebalance' }).click();
  await expect.poll(async () => (await shownRows(page, 'Rebalances')).map((row) => [row['Likely cause'], row['Moved']])[0]).toEqual(['Triggered from here certain', '0']);
  await page.screenshot({ path: 'test-results/rebalances.png' });
});

test('what if, of a group that lives', async ({ offsight }) => {
  const { page } = offsight;
  await openGroup(offsight, 'billing');
  await page.keyboard.press('4');
  await page.getByRole('button', { name: 'One member more' }).click();
  await expect.poll(async () => (await shownRows(page, 'Before and after')).map((row) => row['Partitions now'])).toEqual(['2', '2', '2', 'not yet']);
  await page.screenshot({ path: 'test-results/what-if.png' });
});

test('a member is removed and comes back, and the window says as whom', async ({ offsight }) => {
  test.setTimeout(180_000);
  const { page } = offsight;
  await openGroup(offsight, 'billing');
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Remove billing-2…' }).press('Enter');
  await expect(page.getByRole('group', { name: 'Members' }).getByRole('checkbox', { name: /^billing-2/u })).toBeChecked();
  await page.getByLabel(/^Reason/u).fill('INC-4471');
  await page.getByLabel('Type billing to confirm').pressSequentially('billing');
  await page.getByRole('button', { name: 'Remove 1 member in PRODUCTION' }).click();
  await expect(page.getByText('1 member removed.')).toBeVisible({ timeout: 60_000 });
  await expect.poll(async () => (await shownRows(page, 'Members to be removed'))[0]?.['What became of it']).toMatch(/^removed, came back as /u);
  await page.screenshot({ path: 'test-results/removed.png' });
});

test('a KIP-848 group has no rebalance to trigger, and the window says why', async ({ offsight }) => {
  const { page } = offsight;
  await openGroup(offsight, 'shipping');
  await page.keyboard.press('3');
  await page.getByRole('button', { name: 'Trigger rebalance…' }).click();
  await expect(page.getByRole('button', { name: 'Refused', exact: true })).toBeDisabled();
  await page.screenshot({ path: 'test-results/not-triggered.png' });
  await page.getByRole('button', { name: 'Remove members…' }).click();
  await expect(page.getByRole('heading', { name: 'Remove members of shipping' })).toBeVisible();
});

async function openGroup({ page, invoke }: Offsight, groupId: string): Promise<void> {
  await invoke('clusters:add', { name: 'shop', environment: 'production', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('shop').first().click();
  await page.getByRole('gridcell', { name: groupId, exact: true }).click();
  await expect(page.getByRole('tab', { name: /^Members/u })).toBeVisible();
}
