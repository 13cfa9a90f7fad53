import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openCluster, test } from './support/harness-test';
import { confirm, openGroupOf, openReset } from './support/sheets';

const PAYMENTS = /^payments-eu, production/u;

const SCREENS: readonly (readonly [name: string, query: string, reach: (page: Page) => Promise<void>])[] = [
  ['overview', 'fixture=incident', async (page) => expect(page.getByText('Worst groups of all clusters')).toBeVisible()],
  ['groups', 'fixture=incident', async (page) => openCluster(page, /^payments-eu, production/)],
  ['stale groups', 'fixture=stale', async (page) => openCluster(page, /^payments-eu/)],
  ['topics', 'fixture=incident', async (page) => {
    await openCluster(page, /^payments-eu, production/);
    await page.getByRole('tab', { name: /Topics/ }).click();
    await expect(page.getByRole('grid', { name: 'Topics' })).toBeVisible();
  }],
  ['brokers', 'fixture=incident', async (page) => {
    await openCluster(page, /^logistics, production/);
    await page.getByRole('tab', { name: /Brokers/ }).click();
    await expect(page.getByText('2 of 3 brokers answer.')).toBeVisible();
  }],
  ['welcome', 'fixture=welcome', async (page) => expect(page.getByRole('button', { name: 'Try the demo' })).toBeVisible()],
  ['loading', 'fixture=loading', async (page) => openCluster(page, /^payments-eu/)],
  ['settings', 'fixture=incident', async (page) => page.getByRole('button', { name: 'Settings' }).click()],
  ['reset', 'fixture=incident', async (page) => {
    await openReset(page, PAYMENTS, 'settlement-batch');
    await page.getByRole('button', { name: 'Own target of settlements-2' }).click();
    await page.getByRole('textbox', { name: 'Offset' }).fill('2000x');
    await page.getByRole('radio', { name: 'from-file' }).check();
    await page.getByRole('button', { name: 'Paste text' }).click();
  }],
  ['reset with times and a group to follow', 'fixture=incident', async (page) => {
    await openReset(page, PAYMENTS, 'settlement-batch');
    await page.getByRole('button', { name: 'Read record times' }).click();
    await expect(page.getByText(/^The longest span of time/u)).toBeVisible();
  }],
  ['reset of several groups, some in use', 'fixture=incident', async (page) => {
    await openCluster(page, PAYMENTS);
    for (const group of ['settlement-batch', 'payments-worker']) await page.getByRole('checkbox', { name: `Choose ${group}` }).check();
    await page.getByRole('button', { name: /^Reset…/u }).click();
    await page.getByRole('radio', { name: 'to-group' }).check();
    await page.getByRole('radio', { name: 'to-earliest' }).check();
    await page.getByRole('button', { name: /^Wait until/u }).click();
  }],
  ['reset done', 'fixture=incident', async (page) => {
    await openReset(page, PAYMENTS, 'settlement-batch');
    await confirm(page, 'settlement-batch', /^Reset 6 partitions/u);
    await expect(page.getByText('6 partitions applied and read back.')).toBeVisible();
  }],
  ['undo', 'fixture=incident', async (page) => {
    await openReset(page, PAYMENTS, 'settlement-batch');
    await confirm(page, 'settlement-batch', /^Reset 6 partitions/u);
    await page.getByRole('button', { name: 'Undo…' }).click();
    await expect(page.getByRole('table', { name: 'Plan' })).toBeVisible();
  }],
  ['new group', 'fixture=incident', async (page) => {
    await openCluster(page, PAYMENTS);
    await page.getByRole('button', { name: 'New group at offsets…' }).click();
    await page.getByRole('textbox', { name: 'Name of the new group' }).fill('orders-copy');
    await page.getByRole('checkbox', { name: 'card-auth', exact: true }).check();
    await expect(page.getByRole('table', { name: 'Plan' })).toBeVisible();
  }],
  ['deletion', 'fixture=incident', async (page) => {
    await openGroupOf(page, PAYMENTS, 'settlement-batch');
    await page.getByRole('button', { name: 'Delete group…' }).click();
    await expect(page.getByRole('table', { name: 'What goes' })).toBeVisible();
  }],
  ['changes off', 'fixture=audit-off', async (page) => openReset(page, /^audit-off/u, 'settlement-batch')],
  ['audit', 'fixture=incident', async (page) => {
    await openCluster(page, PAYMENTS);
    await page.getByRole('tab', { name: 'Audit' }).click();
    await expect(page.getByRole('table', { name: 'Changes' })).toBeVisible();
  }],
  ['shared audit', 'fixture=incident', async (page) => {
    await openCluster(page, PAYMENTS);
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByRole('radio', { name: /^The team’s topic/u }).click();
    await page.getByText('What the hashes prove').click();
    await expect(page.getByRole('table', { name: 'Changes' })).toBeVisible();
  }],
  ['one change', 'fixture=incident', async (page) => {
    await openCluster(page, PAYMENTS);
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'cut off: what became of it?' }).click();
    await expect(page.getByRole('table', { name: 'Partitions of this change' })).toBeVisible();
  }],
  ['records', 'fixture=incident', async (page) => {
    await openReset(page, PAYMENTS, 'settlement-batch');
    await page.getByRole('button', { name: /^Offset 1,200 of settlements-0/u }).click();
    await expect(page.getByRole('complementary', { name: 'Record 1,200' })).toBeVisible();
  }],
];

for (const theme of ['dark', 'light'] as const) {
  for (const [name, query, reach] of SCREENS) {
    test(`${name} meets WCAG AA in ${theme}`, async ({ offsight }) => {
      const page = await offsight.open(`${query}&every=0&theme=${theme}`);
      await reach(page);
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 4).map((node) => `${node.html.slice(0, 160)} | ${node.failureSummary ?? ''}`) }))).toEqual([]);
    });
  }
}
