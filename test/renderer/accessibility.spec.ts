import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openCluster, test } from './support/harness-test';

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
