import { expect, openCluster, test } from './support/harness-test';

test('a first start asks for a cluster, and says why there is no demo where there is none', async ({ offsight }) => {
  const page = await offsight.open('fixture=welcome-no-demo');
  await expect(page.getByRole('heading', { name: 'Which cluster do you want to watch?' })).toBeVisible();
  await expect(page.getByText('The demo needs Java 17 or later, and none was found on this machine.')).toBeVisible();
  await expect(page.getByRole('button', { name: /demo/ })).toHaveCount(0);

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Say at least one broker, like broker-1:9092.');
  await page.getByRole('textbox', { name: 'Bootstrap servers' }).fill('bad-1.example.net:9093');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByRole('button', { name: 'Cancel the test' }).click();
  await expect(page.getByText('Test cancelled.')).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('certificate names *.internal.example.net only')).toBeVisible();
  await expect(page.getByText('Use the name that the certificate has.')).toBeVisible();

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'bad-1' })).toBeVisible();
  await expect(page.getByText('Kafka answers with an empty list, not with an error.')).toBeVisible();
});

test('stale figures say how old they are and why, and nothing becomes 0', async ({ offsight }) => {
  const page = await offsight.open('fixture=stale');
  await openCluster(page, /^payments-eu/);
  await expect(page.getByText(/No broker of payments-eu answered within 10 s/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await expect(page.getByRole('row', { name: /settlement-batch/ })).toContainText('171,');
  await expect(page.getByRole('contentinfo')).toContainText('Not live');
  await expect(page.getByText('5 of 214 groups needed attention when last read, 2 could not be read in full.')).toBeVisible();
});

test('a cluster that was never read says what happened and what to do', async ({ offsight }) => {
  const page = await offsight.open('fixture=failed');
  await openCluster(page, /^payments-eu/);
  await expect(page.getByText(/use the name in the certificate/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
});

test('an engine that starts again is told, with the last figures kept', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, /^payments-eu, production/);
  await page.evaluate(() => window.harness.emit('engine:changed', { state: 'restarting', text: null }));
  await expect(page.getByText(/stopped and is starting again/)).toBeVisible();
  await expect(page.getByRole('row', { name: /settlement-batch/ })).toBeVisible();
  await page.evaluate(() => window.harness.emit('engine:changed', { state: 'failed', text: 'It died five times.' }));
  await page.getByRole('button', { name: 'Start it again' }).click();
  await expect(page.getByText(/could not be started/)).toBeHidden();
});

test('a mistake in one page leaves the window standing', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await page.evaluate(() => window.harness.spoil('topics:read'));
  await openCluster(page, /^payments-eu, production/);
  await page.getByRole('tab', { name: /Topics/ }).click();
  await expect(page.getByRole('alert')).toContainText('This page could not be drawn.');
  await expect(page.getByLabel('Details')).toContainText(/page: topics[^]*TypeError/);
  expect(offsight.takeComplaints().join()).toContain('TypeError');

  await page.getByRole('button', { name: 'Copy details' }).click();
  expect(await page.evaluate(() => window.getSelection()?.toString())).toContain('TypeError');
  await page.getByRole('tab', { name: /Groups/ }).click();
  await expect(page.getByRole('grid', { name: /Groups of/ })).toBeVisible();
  await page.getByRole('tab', { name: /Topics/ }).click();
  await page.getByRole('button', { name: 'Show all clusters' }).click();
  await expect(page.getByText('Worst groups of all clusters')).toBeVisible();
  offsight.takeComplaints();
});

test('what is to be known about a connection stands with it', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, /^payments-us/);
  const notes = page.getByRole('list', { name: 'About this connection' });
  await expect(notes).toContainText('the name in the certificate is not checked');
  await page.getByRole('tab', { name: /Brokers/ }).click();
  await expect(notes).toContainText('the name in the certificate is not checked');
  await page.getByRole('button', { name: 'Connection' }).click();
  await expect(notes.getByRole('listitem')).toHaveCount(2);
});

test('a cluster that was just added is connecting, not gone, until the list has told', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0&adding=1500');
  await page.getByRole('button', { name: 'Add cluster' }).click();
  await page.getByRole('textbox', { name: 'Bootstrap servers' }).fill('new-1.example.net:9092');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Connecting…')).toBeVisible();
  await expect(page.getByText('no longer in the list')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'new-1' })).toBeVisible();
});

test('adding a cluster can be left by Esc from its field and by a button', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  for (const leave of [() => page.keyboard.press('Escape'), () => page.getByRole('button', { name: 'Cancel', exact: true }).click()]) {
    await page.getByRole('button', { name: 'Add cluster' }).click();
    await expect(page.getByRole('textbox', { name: 'Bootstrap servers' })).toBeFocused();
    await leave();
    await expect(page.getByText('Worst groups of all clusters')).toBeVisible();
  }
});

test('a paused cluster stands still, and says as of when', async ({ offsight }) => {
  const page = await offsight.open('fixture=paused&every=0');
  await openCluster(page, /^payments-eu/);
  const shown = () => page.locator('main').innerText();
  await expect(page.getByText(/^As of \d\d:\d\d:\d\d:/)).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText(/Data as of \d\d:\d\d:\d\d/);
  await page.waitForTimeout(500);
  const before = await shown();
  await page.waitForTimeout(2_500); // ages tick once a second
  expect(await shown()).toBe(before);
});

test('a broker that is away is told as long as it is, with its whole failure on its page', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await openCluster(page, /^logistics, production/);
  await expect(page.getByText(/60 groups have old figures\. Broker 3/)).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('Partly live');
  await page.getByRole('tab', { name: /Brokers/ }).click();
  const failure = page.getByRole('cell', { name: /did not answer within 10 s/ });
  expect(await failure.evaluate((cell) => cell.scrollWidth <= cell.clientWidth && cell.scrollHeight <= cell.clientHeight)).toBe(true);
});

test('the sheet of keys leads to how partitions are assigned, and back', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'How partitions are assigned' }).click();
  await expect(page.getByRole('heading', { name: 'How partitions are assigned' })).toBeVisible();
  await expect(page.getByRole('figure', { name: /consumer 1 reads 4/u })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Worst groups of all clusters')).toBeVisible();
});
