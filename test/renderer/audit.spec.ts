import { expect, openCluster, test } from './support/harness-test';
import { cells, confirm, openReset } from './support/sheets';

const PAYMENTS = /^payments-eu, production/u;

test('a change is in the audit at once, shows what became of it, and is undone from there', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('radio', { name: 'to-snapshot' }).check(); // reads the audit before
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  const before = await cells(page, 'Plan', 'Now');
  await confirm(page, 'settlement-batch', /^Reset 6 partitions in PRODUCTION/u);
  await expect(page.getByText('6 partitions applied and read back.')).toBeVisible();
  await page.getByRole('tab', { name: 'Audit' }).click();
  await expect.poll(async () => (await cells(page, 'Changes', 'Reason'))[0]).toBe('INC-4471');
  await page.getByRole('button', { name: /what was meant/u }).first().click();
  await expect(page.getByRole('heading', { name: 'reset of settlement-batch' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo…' }).click();
  await expect.poll(() => cells(page, 'Plan', 'New')).toEqual(before);
  await confirm(page, 'settlement-batch', /^Put back 6 partitions in PRODUCTION/u);
  await expect(page.getByText('6 partitions applied and read back.')).toBeVisible();
});

test('what was taken back already is not taken back again by the same button', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  const applied = async (verb: RegExp): Promise<void> => {
    await confirm(page, 'settlement-batch', verb);
    await expect(page.getByText('6 partitions applied and read back.')).toBeVisible();
  };
  const openUndo = async (nth: number): Promise<void> => {
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.getByRole('button', { name: /what was meant/u }).nth(nth).click();
    await page.getByRole('button', { name: 'Undo…' }).click();
    await expect(page.getByText(/^This takes back the reset/u)).toBeVisible();
  };
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  await applied(/^Reset 6 partitions in PRODUCTION/u);
  await openUndo(0);
  await applied(/^Put back 6 partitions in PRODUCTION/u);
  await openUndo(1);
  await expect(page.getByText(/It was taken back already/u)).toBeVisible();
  await page.keyboard.press('Escape');
  await openReset(page, PAYMENTS, 'settlement-batch');
  await page.getByRole('radio', { name: 'to-earliest' }).check();
  await applied(/^Reset 6 partitions in PRODUCTION/u);
  await openUndo(2);
  await expect(page.getByRole('button', { name: 'Taken back already' })).toBeDisabled();
  await page.getByRole('button', { name: 'Take it back again' }).click();
  await expect(page.getByRole('button', { name: /ut back 6 partitions in PRODUCTION/u })).toBeVisible();
});

test('what was cut off is read back when somebody asks', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, PAYMENTS);
  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByRole('button', { name: 'cut off: what became of it?' }).click();
  await expect.poll(async () => new Set(await cells(page, 'Partitions of this change', 'What became of it'))).toEqual(new Set(['not written down']));
  await page.getByRole('button', { name: 'What became of it?' }).click();
  await expect.poll(async () => (await cells(page, 'Partitions of this change', 'What became of it')).slice(1, 3)).toEqual(['applied', 'not applied: it is as before']);
  await expect(page.getByText(/^Read back later/u)).toBeVisible();
});

test('the team’s topic is the same list with what its hashes prove; another computer’s change is undone there', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, PAYMENTS);
  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByRole('radio', { name: 'The team’s topic offsight-audit' }).click();
  await expect(page.getByText(/^Read: the newest 6 lines; older ones are in the topic\./u)).toBeVisible();
  await expect(page.getByText(/: 2 lines: 1 is not what its own hash says: changed, or made up; 1 contradicts another line/u)).toBeVisible();
  await expect(page.getByText(/ Not listed: 2 records are no line of an audit; 1 change is of another cluster\.$/u)).toBeVisible();
  await expect.poll(() => cells(page, 'Changes', 'Outcome')).toEqual(['all 6 done', 'no result in the topic']);
  await page.getByText('What the hashes prove').click();
  await expect(page.getByText('mara@bastion-2: 4 lines: 3 carry the hash of the line before; of 1 the line before was not read (it is older, or about another cluster).')).toBeVisible();
  await page.getByRole('button', { name: /what was meant/u }).first().click();
  await expect(page.getByText('What was committed before is kept only on bastion-2: undo it there.')).toBeVisible();
  await expect.poll(() => cells(page, 'Partitions of this change', 'What became of it')).toEqual(Array.from({ length: 6 }, () => 'applied'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /what was meant/u }).nth(1).click();
  await expect(page.getByText(/^It was too long for the topic/u)).toBeVisible();
  await page.getByRole('button', { name: 'All changes' }).click();
  await page.getByRole('radio', { name: 'This computer' }).click();
  await expect(page.getByText(/Kept in/u)).toBeVisible();
});
