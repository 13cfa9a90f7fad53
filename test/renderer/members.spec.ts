import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/harness-test';
import { cells, confirm } from './support/sheets';

const open = async (page: Page, key: string, region: string): Promise<void> => {
  await page.keyboard.press(key);
  await expect(page.getByRole('region', { name: region, exact: true }).first()).toBeVisible();
};

test('the members’ tab tells who is idle and why, which topics are absent, and puts hosts together', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await open(page, '2', 'What the assignment tells');
  const tells = page.getByRole('region', { name: 'What the assignment tells' });
  await expect(tells).toContainText('1 member: consumer-5. Its only topic, orders.v2, is absent.');
  await expect(tells).toContainText('They differ: 4 members to orders, refunds, chargebacks; consumer-5 to orders.v2.');
  await page.getByRole('radio', { name: 'Host' }).click();
  await expect(page.getByTestId('ownership')).toContainText('10.4.1.21');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText('Saved as /home/ops/assignment.csv.')).toBeVisible();
});

test('of the time before the oldest rebalance that is kept nothing is drawn; a click on a row opens it, Esc closes it first', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await expect(page.getByText('At least 7 rebalances in 10 min because of consumer-4.')).toBeVisible();
  await open(page, '3', 'Members and rebalances');
  await expect(page.getByText('not kept', { exact: true })).toBeVisible();
  await expect(page.getByText('25 older ones of the last hour are not kept.')).toBeVisible();
  await page.getByRole('table', { name: 'Rebalances' }).getByRole('row').nth(2).getByRole('cell').nth(3).click();
  const detail = page.getByRole('complementary', { name: /^Rebalance at/u });
  await expect(detail).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Members and rebalances' })).toBeVisible();
});

test('200 members on 1,000 partitions: all of them at a glance, and a click goes to one', async ({ offsight }) => {
  const page = await offsight.openGroup('skewed200');
  await open(page, '2', 'What the assignment tells');
  const picture = page.getByTestId('ownership');
  await expect(picture.getByText('Partitions 0 to 9')).toBeVisible();
  await expect(picture.getByText('50 idle', { exact: true })).toBeVisible();
  await expect(picture.getByText(/^idle: /u)).toHaveCount(0);
  await picture.locator('canvas').first().click({ position: { x: 380, y: 8 } });
  await expect(picture.getByText(/^idle: /u).first()).toBeVisible();
  await picture.locator('canvas').first().hover({ position: { x: 1, y: 8 } });
  await expect(picture.getByText(/^orders-enrichment …1a724: 8 partitions, lag 3,\d{3},\d{3}$/u)).toBeVisible();
  await page.getByRole('radio', { name: 'Host' }).click();
  await expect(picture.getByText(', 12 members, 3 idle').first()).toBeVisible();
});

test('a storm is said on every tab, each rebalance has its cause, and one of them is told in full', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await expect(page.getByText('At least 7 rebalances in 10 min because of consumer-4.')).toBeVisible();
  await open(page, '3', 'Members and rebalances');
  await expect.poll(async () => (await cells(page, 'Rebalances', 'Likely cause')).slice(0, 2)).toEqual(['Member joined certain', 'Poll interval exceeded likely']);
  expect((await cells(page, 'Rebalances', 'What changed')).slice(0, 2)).toEqual(['consumer-4 joined', 'consumer-4 left']);
  expect((await cells(page, 'Rebalances', 'Took')).at(-1)).toBe('≥ 3.4 s');
  await page.getByRole('table', { name: 'Rebalances' }).getByRole('button').nth(1).press('Enter');
  const detail = page.getByRole('complementary', { name: /^Rebalance at/u });
  await expect(detail).toContainText('it was too slow for its max.poll.interval.ms');
  await expect(detail).toContainText('orders-0: consumer-4 → consumer-1');
  await page.locator('main').click({ position: { x: 300, y: 10 } });
  await page.keyboard.press('k');
  await expect(detail).toContainText('consumer-4 joined.');
});

test('a rebalance that hangs says who it waits for', async ({ offsight }) => {
  const page = await offsight.openGroup('edges');
  await expect(page.getByText(/^A rebalance is on, seen for 1\d s: it waits for audit-a, for 48 s more at most\./u)).toBeVisible();
  await open(page, '3', 'Members and rebalances');
  await expect(page.getByTestId('lanes').getByText('awaited', { exact: true })).toBeVisible();
  await expect.poll(async () => (await cells(page, 'Rebalances', 'Took'))[0]).toMatch(/^\d+ s so far$/u);
});

