import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/harness-test';

const rows = (page: Page, table: string) => page.getByRole('table', { name: table, exact: true }).locator('tbody tr:not([aria-hidden])');
const firstCells = (page: Page) => rows(page, 'Partitions').locator('td:first-child').allInnerTexts();

test('an incident is said in the sentence, the chart, the picture and the first row', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await expect(page.locator('main').getByRole('heading', { level: 2 })).toContainText('payments-worker is stalled on orders-3');
  await expect(page.getByRole('figure', { name: /^Lag per partition over the last 15 min: orders-3 has most, now 11,5\d\d/u })).toBeVisible();
  await expect(page.getByRole('figure', { name: /consumer-2 holds 99 % of the lag/u })).toBeVisible();
  await expect(rows(page, 'Partitions').first()).toContainText(/orders-3.*Stalled 4 min \d+ s.*11,5\d\d/su);
  await expect(page.getByText('5, 1 idle')).toBeVisible();
});

test('pointing at the chart reads every line and the row below the pointer at that time; a gap has no figures', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  const chart = page.getByTestId('lag-chart');
  const box = (await chart.boundingBox())!;
  const tip = chart.getByRole('presentation');
  const plot = { left: 92, right: box.width - 140 };
  const at = (share: number): number => box.x + plot.left + share * (plot.right - plot.left);
  await page.mouse.move(at(0.9), box.y + 30);
  await expect(tip).toContainText(/\d\d:\d\d:\d\d/u);
  await expect(tip).toContainText(/orders-3\s*[5-9],\d\d\d/u);
  await expect(tip).toContainText('all 12');
  await page.mouse.move(at(0.283), box.y + 30); // nothing was sampled from 11 min to 10.6 min ago
  await expect(tip).toContainText('no sample at this time');
  await page.mouse.move(at(0.9), box.y + box.height - 24);
  await expect(tip).toContainText(/chargebacks-\d\s*0/u);
});

test('pictures have tables of the same figures', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  const lag = page.getByRole('region', { name: 'Lag per partition', exact: true });
  await lag.getByRole('radio', { name: 'Table' }).click();
  await expect(rows(page, 'Lag per partition over time')).toHaveCount(12);
  await expect(rows(page, 'Lag per partition over time').first()).toContainText(/orders-3.*11,5\d\d$/su);
  await page.getByRole('region', { name: 'Who owns what' }).getByRole('radio', { name: 'Table' }).click();
  await expect(rows(page, 'Who owns what').nth(4)).toContainText('consumer-5, idle');
});

test('a paused chart stands still while the figures go on', async ({ offsight }) => {
  const page = await offsight.openGroup('incident', 'every=500');
  const chart = page.getByTestId('lag-chart');
  await expect(chart).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText(/at \d\d:\d\d:\d\d, (no|\d+) new samples?/u)).toBeVisible();
  const label = await chart.getAttribute('aria-label');
  const lag = rows(page, 'Partitions').first().locator('td').nth(2);
  const before = await lag.innerText();
  await expect(page.getByText(/, [1-9]\d* new samples?/u)).toBeVisible({ timeout: 15_000 });
  expect(await chart.getAttribute('aria-label')).toBe(label);
  expect(await lag.innerText()).not.toBe(before);
  await page.keyboard.press('p');
  await expect(page.getByText(/new samples?/u)).toHaveCount(0);
});

test('keys choose window and tab, filter, and give the filter back', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await page.keyboard.press(']');
  await expect(page.getByRole('radio', { name: '1 h' })).toBeChecked();
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(page.getByRole('radio', { name: '5 min', exact: true })).toBeChecked();
  await page.keyboard.press('2');
  await expect(rows(page, 'Members').last()).toContainText('idle: its only topic, orders.v2, is absent');
  await page.keyboard.press('1');
  await page.keyboard.press('/');
  await page.keyboard.type('refunds lag:>=0');
  await expect(rows(page, 'Partitions')).toHaveCount(4);
  await page.keyboard.press('Escape');
  await expect(rows(page, 'Partitions')).toHaveCount(12);
});

