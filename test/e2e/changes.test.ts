import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster, type TestCluster } from '../support/kafka';
import { expect, test, type Offsight } from './support/offsight';
import { shownRows } from './support/tables';

let cluster: TestCluster;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  cluster = await startCluster();
  await cluster.createTopic('orders', 2);
  await cluster.createTopic('refunds', 1);
  for (const partition of [0, 1]) await cluster.produce('orders', partition, 1_000);
  await cluster.produce('refunds', 0, 50);
});
test.afterAll(() => cluster.stop());
test.beforeEach(async () => {
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 700 }, { topic: 'orders', partition: 1, offset: 800 }]);
  await cluster.commit('mailing', [{ topic: 'refunds', partition: 0, offset: 20 }]);
});

test('two groups are moved together, each only where it has committed, one partition elsewhere', async ({ offsight }) => {
  const { page } = offsight;
  await openGroups(offsight, 'production');
  for (const group of ['billing', 'mailing']) await page.getByRole('checkbox', { name: `Choose ${group}` }).check();
  await page.getByRole('button', { name: /^Reset…/u }).click();
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  await page.getByRole('button', { name: 'Own target of orders-1' }).click();
  await page.getByRole('textbox', { name: 'Offset' }).fill('500');
  await page.keyboard.press('Enter');
  await expect.poll(() => plan(offsight)).toEqual([['billing', 'orders-0', '700', '0'], ['billing', 'orders-1', '800', '500'], ['mailing', 'refunds-0', '20', '0']]);
  await page.getByRole('button', { name: 'Read record times' }).click();
  await expect(page.getByText(/^The longest span of time is|have the same times/u)).toBeVisible();
  await page.screenshot({ path: 'test-results/reset-several.png' });
  await page.getByLabel(/^Reason/u).fill('INC-4471');
  await page.getByLabel('Type shop to confirm').pressSequentially('shop');
  await page.getByRole('button', { name: 'Reset 3 partitions of 2 groups in PRODUCTION' }).click();
  await expect(page.getByText('3 partitions applied and read back.')).toBeVisible();
  expect(await committed()).toEqual({ 'billing orders-0': 0, 'billing orders-1': 500, 'mailing refunds-0': 0 });
});

test('a group is deleted and put back from the audit', async ({ offsight }) => {
  const { page } = offsight;
  await openGroups(offsight, 'development');
  await page.getByRole('gridcell', { name: 'billing', exact: true }).click();
  await page.getByRole('button', { name: 'Delete group…' }).click();
  await expect.poll(async () => (await shownRows(page, 'What goes')).map((row) => [row['Partition'], row['Committed'], row['Lag']])).toEqual([['orders-0', '700', '300'], ['orders-1', '800', '200']]);
  await page.screenshot({ path: 'test-results/deletion.png' });
  await page.getByRole('button', { name: 'Delete 1 group in Development' }).click();
  await expect(page.getByText('1 group deleted.')).toBeVisible();
  expect(await committed()).toEqual({ 'mailing refunds-0': 20 });

  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByRole('button', { name: /what was meant/u }).first().click();
  await expect.poll(async () => (await shownRows(page, 'Partitions of this change')).map((row) => [row['Before'], row['What became of it']])).not.toEqual([]);
  await page.screenshot({ path: 'test-results/operation.png' });
  await page.getByRole('button', { name: 'Undo…' }).click();
  await page.getByRole('button', { name: 'Put back 2 partitions in Development' }).click();
  await expect(page.getByText('2 partitions applied and read back.')).toBeVisible();
  expect(await committed()).toEqual({ 'billing orders-0': 700, 'billing orders-1': 800, 'mailing refunds-0': 20 });
});

test('offsets are exported, and a new group begins at what is read from the file', async ({ offsight }) => {
  const { page, electron, dataDirectory } = offsight;
  await openGroups(offsight, 'development');
  const path = join(dataDirectory, 'offsets.csv');
  await electron.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);
  await page.getByRole('gridcell', { name: 'billing', exact: true }).click();
  await page.getByRole('button', { name: 'Export offsets…' }).click();
  await page.getByRole('button', { name: 'CSV' }).click();
  await expect(page.getByText(`Saved as ${path}.`)).toBeVisible();
  expect(readFileSync(path, 'utf8')).toContain('orders,0,700');

  await page.getByRole('tab', { name: /^Groups/u }).click();
  await page.getByRole('button', { name: 'New group at offsets…' }).click();
  await page.getByRole('textbox', { name: 'Name of the new group' }).fill('billing-copy');
  await page.getByRole('radio', { name: 'from-file' }).check();
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await expect.poll(async () => (await shownRows(page, 'Plan')).map((row) => [row['Partition'], row['Now'], row['New']])).toEqual([['orders-0', 'none', '700'], ['orders-1', 'none', '800']]);
  await page.screenshot({ path: 'test-results/new-group.png' });
  await page.getByRole('button', { name: 'Create the group with 2 partitions in Development' }).click();
  await expect(page.getByText('2 partitions applied and read back.')).toBeVisible();
  const made = await cluster.committedOffsets('billing-copy');
  expect(made.map(({ topic, partition, offset }) => [topic, partition, offset]).sort()).toEqual([['orders', 0, 700], ['orders', 1, 800]]);
});

async function openGroups({ page, invoke }: Offsight, environment: 'development' | 'production'): Promise<void> {
  await invoke('clusters:add', { name: 'shop', environment, bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('shop').first().click();
  await expect(page.getByRole('gridcell', { name: 'billing', exact: true })).toBeVisible();
}

async function plan({ page }: Offsight): Promise<readonly (readonly (string | undefined)[])[]> {
  return (await shownRows(page, 'Plan')).map((row) => [row['Group'], row['Partition'], row['Now'], row['New']]);
}

async function committed(): Promise<Readonly<Record<string, number>>> {
  const offsets = await cluster.committedOffsets('billing', 'mailing');
  return Object.fromEntries(offsets.map(({ groupId, topic, partition, offset }) => [`${groupId} ${topic}-${partition}`, offset]));
}
