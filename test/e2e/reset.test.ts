import type { Locator, Page } from '@playwright/test';
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
    ['undo', 'payments-worker', 'all 3 done', 'taken back'],
    ['reset', 'payments-worker', expect.stringMatching(/^undone \d/u), 'INC-4471: read again since the release'],
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
  await expect.poll(async () => (await shownRows(page, 'Members')).map((row) => row['Client'])).toEqual(['consumer-1', 'consumer-2']);
  await expect(page.getByRole('button', { name: 'Refused' })).toBeDisabled();
  await page.screenshot({ path: 'test-results/reset-refused.png' });

  await page.getByRole('button', { name: 'Wait until it is empty, then show me a fresh plan' }).click();
  await expect(page.getByText(/Members that were killed before are gone in \d+ s at most/u)).toBeVisible();
  await cluster.stopMembers(members);
  await expect(page.getByText('No member is left. This is a fresh plan; nothing was applied.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reset 5 partitions in Development' })).toBeEnabled();
  expect(await committed()).toEqual([700, 800, 900, 20, 50]);
});

test('from a stuck partition to its record, past it, to the lag that drains, and back: by keyboard alone', async ({ offsight }) => {
  test.setTimeout(240_000);
  const { page, invoke } = offsight;
  const lags = async () => (await shownRows(page, 'Partitions')).map((row) => [row['Partition'], row['Lag']]).filter(([, lag]) => lag !== '0');
  const consumer = { group: 'payments-worker', count: 1, clientId: 'consumer', topics: ['orders', 'refunds'] };
  const stuck = await cluster.startMembers({ ...consumer, stuckAt: { topic: 'orders', partition: 1, offset: 800 } });
  await invoke('clusters:add', { name: 'payments-dev', environment: 'development', bootstrapServers: cluster.bootstrapServers, commandConfig: null, intervalMs: 1_000 });
  await tabTo(page, page.getByRole('button', { name: /^payments-dev, development/u }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('gridcell', { name: 'payments-worker', exact: true })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect.poll(lags, { timeout: 60_000 }).toEqual([['orders-1', '200']]);
  await tabTo(page, page.getByRole('button', { name: 'Committed offset of orders-1: skip records or reset from here' }));
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await shownRows(page, 'Plan')).map((row) => [row['Partition'], row['Now'], row['New'], row['Effect']])).toEqual([['orders-1', '800', '801', 'skips 1']]);
  await tabTo(page, page.getByRole('button', { name: 'Offset 800 of orders-1: look at the record there' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Record 800' })).toContainText('not compressed');
  await page.screenshot({ path: 'test-results/records.png' });
  await page.keyboard.press('Alt+ArrowLeft');

  await tabTo(page, page.getByRole('button', { name: 'Wait until it is empty, then show me a fresh plan' }));
  await page.keyboard.press('Enter');
  await cluster.stopMembers(stuck);
  await expect(page.getByText('No member is left. This is a fresh plan; nothing was applied.')).toBeVisible();
  const go = page.getByRole('button', { name: 'Reset 1 partition in Development' });
  await expect(go).toBeEnabled();
  for (const key of ['j', 'k', 'r', 'x']) await page.keyboard.press(key);
  expect(await committed()).toEqual([1_000, 800, 1_000, 50, 50]);
  await tabTo(page, go);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 partition applied and read back.')).toBeVisible();
  expect(await committed()).toEqual([1_000, 801, 1_000, 50, 50]);

  await expect(page.getByRole('button', { name: 'Watch the group' })).toBeFocused();
  await page.keyboard.press('Enter');
  const members = await cluster.startMembers(consumer);
  await expect.poll(lags, { timeout: 60_000 }).toEqual([]);
  await cluster.stopMembers(members);

  await tabTo(page, page.getByRole('tab', { name: /^Groups/u }));
  for (const tab of ['Topics', 'Brokers', 'Audit']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: tab })).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Undo…' }).first());
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await shownRows(page, 'Plan')).map((row) => [row['Now'], row['New']]), { timeout: 60_000 }).toEqual([['1,000', '800']]);
  const back = page.getByRole('button', { name: 'Put back 1 partition in Development' });
  await expect(back).toBeEnabled({ timeout: 30_000 });
  await tabTo(page, back);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 partition applied and read back.')).toBeVisible();
  expect((await committed())[1]).toBe(800);
});

/** Goes on by Tab until the element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  for (let pressed = 0; pressed < 200; pressed += 1) {
    if ((await element.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${element.toString()}.`);
}

async function committed(): Promise<readonly number[]> {
  const offsets = await cluster.committedOffsets('payments-worker');
  return [...offsets].sort((left, right) => left.topic.localeCompare(right.topic) || left.partition - right.partition).map(({ offset }) => offset);
}