test('rows do not move under the pointer', async ({ offsight }) => {
  const page = await offsight.openGroup('crowded', 'every=300');
  await page.getByRole('button', { name: 'Lag', exact: true }).click();
  await rows(page, 'Partitions').nth(1).hover();
  const held = await firstCells(page);
  const lags = await rows(page, 'Partitions').locator('td:nth-child(3)').allInnerTexts();
  await expect.poll(async () => (await rows(page, 'Partitions').locator('td:nth-child(3)').allInnerTexts()).join() === lags.join(), { timeout: 10_000 }).toBe(false);
  await page.waitForTimeout(4_000); // waves of 9 s: the true order changes meanwhile
  expect(await firstCells(page)).toEqual(held);
});

test('1,000 partitions of 200 members stay a page: few nodes, all rows reachable', async ({ offsight }) => {
  const page = await offsight.openGroup('wide200');
  await expect(page.getByRole('tab', { name: 'Partitions 1,000' })).toBeVisible();
  await expect(page.locator('.recharts-line')).toHaveCount(5);
  expect(await page.locator('*').count()).toBeLessThan(2_500);
  const scroller = page.locator('[data-heat-scroll]');
  const before = await scroller.innerText();
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect.poll(() => scroller.innerText()).not.toBe(before);
  await page.getByRole('region', { name: 'Partitions', exact: true }).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(page.locator('tr[aria-rowindex="1001"]')).toBeVisible();
});

for (const group of ['hostile', 'edges', 'wide200', 'incident']) {
  test(`nothing is wider than a small window: ${group}`, async ({ offsight }) => {
    const page = await offsight.openGroup(group, '', { width: 1_024, height: 700 });
    const overflow = () => page.getByRole('region', { name: 'Partitions', exact: true }).evaluate((element) => element.scrollWidth - element.clientWidth);
    await expect.poll(overflow).toBe(0);
    await page.setViewportSize({ width: 1_280, height: 700 });
    await expect.poll(overflow).toBe(0);
    await page.setViewportSize({ width: 1_024, height: 700 });
    await page.keyboard.press('2');
    await expect(rows(page, 'Members').first()).toBeVisible();
    expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1_024, 700]);
    expect(await page.locator('main img, main script, main a').count()).toBe(0);
  });
}

test('what is not known is a dash with its reason, never 0', async ({ offsight }) => {
  const page = await offsight.openGroup('unknown');
  const cells = rows(page, 'Partitions').first().locator('td');
  await expect(cells.nth(2).getByRole('img')).toHaveAttribute('aria-label', 'unknown: Not allowed to read the committed offsets. Needed: DESCRIBE on the group.');
  await expect(page.locator('main').getByText('0', { exact: true })).toHaveCount(0);
  await expect(page.getByText('no lag is known in this window')).toBeVisible();
});

test('old figures are dimmed and say since when and why; a group that goes says so', async ({ offsight }) => {
  const page = await offsight.openGroup('stale', 'every=500');
  await expect(page.getByText('These figures are 1 min old.')).toBeVisible();
  await expect(page.locator('main').getByRole('heading', { level: 2 })).toContainText(/^When last read \(\d\d:\d\d:\d\d\): payments-worker was stalled on orders-3: committed offset 18,231 had not moved/u);
  await page.evaluate(() => {
    window.harness.groupGone = true;
  });
  await expect(page.getByText(/This group is gone.*Shown is what was known 1 min ago/su)).toBeVisible();
});

for (const theme of ['dark', 'light'] as const) {
  test(`no accessibility rule is broken: ${theme}`, async ({ offsight }) => {
    for (const group of ['incident', 'edges', 'stopped']) {
      const page = await offsight.openGroup(group, `theme=${theme}`);
      const { violations } = await new AxeBuilder({ page }).include('main').analyze();
      expect(violations.map(({ id, nodes }) => `${group}: ${id} ${nodes.map(({ html }) => html).join(' ').slice(0, 300)}`)).toEqual([]);
    }
  });
}
