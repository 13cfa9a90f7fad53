import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster, type TestCluster } from '../support/kafka';
import { expect, test } from './support/offsight';
import { shownRows } from './support/tables';

const AMOUNTS = 30_000;
let cluster: TestCluster;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  cluster = await startCluster();
  await cluster.createTopics([{ topic: 'orders', configs: { 'max.message.bytes': '4000000' } }, { topic: 'orders-dlq' }]);
  const long = JSON.stringify({ order: 'long', lines: Array.from({ length: AMOUNTS }, (_, line) => ({ line, amount: `${line}.50` })) });
  await cluster.call('produceRecords', { topic: 'orders', partition: 0, records: [{ key: 'order-1', value: '{"order":1,"note":"as ordered"}' }] });
  await cluster.call('produceRecords', { topic: 'orders', partition: 0, outcome: 'abort', records: [{ key: 'order-2', value: 'undone' }] });
  await cluster.call('produceRecords', { topic: 'orders', partition: 0, records: [{ key: 'order-3', value: long.slice(0, 1_000_000) }] });
  await cluster.commit('billing', [{ topic: 'orders', partition: 0, offset: 0 }]);
});
test.afterAll(() => cluster.stop());

test('a record is looked at, searched, saved to a file and copied to a dead-letter topic', async ({ offsight }) => {
  test.setTimeout(180_000);
  const { page, invoke, electron, dataDirectory } = offsight;
  await invoke('clusters:add', { name: 'orders-stage', environment: 'staging', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await page.getByText('orders-stage').first().click();
  await page.getByRole('gridcell', { name: 'billing', exact: true }).click();
  await page.getByRole('button', { name: 'Committed offset of orders-0: skip records or reset from here' }).click();
  await page.getByRole('button', { name: 'Offset 0 of orders-0: look at the record there' }).click();
  await expect(page.getByRole('complementary', { name: 'Record 0' })).toContainText('"note": "as ordered"');
  expect((await shownRows(page, 'Records')).map((row) => [row['Offset'], row['Value']?.slice(0, 30)])).toEqual([
    ['0', '{"order":1,"note":"as ordered"'], ['1', 'aborted: undone'], ['2', 'end of an aborted transaction'], ['3', '{"order":"long","lines":[{"lin'],
  ]);

  await page.getByRole('button', { name: '3', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Record 3' });
  await panel.getByRole('textbox', { name: 'Find in the value' }).fill('1234.50');
  await expect(panel.getByRole('status').filter({ hasText: /of/u })).toHaveText('1 of 3');
  await panel.getByRole('button', { name: 'Next' }).click();
  await expect(panel.getByText('2 of 3')).toBeVisible();
  await expect(panel.locator('mark').first()).toHaveText('1234.50');
  await page.screenshot({ path: 'test-results/record-found.png' });

  const path = join(dataDirectory, 'saved.bin');
  await electron.evaluate(({ dialog }, filePath) => void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })), path);
  await panel.getByRole('button', { name: 'Save value…' }).click();
  await expect(panel.getByText(`Saved as ${path}`)).toBeVisible();
  expect(readFileSync(path)).toHaveLength(1_000_000);

  await page.getByRole('button', { name: '0', exact: true }).click();
  await page.getByRole('button', { name: 'Copy to a topic…' }).click();
  await expect(page.getByLabel('Group that stands at it (optional)')).toHaveValue('billing');
  await page.getByLabel('Topic to write to; it must exist').fill('orders-dlq');
  await page.getByLabel('Reason, kept in the audit').fill('INC-9');
  await page.screenshot({ path: 'test-results/record-copy.png' });
  await page.getByRole('button', { name: 'Copy 1 record in Staging' }).click();
  await expect(page.getByText('was written to orders-dlq-0 at offset 0.')).toBeVisible();
  await page.screenshot({ path: 'test-results/record-copied.png' });

  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('button', { name: 'Log end of orders-0: look at the last records' }).click();
  await expect.poll(async () => (await shownRows(page, 'Records')).map((row) => row['Offset'])).toEqual(['0', '1', '2', '3']);
});
