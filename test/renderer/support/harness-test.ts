import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface OnFixtures {
  /** Opens the window on a fixture; `query` as in `fixture=incident&theme=light`. */
  open(query: string, size?: Size): Promise<Page>;
  /** Opens the page of one group model; `query` as in `every=500`, without it nothing moves. */
  openGroup(group: string, query?: string, size?: Size): Promise<Page>;
  /** What the console said so far; a test that expects something takes it here. */
  takeComplaints(): string[];
}

interface Served {
  readonly address: string;
  readonly browser: Browser;
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const OUT = fileURLToPath(new URL('../../../out/harness', import.meta.url));
const CONFIG = fileURLToPath(new URL('../harness/vite.config.ts', import.meta.url));

/** A page on the harness, built as the window is built and under the same policy. Anything on its console fails the test. */
export const test = base.extend<{ offsight: OnFixtures }, { served: Served }>({
  served: [
    async ({ playwright }, use) => {
      // Of its own, so that two runs at once do not take each other's files away.
      const outDir = `${OUT}-${process.pid}`;
      await build({ configFile: CONFIG, logLevel: 'warn', build: { outDir } });
      const server = await preview({ configFile: CONFIG, logLevel: 'warn', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
      const browser = await playwright.chromium.launch({ ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
      await use({ address: server.resolvedUrls?.local[0] ?? '', browser });
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  offsight: async ({ served: { address, browser } }, use) => {
    let said: string[] = [];
    const pages: Page[] = [];
    const open: OnFixtures['open'] = async (query, size = { width: 1280, height: 800 }) => {
      const page = await (await browser.newContext({ viewport: size })).newPage();
      pages.push(page);
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(error.message));
      page.on('dialog', (dialog) => {
        said.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(`${address}?${query}`);
      await expect(page.getByRole('navigation', { name: 'Clusters' })).toBeVisible();
      return page;
    };
    await use({
      open,
      openGroup: async (group, query = '', size) => {
        const page = await open(`every=0&${query}&group=${group}`.replace(/every=0&(.*every=)/, '$1'), size);
        await expect(page.locator('main').getByRole('heading', { level: 2 })).toBeVisible();
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))); // it listens to keys only after it was drawn
        return page;
      },
      takeComplaints: () => {
        const taken = said;
        said = [];
        return taken;
      },
    });
    for (const page of pages) await page.context().close();
    expect(said, 'the console stays silent').toEqual([]);
  },
});
export { expect };

/** From the overview to a cluster's groups. */
export async function openCluster(page: Page, name: RegExp | string): Promise<void> {
  await page.getByRole('navigation', { name: 'Clusters' }).getByRole('button', { name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Names of the groups in view, from the top. */
export async function groupsInView(page: Page): Promise<string[]> {
  return page.getByRole('grid').evaluate((grid) =>
    [...grid.querySelectorAll('[role=row][id]')]
      .map((row) => ({ top: row.getBoundingClientRect().top, name: row.querySelector('[aria-colindex="3"]')?.textContent ?? '' }))
      .sort((left, right) => left.top - right.top)
      .map((row) => row.name),
  );
}