test('members that fell silent say when they would leave, and which lived on; where nobody is silent there is no such column', async ({ offsight }) => {
  const page = await offsight.openGroup('silent');
  await page.keyboard.press('2');
  await expect.poll(() => cells(page, 'Members', 'No commit for')).toEqual(['', '13 s; if stopped, leaves in ~47 s', '3 min 10 s; lived on', '21 s; if stopped, leaves in ~24 s']);
  await expect(page.getByTitle('No commit for 21 s though records wait. If it stopped then, it leaves in about 24 s, by the consumer’s default of 45 s; Kafka does not tell a classic member’s.')).toBeVisible();
  await page.getByRole('table', { name: 'Members' }).getByRole('button', { name: 'No commit for' }).click();
  await expect.poll(async () => (await cells(page, 'Members', 'No commit for ↓')).map((text) => text.slice(0, 4))).toEqual(['3 mi', '21 s', '13 s', '']);
  const healthy = await offsight.openGroup('incident');
  await healthy.keyboard.press('2');
  await expect(healthy.getByRole('table', { name: 'Members' })).not.toContainText('No commit for');
});

test('what if: what moves is drawn, said and listed; nothing is asked of Kafka', async ({ offsight }) => {
  const page = await offsight.openGroup('crowded');
  await open(page, '4', 'Before and after');
  await page.getByLabel('without').selectOption({ label: 'invoice-mailer 10.4.1.20' });
  await expect(page.getByText('3 of 3 partitions move; all of them stand still on the way. It takes 1 rebalance. 1 member would be idle.')).toBeVisible();
  await expect(page.getByRole('figure', { name: /^What if: 3 of 3 partitions move/u })).toBeVisible();
  await expect.poll(() => cells(page, 'Before and after', 'Partitions now')).toEqual(['1', '1', '1', '0', '0']);
  expect((await page.getByRole('table', { name: 'Before and after' }).locator('tbody tr').first().innerText()).split('\t')).toContain('gone');
  await expect(page.getByText(/Its last 5 rebalances took 3\.1 to 4\.1 s\. The busiest member reads 26 records\/s and was not behind/u)).toBeVisible();
  await page.getByRole('table', { name: 'Before and after' }).getByRole('button', { name: 'Would get' }).click();
  await expect.poll(() => cells(page, 'Before and after', 'Would get ↓')).toEqual(['26/s', '23/s', '20/s', '', '']);
  await page.getByRole('button', { name: 'As it is', exact: true }).click();
  await page.getByLabel('Assignor').selectOption('cooperative-sticky');
  await expect(page.getByText(/cooperative-sticky instead of range takes two rolling restarts of every member/u)).toBeVisible();
  await page.getByRole('button', { name: 'How partitions are assigned' }).click();
  await expect(page.getByRole('figure', { name: '5 consumers: consumer 1 reads 1, consumer 2 reads 1, consumer 3 reads 1, consumer 4 reads 1, consumer 5 reads 0.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: 'What if' })).toHaveAttribute('aria-selected', 'true');
});

test('a rebalance is triggered with its consequence told before, and stands on the timeline as ours', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await page.keyboard.press('3');
  await page.getByRole('button', { name: 'Trigger rebalance…' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Consequences' })).toContainText('Cooperative: no partition moves and none stands still.');
  await expect(page.getByRole('button', { name: 'Trigger 1 rebalance in PRODUCTION' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await confirm(page, 'payments-worker', /^Trigger 1 rebalance/u);
  await expect(page.getByText('Left again. Waiting until the group is stable…')).toBeVisible();
  await expect(page.getByText('Stable after 3.1 s, generation 12 → 13, 0 partitions moved.')).toBeVisible();
  await page.getByRole('button', { name: 'See the rebalance' }).click();
  await expect.poll(async () => (await cells(page, 'Rebalances', 'Likely cause'))[0]).toBe('Triggered from here certain');
});

test('where there is no rebalance to trigger, why and what there is instead', async ({ offsight }) => {
  const page = await offsight.openGroup('edges');
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Trigger rebalance…' }).click();
  await expect(page.getByText(/^A KIP-848 group has no rebalance to trigger/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refused', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Remove members…' }).click();
  await expect(page.getByRole('heading', { name: 'Remove members of audit-trail' })).toBeVisible();
});

test('members are removed: chosen by hand, by host or all, with what became of each', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Remove members…' }).click();
  await expect(page.getByText('Choose who is to be removed.')).toBeVisible();
  await page.getByRole('checkbox', { name: /^consumer-2/u }).check();
  await page.getByRole('checkbox', { name: /^consumer-4/u }).check();
  await expect.poll(() => cells(page, 'Members to be removed', 'Client id')).toEqual(['consumer-2', 'consumer-4']);
  await page.getByRole('radio', { name: 'all of one host' }).check();
  await expect.poll(() => cells(page, 'Members to be removed', 'Client id')).toEqual(['consumer-1']);
  await page.getByRole('radio', { name: 'all 5 members' }).check();
  await expect(page.getByRole('button', { name: 'Remove all 5 members in PRODUCTION' })).toBeVisible();
  await page.getByRole('radio', { name: 'single members' }).check();
  await page.getByRole('checkbox', { name: /^consumer-2/u }).check();
  await confirm(page, 'payments-worker', /^Remove 1 member in PRODUCTION/u);
  await expect(page.getByText('1 member removed.')).toBeVisible();
  await expect.poll(() => cells(page, 'Members to be removed', 'What became of it')).toEqual(['removed, came back as consumer-2, id …again: its process lives']);
});

test('who seems to have stopped can be chosen at once, with what each of them has; the plan names their partitions', async ({ offsight }) => {
  const page = await offsight.openGroup('silent');
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Remove members…' }).click();
  const list = page.getByRole('group', { name: 'Members' });
  await expect(list.getByText('no commit for 13 s; if stopped, leaves in ~47 s')).toBeVisible();
  await expect(list.getByText(/^2 partitions, lag \d+$/u)).toHaveCount(4);
  await page.getByRole('button', { name: 'Choose the 3 that seem stopped' }).click();
  await expect.poll(() => cells(page, 'Members to be removed', 'Which')).toEqual(['invoices 1, 5', 'invoices 2, 6', 'invoices 3, 7']);
});

test('one member is removed from its row, by the keyboard', async ({ offsight }) => {
  const page = await offsight.openGroup('incident');
  await page.keyboard.press('2');
  await page.getByRole('button', { name: /^Remove consumer-2/u }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Remove members of payments-worker' })).toBeVisible();
  expect(await page.getByRole('group', { name: 'Members' }).getByRole('checkbox', { checked: true }).evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')))).toEqual([expect.stringMatching(/^consumer-2/u)]);
  await expect.poll(() => cells(page, 'Members to be removed', 'Client id')).toEqual(['consumer-2']);
  await expect(page.getByRole('button', { name: 'Remove 1 member in PRODUCTION' })).toBeDisabled();
  await confirm(page, 'payments-worker', /^Remove 1 member/u);
  await expect(page.getByText('1 member removed.')).toBeVisible();
});

test('members of a streams group, with their processes and tasks; nobody is removed from it', async ({ offsight }) => {
  const page = await offsight.openGroup('streams');
  await page.keyboard.press('2');
  await expect.poll(() => cells(page, 'Members', 'Tasks')).toEqual(['2 active', '2 active', '2 active', '2 standby']);
  await expect.poll(() => cells(page, 'Members', 'Assignment')).toEqual(['payments 0, 3', 'payments 1, 4', 'payments 2, 5', ' idle: it has no active task, only copies of states']);
  await expect(page.getByRole('button', { name: /^Remove fraud/u })).toHaveCount(0);
});

for (const group of ['hostile', 'wide200', 'skewed200', 'share', 'streams', 'unknown', 'empty', 'single']) {
  test(`every tab holds, and nothing is wider than a small window: ${group}`, async ({ offsight }) => {
    const page = await offsight.openGroup(group, '', { width: 1_024, height: 700 });
    for (const key of ['2', '3', '4', '5']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1_024, 700]);
      expect(await page.locator('main img, main script, main a').count()).toBe(0);
      expect(await page.locator('*').count()).toBeLessThan(2_800);
    }
  });
}

for (const theme of ['dark', 'light'] as const) {
  test(`no accessibility rule is broken: ${theme}`, async ({ offsight }) => {
    const page = await offsight.openGroup('incident', `theme=${theme}`);
    const broken = async (): Promise<string[]> => {
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
      return violations.map(({ id, nodes }) => `${id} ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' ')}`);
    };
    for (const key of ['2', '3', '4']) {
      await page.keyboard.press(key);
      if (key === '3') await page.getByRole('table', { name: 'Rebalances' }).getByRole('button').first().click();
      expect([key, ...(await broken())]).toEqual([key]);
    }
    await page.getByRole('button', { name: 'How partitions are assigned' }).click();
    expect(await broken()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Remove members…' }).click();
    await page.getByRole('checkbox', { name: /^consumer-2/u }).check();
    await expect(page.getByRole('table', { name: 'Members to be removed' })).toBeVisible();
    expect(await broken()).toEqual([]);
    await confirm(page, 'payments-worker', /^Remove 1 member/u);
    await expect(page.getByText('1 member removed.')).toBeVisible();
    expect(await broken()).toEqual([]);
  });
}
