import type * as PerfHooks from 'node:perf_hooks';
import { createProgress } from '../../../scripts/lib/progress.mjs';
import { expect, test, type Offsight } from '../../e2e/support/offsight';
import { WINDOW_SCALE } from '../scales.mjs';
import { startSeeded } from '../setting.mjs';
import { figure, markdownTable, median, quantile } from '../statistics.mjs';
import { openFirstRow, scroll, typeFilter } from './frames';

const WIDE = { partitions: 1_000, members: 20 };
const OPENINGS = 7;
const MAIN_SECONDS = 20;

const table: string[][] = [['figure', 'value', 'goal', '']];

function add(name: string, value: number, unit: string, goal: number | null, atLeast = false): void {
  const met = goal === null ? '' : (atLeast ? value >= goal : value <= goal) ? 'met' : 'MISSED';
  table.push([name, `${figure(value)} ${unit}`, goal === null ? '' : `${atLeast ? '≥' : '≤'} ${goal} ${unit}`, met]);
}

test('10,000 groups and a group of 1,000 partitions in the window, while rounds go on', async ({ start }) => {
  const { broker, seed } = await startSeeded(WINDOW_SCALE, createProgress());
  try {
    const { groups } = await seed.ask(`wide ${WIDE.partitions} ${WIDE.members}`);
    const first = await start();
    await measureMain(first, 'without clusters', null);
    const added = await first.invoke('clusters:add', { name: 'bench', environment: 'test', bootstrapServers: broker.near, commandConfig: null, intervalMs: 1_000 });
    if (!added.ok) throw new Error('The cluster was not added.');
    await expect.poll(async () => (await first.invoke('clusters:read'))[0]?.groups).toBe(groups);
    await measureWindow(first);
    await measureMain(first, 'while rounds go on', 4);
    await first.quit();

    const startedAt = performance.now();
    const { page } = await start();
    await page.getByText(/bench-(group|wide)/u).first().waitFor();
    add('start of the app to first groups on screen', performance.now() - startedAt, 'ms', 2_500);
  } finally {
    seed.close();
    broker.stop();
    process.stdout.write(`\n${markdownTable(table)}\n`);
  }
});

async function measureWindow({ page }: Offsight): Promise<void> {
  await page.getByText('bench', { exact: true }).first().click();
  await page.getByRole('grid').waitFor();
  for (const [name, gaps] of [['scrolling', await scroll(page, 600)], ['filtering', await typeFilter(page, 480)]] as const) {
    add(`${name} 10,000 groups, median`, 1_000 / median(gaps), 'frames/s', 55, true);
    add(`${name} 10,000 groups, longest frame`, quantile(gaps, 1), 'ms', 100);
  }
  const openings: number[] = [];
  for (let i = 0; i < OPENINGS; i += 1) {
    await page.getByLabel('Filter groups').fill('bench-wide');
    await expect(page.getByRole('gridcell', { name: 'bench-wide', exact: true })).toBeVisible();
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
    openings.push(await openFirstRow(page));
    await page.keyboard.press('Escape');
    await page.getByRole('grid').waitFor();
  }
  add('opening a group of 1,000 partitions, first time', openings[0] ?? NaN, 'ms', 200);
  add('opening a group of 1,000 partitions, median', median(openings), 'ms', 200);
}

/** Longest hold of Electron's main process in each second, by its own event-loop monitor. */
async function measureMain({ electron }: Offsight, when: string, goal: number | null): Promise<void> {
  const holds = await electron.evaluate(async (_electron, seconds) => {
    const { monitorEventLoopDelay } = process.mainModule!.require('node:perf_hooks') as typeof PerfHooks;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const longest: number[] = [];
    for (let second = 0; second < seconds; second += 1) {
      delay.reset();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      longest.push(Math.max(0, delay.max / 1e6 - 1));
    }
    return longest;
  }, MAIN_SECONDS);
  add(`Electron main held ${when}, median of seconds`, median(holds), 'ms', goal);
  add(`Electron main held ${when}, longest`, quantile(holds, 1), 'ms', null);
}
