import { expect, groupsInView, openCluster, test } from './support/harness-test';

test('a filter hides what does not match, keeps what is not known, and says so', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, /^payments-eu, production/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '215');

  await page.keyboard.press('/');
  await page.keyboard.type('lag:>50k');
  await expect(page.getByText('6 of 214 match, 4 with unknown figures kept')).toBeVisible();
  expect(await groupsInView(page)).toEqual(['settlement-batch', 'refund-audit', 'search-indexer', 'orders-replay', 'risk-model', 'team-risk-scores']);

  await page.keyboard.press('Escape');
  await page.keyboard.type('lag:loads');
  await expect(page.getByText('lag:loads is not understood: write lag:>1000, lag:<=5k or lag:=0.')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '215');

  await page.getByRole('textbox', { name: 'Filter groups' }).fill('no-such-group');
  await expect(page.getByText('214 groups hidden.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter Esc' }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '215');
});

test('rows keep their places while pointed at, and take their new ones afterwards', async ({ offsight }) => {
  const page = await offsight.open('fixture=10k&every=0');
  await openCluster(page, /^warehouse/);
  await page.getByRole('columnheader', { name: 'Lag' }).getByRole('button').click();
  const grid = page.getByRole('grid');
  const box = await grid.boundingBox();
  if (box === null) throw new Error('The grid has no box.');
  await page.mouse.move(box.x + 300, box.y + 200);
  await expect(page.getByText('Order held while you point.')).toBeVisible();

  const before = await groupsInView(page);
  const column = await grid.getByRole('columnheader', { name: 'Lag' }).getAttribute('aria-colindex');
  const lag = () => grid.locator(`[role=row][id] > [aria-colindex="${column}"]`).allInnerTexts();
  const lagBefore = await lag();
  for (let round = 0; round < 3; round += 1) {
    await page.waitForTimeout(1_200);
    await page.evaluate(() => window.harness.round());
  }
  await expect.poll(lag).not.toEqual(lagBefore);
  expect(await groupsInView(page)).toEqual(before);

  await page.mouse.move(box.x + 300, box.y - 100);
  await expect(page.getByText('Order held while you point.')).toBeHidden();
  expect(await groupsInView(page)).not.toEqual(before);
});

test('a group that keeps up and rebalances all the time is marked, and the filter finds it', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, /^demo-three/u);
  await expect(page.getByText('4 of 17 groups need attention, 1 rebalances often.')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('rebalances:>5');
  await expect.poll(() => groupsInView(page)).toEqual(['demo-restless']);
  await expect(page.getByTitle('Rebalancing often: at least 11 in 10 min. At least 11 rebalances in 10 min. demo-restless-3 on 10.4.0.13 came or went in 11 of the 11 that were seen.')).toHaveText(/11 in 10 min$/u);
});

test('the keyboard alone leads from all clusters to the worst group and back', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await expect(page.getByText('13 of 815 groups need attention, 1 group rebalances often.')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'payments-eu' })).toBeVisible();
  await expect(page.getByRole('grid')).toBeVisible();

  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('row', { selected: true })).toContainText('payments-worker');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /payments-worker is stalled on orders-3/ })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { selected: true })).toContainText('payments-worker');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('13 of 815 groups need attention, 1 group rebalances often.')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys and filters' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('hostile names stay text, whole and apart', async ({ offsight }) => {
  const page = await offsight.open('fixture=hostile&every=0');
  await openCluster(page, /bold/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '17');
  const names = await groupsInView(page);
  for (const shown of ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', '\\u202egnp.exe', 'tab\\x09here\\x0aline', 'zero\\u200bwidth', 'broken\\x80\\xffbytes', ' leading and trailing ', '(empty name)']) {
    expect(names).toContain(shown);
  }
  expect(await page.locator('#root img, #root script, #root b b').count()).toBe(0);
  await page.getByRole('row', { name: /__proto__/ }).first().click();
  await expect(page.getByRole('heading', { name: /__proto__/ })).toBeVisible();
});

test('what is chosen of the columns is kept, and what always stays cannot be hidden', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, /^payments-eu, production/);
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('checkbox', { name: /Lag/ })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'State' }).uncheck();
  await expect(page.getByRole('columnheader', { name: 'State' })).toBeHidden();
  await page.reload();
  await openCluster(page, /^payments-eu, production/);
  await expect(page.getByRole('columnheader', { name: 'Group', exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'State' })).toBeHidden();
});
