import { type ElectronApplication, type Page, _electron, test as base } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/shared/contract';

export const HELD_APP = fileURLToPath(new URL('held-app', import.meta.url));
const CLOSE_WITHIN_MS = 5_000;

/** The application with its window, as a person sees it. */
export interface Offsight {
  readonly electron: ElectronApplication;
  readonly child: ChildProcess;
  readonly page: Page;
  readonly dataDirectory: string;
  /** Asks through the window's own bridge. */
  invoke<Name extends RequestName>(name: Name, input?: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Quits as the menu does. Milliseconds until its process was gone. */
  quit(): Promise<number>;
  enginePid(): Promise<number>;
  log(): string;
}

/** Another way to start it than this machine's usual one. */
export interface Launch {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly chromiumSandbox: boolean;
  readonly env: Readonly<Record<string, string>>;
}

interface Fixtures {
  /** A fresh folder for settings, profiles and logs; removed after the test. */
  dataDirectory: string;
  /** Starts the application; ended after the test. Again with the same folder = a second start. */
  start(dataDirectory?: string, launch?: Launch): Promise<Offsight>;
  /** Started with an empty folder. */
  offsight: Offsight;
}

export const test = base.extend<Fixtures>({
  dataDirectory: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'offsight-e2e-'));
    await use(directory);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  },
  start: async ({ dataDirectory }, use, testInfo) => {
    const started: Offsight[] = [];
    await use(async (directory = dataDirectory, launch = usualLaunch(directory)) => {
      const offsight = await startOffsight(directory, launch);
      started.push(offsight);
      return offsight;
    });
    for (const offsight of started) {
      if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('offsight.log', { body: offsight.log(), contentType: 'text/plain' });
      await endProcess(offsight);
    }
  },
  offsight: async ({ start }, use) => use(await start()),
});
export { expect } from '@playwright/test';

/** Flags of Electron's own for this machine and this folder. */
export function electronArguments(dataDirectory: string): string[] {
  return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${dataDirectory}`];
}

/** The executable that the set-up has found. Throws without it. */
export function electronExecutable(): string {
  const executable = process.env['OFFSIGHT_ELECTRON'];
  if (executable === undefined) throw new Error('OFFSIGHT_ELECTRON is not set: run this by npm run test:e2e.');
  return executable;
}

function usualLaunch(dataDirectory: string): Launch {
  return { executablePath: electronExecutable(), args: [...electronArguments(dataDirectory), HELD_APP], chromiumSandbox: process.getuid?.() !== 0, env: {} };
}

async function startOffsight(dataDirectory: string, { executablePath, args, chromiumSandbox, env }: Launch): Promise<Offsight> {
  const electron = await _electron.launch({ executablePath, args: [...args], chromiumSandbox, env: { ...definedEnvironment(), ...env }, timeout: 30_000 });
  const child = electron.process(); // not to be had once it has ended
  const page = await electron.firstWindow();
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
  return {
    electron,
    child,
    page,
    dataDirectory,
    invoke: async (name, input) => (await page.evaluate(`bridge.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)})`)) as RequestOutput<typeof name>,
    quit: async () => {
      const startedAt = performance.now();
      const exited = waitForExit(child);
      await electron.evaluate(({ app }) => void setTimeout(() => app.quit(), 0));
      await exited;
      return performance.now() - startedAt;
    },
    enginePid: async () => {
      const metrics = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid, name }) => ({ pid, name })));
      const engine = metrics.find(({ name }) => name === 'Offsight engine');
      if (engine === undefined) throw new Error(`No engine among ${JSON.stringify(metrics)}`);
      return engine.pid;
    },
    log: () => readFileSync(join(dataDirectory, 'logs', 'offsight.log'), 'utf8'),
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function waitForExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function endProcess({ electron, child }: Offsight): Promise<void> {
  const deadline = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS);
  await electron.close().catch(() => undefined);
  await waitForExit(child);
  clearTimeout(deadline);
}
