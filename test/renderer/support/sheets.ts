import { expect, type Page } from '@playwright/test';
import { openCluster } from './harness-test';

/** From all clusters to the page of one group. */
export async function openGroupOf(page: Page, cluster: RegExp, groupId: string): Promise<void> {
  await openCluster(page, cluster);
  await page.getByRole('gridcell', { name: groupId, exact: true }).click();
  await expect(page.getByRole('tab', { name: /^Partitions/u })).toBeVisible();
}

/** From there to its plan of a reset to the earliest offsets. */
export async function openReset(page: Page, cluster: RegExp, groupId: string): Promise<void> {
  await openGroupOf(page, cluster, groupId);
  await page.getByRole('button', { name: 'Reset offsets…' }).click();
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  await expect(page.getByRole('table', { name: 'Plan' }).getByRole('row').nth(1)).toContainText('reads');
}

/** Gives what the environment asks for and presses the button, which may have to unlock changes first. */
export async function confirm(page: Page, typed: string, button: RegExp): Promise<void> {
  await page.getByLabel(/^Reason/u).fill('INC-4471');
  const name = page.getByLabel(/^Type .* to confirm$/u);
  if ((await name.count()) > 0) await name.pressSequentially(typed);
  await page.getByRole('button', { name: new RegExp(button.source.replace(/^\^/u, '^(Unlock and )?'), 'iu') }).click();
}

/** Texts of a table's rows by column, as far as they are in view. */
export async function cells(page: Page, table: string, column: string): Promise<readonly string[]> {
  const of = page.getByRole('table', { name: table, exact: true });
  const heads = await of.getByRole('columnheader').allInnerTexts();
  return of.locator(`tbody tr:not([aria-hidden]) td:nth-child(${heads.indexOf(column) + 1})`).evaluateAll((all) => all.map((cell) => cell.textContent ?? ''));
}
