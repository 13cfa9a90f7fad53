import { expect, openCluster, test } from './support/harness-test';
import { cells, confirm, openGroupOf, openReset } from './support/sheets';

const PAYMENTS = /^payments-eu, production/u;

test('several groups are chosen by keyboard, planned together, and need the cluster’s name', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, PAYMENTS);
  await page.keyboard.press('j');
  await page.keyboard.press(' ');
  await page.keyboard.press('j');
  await page.keyboard.press(' ');
  await expect(page.getByText('2 groups chosen')).toBeVisible();
  await page.getByRole('button', { name: /^Reset…/u }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Reset offsets of 2 groups' })).toBeVisible();
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  await expect(page.getByText('1 group changes; 1 is left alone.')).toBeVisible();
  await expect(page.getByText(/^payments-worker is Stable with 5 members\./u).first()).toBeVisible();
  const go = page.getByRole('button', { name: 'Reset 6 partitions in PRODUCTION' });
  await page.getByLabel(/^Reason/u).fill('INC-4471');
  await page.getByLabel('Type payments-eu to confirm').pressSequentially('settlement-batch');
  await expect(go).toBeDisabled();
  await page.getByLabel('Type payments-eu to confirm').fill('payments-eu');
  await go.click();
  await expect(page.getByText('6 partitions applied and read back.')).toBeVisible();
});

test('a partition goes elsewhere than the others, is marked so, and comes back', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('button', { name: 'Own target of settlements-2' }).click();
  await page.getByRole('textbox', { name: 'Offset' }).fill('2000');
  await page.keyboard.press('Enter');
  await expect.poll(() => cells(page, 'Plan', 'New')).toEqual(['1,200', '1,511', '2,000', '2,133', '2,444', '2,755']);
  expect((await cells(page, 'Plan', 'Watch out'))[2]).toBe('own target');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect.poll(() => cells(page, 'Plan', 'New')).toEqual(['1,200', '1,511', '1,822', '2,133', '2,444', '2,755']);
});

test('what was chosen is found again after looking at a record', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('button', { name: 'Own target of settlements-2' }).click();
  await page.getByRole('textbox', { name: 'Offset' }).fill('2000');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'settlements-5' }).uncheck();
  await expect.poll(() => cells(page, 'Plan', 'New')).toEqual(['1,200', '1,511', '2,000', '2,133', '2,444']);
  await page.getByRole('button', { name: /^Offset 2,000 of settlements-2/u }).click();
  await expect(page.getByRole('complementary', { name: 'Record 2,000' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => cells(page, 'Plan', 'New')).toEqual(['1,200', '1,511', '2,000', '2,133', '2,444']);
});

test('offsets from a file: what is not understood is said with its line, what is read is planned', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('radio', { name: 'from-file' }).check();
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page.getByLabel('Offsets as text').fill('settlements,0,1500\nsettlements,1,x');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByRole('alert')).toHaveText('Line 2, column 3: “x” is not an offset.');
  await page.getByLabel('Offsets as text').fill('settlements,0,1500\nsettlements,1,1600');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect.poll(async () => (await cells(page, 'Plan', 'New')).slice(0, 2)).toEqual(['1,500', '1,600']);
});

test('a file tells which of its offsets are not used, and why; they are ticked at once', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('checkbox', { name: 'settlements-5' }).uncheck();
  await page.getByRole('radio', { name: 'from-file' }).check();
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page.getByLabel('Offsets as text').fill('settlements,0,1500\nsettlements,5,2755\nnosuch,0,1\nsettlements,99,1');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText('3 offsets of it are not used:')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Offsets that are not used' }).getByRole('listitem')).toHaveText(['settlements-5: not ticked', 'nosuch-0: no such topic in what this cluster lists', 'settlements-99: the topic has no such partition']);
  await page.getByRole('button', { name: 'Tick it' }).click();
  await expect(page.getByText('2 offsets of it are not used:')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'settlements-5' })).toBeChecked();
});

