import { startCluster, type TestCluster } from '../support/kafka';
import { expect, test } from './support/offsight';
import { shownRows } from './support/tables';

let cluster: TestCluster;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  cluster = await startCluster();
  await cluster.createTopic('orders', 3);
  await cluster.createTopic('refunds', 2);
  for (const partition of [0, 1, 2]) await cluster.produce('orders', partition, 1_000);
  for (const partition of [0, 1]) await cluster.produce('refunds', partition, 50);
  await cluster.deleteRecords('orders', 2, 300);
});
test.afterAll(() => cluster.stop());
test.beforeEach(async () => {
  await cluster.commit('payments-worker', [
    { topic: 'orders', partition: 0, offset: 700 }, { topic: 'orders', partition: 1, offset: 800 }, { topic: 'orders', partition: 2, offset: 900 },
    { topic: 'refunds', partition: 0, offset: 20 }, { topic: 'refunds', partition: 1, offset: 50 },
  ]);
});

test('from the group to a plan, its outcome and back: nothing is written without the reason, the name and the button', async ({ offsight }) => {
  test.setTimeout(180_000);
  const { page, invoke } = offsight;
  await invoke('clusters:add', { name: 'payments-eu', environment: 'production', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('payments-eu').first().click();
  await page.getByRole('gridcell', { name: 'payments-worker', exact: true }).click();
  await page.getByRole('button', { name: 'Reset offsets…' }).click();
  await page.getByRole('radio', { name: 'to-offset' }).check();
  await page.getByLabel('Offset', { exact: true }).fill('250');
  await page.getByRole('checkbox', { name: 'refunds', exact: true }).uncheck();
  await expect.poll(async () => (await shownRows(page, 'Plan')).map((row) => [row['Partition'], row['Now'], row['New'], row['Effect']])).toEqual([
    ['orders-0', '700', '250', 'reads 450 again'],
    ['orders-1', '800', '250', 'reads 550 again'],
    ['orders-2', '900', '300', 'reads 600 again'],
  ]);
  await page.screenshot({ path: 'test-results/reset-plan.png' });
  const go = page.getByRole('button', { name: 'Reset 3 partitions in PRODUCTION' });
  await expect(go).toBeDisabled();
  await page.getByLabel(/^Reason/u).fill('INC-4471: read again since the release');
  await expect(go).toBeDisabled();
  await page.getByLabel(/^Type payments-worker/u).pressSequentially('payments-worker');
  await page.screenshot({ path: 'test-results/reset-ready.png' });
  await go.click();
  await expect(page.getByText('3 partitions applied and read back.')).toBeVisible();
  await page.screenshot({ path: 'test-results/reset-done.png' });
  expect(await committed()).toEqual([250, 250, 300, 20, 50]);

  await page.getByRole('button', { name: 'Undo…' }).click();
  await expect.poll(async () => (await shownRows(page, 'Plan')).map((row) => row['New'])).toEqual(['700', '800', '900']);
  await page.getByLabel(/^Reason/u).fill('taken back');
  await page.getByLabel(/^Type payments-worker/u).pressSequentially('payments-worker');
  await page.getByRole('button', { name: 'Put back 3 partitions in PRODUCTION' }).click();
  await expect(page.getByText('3 partitions applied and read back.')).toBeVisible();
  expect(await committed()).toEqual([700, 800, 900, 20, 50]);

  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect.poll(async () => (await shownRows(page, 'Changes')).map((row) => [row['What'], row['Group'], row['Outcome'], row['Reason']])).toEqual([
    ['reset', 'payments-worker', 'all 3 done', 'taken back'],
    ['reset', 'payments-worker', 'all 3 done', 'INC-4471: read again since the release'],
  ]);
  await page.screenshot({ path: 'test-results/audit.png' });
});

test('a group with members is refused, and says who they are', async ({ offsight }) => {
  const { page, invoke } = offsight;
  const members = await cluster.startMembers({ group: 'payments-worker', count: 2, clientId: 'consumer', topics: ['orders'], from: 'none', commits: false });
  await cluster.awaitGroup('payments-worker', { members: 2 });
  await invoke('clusters:add', { name: 'payments-dev', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('payments-dev').first().click();
  await page.getByRole('gridcell', { name: 'payments-worker', exact: true }).click();
  await page.getByRole('button', { name: 'Reset offsets…' }).click();
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  await expect(page.getByText('payments-worker is Stable with 2 members.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'consumer-1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refused' })).toBeDisabled();
  await page.screenshot({ path: 'test-results/reset-refused.png' });

  await page.getByRole('button', { name: 'Wait until it is empty, then show me a fresh plan' }).click();
  await cluster.stopMembers(members);
  await expect(page.getByRole('button', { name: 'Reset 5 partitions in Development' })).toBeEnabled();
  expect(await committed()).toEqual([700, 800, 900, 20, 50]);
});

test('a stuck partition is moved past one record from its own row, by keyboard alone', async ({ offsight }) => {
  const { page, invoke } = offsight;
  await invoke('clusters:add', { name: 'payments-dev', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('payments-dev').first().click();
  await page.getByRole('gridcell', { name: 'payments-worker', exact: true }).click();
  await page.getByRole('button', { name: 'Committed offset of orders-1: skip records or reset from here' }).press('Enter');
  await expect.poll(async () => (await shownRows(page, 'Plan')).map((row) => [row['Partition'], row['Now'], row['New'], row['Effect']])).toEqual([['orders-1', '800', '801', 'skips 1']]);
  await page.getByRole('button', { name: 'Offset 800 of orders-1: look at the record there' }).press('Enter');
  await expect(page.getByRole('complementary', { name: 'Record 800' })).toContainText('not compressed');
  await expect.poll(async () => (await shownRows(page, 'Records'))[0]?.['Offset']).toBe('800');
  await page.screenshot({ path: 'test-results/records.png' });
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Reset 1 partition in Development' })).toBeEnabled();
  await page.getByLabel(/^Reason/u).press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Reset 1 partition in Development' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 partition applied and read back.')).toBeVisible();
  expect(await committed()).toEqual([700, 801, 900, 20, 50]);
});

async function committed(): Promise<readonly number[]> {
  const offsets = await cluster.committedOffsets('payments-worker');
  return [...offsets].sort((left, right) => left.topic.localeCompare(right.topic) || left.partition - right.partition).map(({ offset }) => offset);
}
