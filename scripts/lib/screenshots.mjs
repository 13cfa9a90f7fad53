import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './folders.mjs';
import { SetupError } from './setup-error.mjs';

/** Long enough for the stuck to be seen as stuck and the growing as growing. */
const WORKLOAD_SHOWS_AFTER_MS = 75_000;
/** Runs the application once Playwright has attached: attaching while a window opens hangs now and then. */
const HELD_APP = join(ROOT, 'test/e2e/support/held-app');
/** @type {readonly ['dark', 'light']} */
const THEMES = ['dark', 'light'];

/**
 * Opens the application on the demo's clusters and saves pictures of its main screens, dark and light.
 * @param {{ executable: string, flags: readonly string[], folder: string, progress: import('./progress.mjs').Progress }} wish
 */
export async function takeScreenshots({ executable, flags, folder, progress }) {
  const { _electron } = await import('playwright');
  mkdirSync(folder, { recursive: true });
  /** @type {import('playwright').ElectronApplication | null} */
  let application = null;
  try {
    application = await _electron.launch({ executablePath: executable, args: [...flags, HELD_APP], timeout: 60_000 });
    const page = await application.firstWindow();
    page.setDefaultTimeout(15_000);
    await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    await progress.step('Letting the consumers work, so that there is something to see', async (report) => {
      for (let second = 0; second * 1_000 < WORKLOAD_SHOWS_AFTER_MS; second += 1) {
        report((second * 1_000) / WORKLOAD_SHOWS_AFTER_MS);
        await sleep(1_000);
      }
    });
    await progress.step('Saving screenshots', async (report) => {
      let taken = 0;
      for (const [name, open] of SCREENS) {
        await open(page);
        for (const theme of THEMES) {
          await setTheme(page, theme);
          await sleep(1_000); // the next figures and the chart's first drawing
          await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
          taken += 1;
          report(taken / (SCREENS.length * THEMES.length), `${name}, ${theme}`);
        }
      }
    });
  } catch (error) {
    throw new SetupError(`The screenshots could not be made: ${error instanceof Error ? error.message : String(error)}`, 'run `npm run demo` on a machine with a display to see the window itself.');
  } finally {
    await application?.close();
  }
}

/** @typedef {import('playwright').Page} Page */

/** @type {readonly (readonly [name: string, open: (page: Page) => Promise<void>])[]} */
const SCREENS = [
  ['overview', async (page) => page.getByRole('button', { name: /^All clusters/ }).first().click()],
  ['groups', async (page) => openCluster(page)],
  ['group', async (page) => openRow(page, 'payments-worker')],
  [
    'topic',
    async (page) => {
      await openCluster(page);
      await page.getByRole('tab', { name: /Topics/ }).click();
      await openRow(page, 'payments');
    },
  ],
];

/** @param {Page} page */
async function openCluster(page) {
  await page.getByRole('button', { name: /demo-three/ }).first().click();
}

/** @param {Page} page @param {string} name */
async function openRow(page, name) {
  await page.getByText(name, { exact: true }).first().click();
}

/** @param {Page} page @param {'dark' | 'light'} theme */
async function setTheme(page, theme) {
  await page.evaluate((value) => /** @type {any} */ (globalThis).bridge.invoke('settings:write', { theme: value }), theme);
}
