import { expect, test } from './support/harness-test';
import { openGroupOf } from './support/sheets';

test('who waits for members is told by which session time-out killed ones leave, and sees it count down', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openGroupOf(page, /^payments-eu/u, 'card-enrichment');
  await page.getByRole('button', { name: 'Reset offsets…' }).click();
  await expect(page.getByText('Killed members leave when their session times out, by the group’s consumer.session.timeout.ms of 1 min.')).toBeVisible();
  await page.getByRole('button', { name: /^Wait until it is empty/u }).click();
  await expect(page.getByText(/gone in 5\d s at most, by the group’s consumer\.session\.timeout\.ms of 1 min\./u)).toBeVisible();
  await page.getByRole('button', { name: 'Stop waiting' }).click();
  await page.keyboard.press('Escape');
  await openGroupOf(page, /^payments-eu/u, 'payments-worker');
  await page.getByRole('button', { name: 'Reset offsets…' }).click();
  await expect(page.getByText('Killed members leave when their session times out, by the consumer’s default of 45 s; Kafka does not tell a classic member’s.')).toBeVisible();
});