test('a group is deleted only by its name and the button, and can be put back', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openGroupOf(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('button', { name: 'Delete group…' }).click();
  await expect(page.getByText('1 group goes, with all that it has committed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await confirm(page, 'settlement-batch', /^Delete 1 group in PRODUCTION/u);
  await expect(page.getByText('1 group deleted.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo…' }).click();
  await expect(page.getByRole('heading', { name: 'Undo: put back offsets of settlement-batch' })).toBeVisible();
});

test('what failed is told apart from what was applied, and only that is planned again', async ({ offsight }) => {
  const page = await offsight.open('fixture=half-done&every=0');
  await openReset(page, /^warehouse/u, 'broken-batch');
  await confirm(page, '', /^Reset 3 partitions in Development/u);
  await expect(page.getByText('2 partitions applied and read back.')).toBeVisible();
  await expect(page.getByText('Not applied: 1 failed. See below.')).toBeVisible();
  await expect.poll(() => cells(page, 'Outcome', 'Outcome')).toEqual(['failed: The coordinator did not take it.', 'applied, read back 1,511', 'applied, read back 1,822']);
  await page.getByRole('button', { name: 'Retry the rest…' }).click();
  await expect(page.getByRole('heading', { name: 'Retry: reset offsets of broken-batch' })).toBeVisible();
  await expect.poll(() => cells(page, 'Plan', 'Partition')).toEqual(['orders-fails-0']);
});

test('what moved since the plan is told in few sentences, and all of it when somebody asks', async ({ offsight }) => {
  const page = await offsight.open('fixture=half-done&every=0');
  await openReset(page, /^warehouse/u, 'drifting-batch');
  await confirm(page, '', /^Reset 10,000 partitions in Development/u);
  await expect(page.getByText('Nothing was changed. The committed offset of drifting-batch for orders-drifts-0 was 5 and is 6 now. The committed offset of drifting-batch for orders-drifts-1 was 5 and is 6 now. The committed offset of drifting-batch for orders-drifts-2 was 5 and is 6 now. The same of 9,997 more of group drifting-batch.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all 10,000' }).click();
  await page.getByRole('region', { name: 'Reasons' }).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(page.getByText('The committed offset of drifting-batch for orders-drifts-9999 was 5 and is 6 now.')).toBeVisible();
  expect(await page.locator('*').count()).toBeLessThan(1_700);
});

test('waiting for members goes on through a failure, and says that they left only when they have', async ({ offsight }) => {
  const page = await offsight.open('fixture=half-done&every=0');
  await openGroupOf(page, /^warehouse/u, 'leaving-batch');
  await page.getByRole('button', { name: 'Reset offsets…' }).click();
  await expect(page.getByRole('button', { name: 'Refused' })).toBeDisabled();
  await page.evaluate(() => {
    const said = ((window as unknown as { said: string[] }).said = []) as string[];
    new MutationObserver(() => {
      for (const words of ['did not answer', 'No member is left']) if (document.body.innerText.includes(words) && said[said.length - 1] !== words) said.push(words);
      if (document.body.innerText.includes('Stop waiting') && said[said.length - 1] !== 'waiting') said.push('waiting');
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await page.getByRole('button', { name: /^Wait until it is empty/u }).click();
  await expect(page.getByText('No member is left. This is a fresh plan; nothing was applied.')).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual(['waiting', 'did not answer', 'waiting', 'No member is left']);
});

test('stopping in the middle says what was applied and what was not begun', async ({ offsight }) => {
  const page = await offsight.open('fixture=half-done&every=0');
  await openReset(page, /^warehouse/u, 'slow-batch');
  await confirm(page, '', /^Reset 4 partitions in Development/u);
  await expect(page.getByText('4 of 4 partitions committed')).toBeVisible();
  await page.getByRole('tab', { name: 'Topics' }).click(); // looking elsewhere ends and hides nothing
  await expect(page.getByRole('grid', { name: 'Topics' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('4 of 4 partitions committed')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('1 partition applied and read back.')).toBeVisible();
  await expect(page.getByText('Not applied: 3 not begun. See below.')).toBeVisible();
  await page.getByRole('button', { name: /^Offset 1,200 of orders-slow-0/u }).click();
  await expect(page.getByRole('complementary', { name: 'Record 1,200' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('1 partition applied and read back.')).toBeVisible();
});

test('Esc leaves a sheet for good: going back does not lead to it again', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: /^Partitions/u })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid')).toBeVisible();
});

test('where what is done cannot be written down nothing can be done, and it says why', async ({ offsight }) => {
  const page = await offsight.open('fixture=audit-off&every=0');
  await openReset(page, /^audit-off/u, 'settlement-batch');
  await expect(page.getByText(/^Nothing can be changed now: The audit .* cannot be written \(ENOSPC\)/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Changes are off' })).toBeDisabled();
  await expect(page.getByRole('note', { name: /^Changes are off:/u })).toBeVisible();
});

test('10,000 partitions are one plan of few nodes', async ({ offsight }) => {
  const page = await offsight.open('fixture=wide-plan&every=0');
  await openReset(page, /^warehouse/u, 'bulk-loader');
  await expect(page.getByText('10,000 partitions change.')).toBeVisible();
  expect(await page.locator('*').count()).toBeLessThan(1_500);
  await page.getByRole('region', { name: 'Plan' }).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(page.locator('tr[aria-rowindex="10001"]')).toBeVisible();
  await confirm(page, '', /^Reset 10,000 partitions in Development/u);
  await expect(page.getByText('10,000 partitions applied and read back.')).toBeVisible();
});

for (const fixture of ['incident', 'hostile'] as const) {
  test(`nothing is wider than a small window: ${fixture}`, async ({ offsight }) => {
    const page = await offsight.open(`fixture=${fixture}&every=0`, { width: 1_024, height: 700 });
    const fits = async (): Promise<void> => expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, [...document.querySelectorAll('main header, main footer, main section')].filter((each) => each.scrollWidth > each.clientWidth + 1).length])).toEqual([1_024, 700, 0]);
    await openCluster(page, fixture === 'incident' ? PAYMENTS : /bold/u);
    await page.getByRole('checkbox', { name: 'Choose every group of this list' }).check();
    await fits();
    await page.getByRole('button', { name: /^Reset…/u }).click();
    await page.getByRole('radio', { name: 'to-earliest' }).check();
    await expect(page.getByRole('table', { name: 'Plan' }).getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
    await fits();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /^Delete…/u }).click();
    await expect(page.getByRole('table', { name: 'What goes' })).toBeVisible();
    await fits();
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByRole('button', { name: /what was meant/u }).last().click();
    await expect(page.getByRole('table', { name: 'Partitions of this change' })).toBeVisible();
    await fits();
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByRole('radio', { name: /^The team’s topic/u }).click();
    await expect(page.getByText(/^Read: the newest/u)).toBeVisible();
    await fits();
    await page.getByRole('button', { name: /what was meant/u }).last().click();
    await expect(page.getByText(/^It was too long/u)).toBeVisible();
    await fits();
  });
}

test('a record is not copied to its own topic; who reads another one is said', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('button', { name: /^Offset .* of settlements-0/u }).first().click();
  await page.getByRole('button', { name: 'Copy to a topic…' }).click();
  const topic = page.getByLabel('Topic to write to; it must exist');
  await topic.fill('settlements');
  await expect(page.getByText('The record is in this topic: its groups would read it once more.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'The same topic' })).toBeDisabled();
  await topic.fill('order');
  await page.getByRole('list', { name: 'Topics' }).getByRole('button').first().click();
  await expect(page.getByText(/ reads? this topic: /u)).toBeVisible();
});

for (const [topic, said] of [
  ['held-slow', 'Stopped: nothing was written.'],
  ['sent-slow', /^It was sent before it could be stopped\. The record at offset .* was written to sent-slow-2 at offset 17\.$/u],
] as const) {
  test(`stopping a copy says what became of it: ${topic}`, async ({ offsight }) => {
    const page = await offsight.open('fixture=half-done&every=0');
    await openReset(page, /^warehouse/u, 'broken-batch');
    await page.getByRole('button', { name: /^Offset .* of orders-/u }).first().click();
    await page.getByRole('button', { name: 'Copy to a topic…' }).click();
    await page.getByLabel('Topic to write to; it must exist').fill(topic);
    await page.getByRole('button', { name: /opy 1 record in Development/u }).click();
    await page.getByRole('region', { name: 'Records' }).getByRole('button').nth(3).click(); // looking at another record hides nothing
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(said)).toBeVisible();
  });
}

test('a read-only cluster is unlocked by the button that says so; the reason is then kept for that group, the name is not', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unlock and reset 6 partitions in PRODUCTION', exact: true })).toBeDisabled();
  await confirm(page, 'settlement-batch', /^Reset 6 partitions in PRODUCTION/u);
  await page.getByRole('button', { name: 'Undo…' }).click();
  await expect(page.getByRole('button', { name: 'Put back 6 partitions in PRODUCTION', exact: true })).toBeDisabled();
  await expect(page.getByLabel(/^Reason/u)).toHaveValue('INC-4471');
  await expect(page.getByLabel(/^Type .* to confirm$/u)).toHaveValue('');
  await openReset(page, PAYMENTS, 'orders-replay');
  await expect(page.getByLabel(/^Reason/u)).toHaveValue('');
});

test('a cluster that becomes another environment is locked again, and says so at once', async ({ offsight }) => {
  const page = await offsight.open('fixture=wide-plan&every=0');
  await openReset(page, /^warehouse/u, 'bulk-loader');
  await confirm(page, 'bulk-loader', /^Reset /u);
  await expect(page.getByRole('button', { name: /^Writes 1[45]:\d\d left/u })).toBeVisible();
  await page.getByRole('tab', { name: /^Brokers/u }).click(); // a page that does not ask by itself
  await page.getByRole('button', { name: 'Connection' }).click();
  await page.getByRole('radio', { name: 'Production' }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible();
});
