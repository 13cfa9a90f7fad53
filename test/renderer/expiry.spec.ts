import { expect, test } from './support/harness-test';
import { confirm, openReset } from './support/sheets';

test('a plan that is being carried out is not called too old', async ({ offsight }) => {
  const page = await offsight.open('fixture=half-done&every=0');
  await openReset(page, /^warehouse/u, 'slow-batch');
  await expect(page.getByText(/^This plan expires in/u)).toBeVisible();
  await confirm(page, '', /^Reset 4 partitions in Development/u);
  await expect(page.getByText('4 of 4 partitions committed')).toBeVisible();
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 11 * 60_000;
  });
  await expect(page.getByText(/^This plan (?:expires|has expired|is too old)/u)).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('1 partition applied and read back.')).toBeVisible();
});
