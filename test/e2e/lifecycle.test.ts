import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ClusterSettings } from '../../src/shared/contract';
import { expect, test, type Offsight } from './support/offsight';

const settings = (bootstrapServers: string): ClusterSettings => ({ name: 'test cluster', environment: 'test', bootstrapServers, commandConfig: null, intervalMs: 1_000 });

test('the first start welcomes, and a cluster that refuses is told as such', async ({ offsight: { page, invoke } }) => {
  await expect(page.getByText('Which cluster do you want to watch?')).toBeVisible();
  await page.getByLabel('Bootstrap servers').fill('127.0.0.1:1');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/refused/i).first()).toBeVisible({ timeout: 10_000 });
  const [cluster] = await invoke('clusters:read');
  expect(cluster).toMatchObject({ state: 'failed', groups: null, totalLag: null });
  await page.getByText('All clusters').first().click();
  await expect(page.getByText('The cluster has not been read yet.')).toBeVisible();
});

test('clusters, theme and the window’s place are there at the next start', async ({ start }) => {
  const first = await start();
  expect((await first.invoke('clusters:add', settings('127.0.0.1:1'))).ok).toBe(true);
  await first.invoke('settings:write', { theme: 'light', timeZone: 'utc' });
  const place = await first.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 40, y: 30, width: 1000, height: 700 });
    return new Promise((resolve) => setTimeout(() => resolve(window?.getBounds()), 500));
  });
  await first.quit();

  const second = await start();
  expect(await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(place);
  expect((await second.invoke('clusters:read')).map(({ profile }) => profile.name)).toEqual(['test cluster']);
  expect((await second.invoke('app:read')).settings).toEqual({ theme: 'light', timeZone: 'utc' });
});

test('a folder that cannot be written to is said, and clusters can be watched', async ({ start }) => {
  const { page, invoke, quit } = await start('/dev/null/offsight');
  await expect(page.getByText(/Nothing can be saved: the folder .*offsight cannot be written to/)).toBeVisible();
  await invoke('clusters:add', settings('127.0.0.1:1'));
  expect(await invoke('clusters:read')).toHaveLength(1);
  await invoke('settings:write', { theme: 'light' });
  await quit();
});

test('a saved cluster that cannot be read is named where no other is left', async ({ start, dataDirectory }) => {
  writeFileSync(join(dataDirectory, 'profiles.json'), JSON.stringify({ version: 1, clusters: [{ profileId: 'p', ...settings('a:1'), intervalMs: 999 }] }));
  const { page } = await start();
  await expect(page.getByText('“test cluster” (intervalMs)')).toBeVisible();
});

test('both themes and the system’s', async ({ offsight: { page, invoke, electron } }) => {
  const shown = async (): Promise<unknown> => page.evaluate('[document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]');
  await invoke('settings:write', { theme: 'dark' });
  await expect.poll(shown).toEqual(['dark', 'rgb(14, 16, 18)']);
  await invoke('settings:write', { theme: 'light' });
  await expect.poll(shown).toEqual(['light', 'rgb(238, 240, 242)']);
  await invoke('settings:write', { theme: 'system' });
  const system = await electron.evaluate(({ nativeTheme }) => (nativeTheme.shouldUseDarkColors ? 'dark' : 'light'));
  await expect.poll(shown).toContain(system);
});

test('a killed engine is back within 2 s, and the window says so meanwhile', async ({ offsight }) => {
  const { page, invoke } = offsight;
  await invoke('clusters:add', settings('127.0.0.1:1'));
  await page.evaluate('window.engineStates = []; bridge.on("engine:changed", ({ state }) => window.engineStates.push([state, Math.round(performance.now())]))');
  await noteNotices(offsight);
  process.kill(await offsight.enginePid(), 'SIGKILL');
  const states = (): Promise<unknown> => page.evaluate('window.engineStates.map(([state]) => state)');
  await expect.poll(states).toEqual(['restarting', 'running']);
  const tookMs = (await page.evaluate('window.engineStates[1][1] - window.engineStates[0][1]')) as number;
  expect(tookMs).toBeLessThan(2_000);
  expect(await page.evaluate('window.notices.some((text) => text.includes("stopped and is starting again"))')).toBe(true);
  expect((await invoke('clusters:read')).map(({ profile }) => profile.name)).toEqual(['test cluster']);
});

test('an engine that dies again and again is left alone until the user starts it', async ({ offsight }) => {
  const { page, invoke } = offsight;
  await invoke('clusters:add', settings('127.0.0.1:1'));
  for (let crash = 1; crash <= 6; crash += 1) {
    await invoke('clusters:read'); // it is up
    process.kill(await offsight.enginePid(), 'SIGKILL');
    if (crash < 6) await expect.poll(() => offsight.log().match(/Engine is running/g)?.length ?? 0).toBe(crash);
  }
  const startAgain = page.getByRole('button', { name: 'Start it again' });
  await expect(startAgain).toBeVisible();
  expect(await page.evaluate('bridge.invoke("clusters:read").then(() => "answered", (error) => error.message)')).toContain('was not started again');
  await startAgain.click();
  await expect(startAgain).toBeHidden();
  expect(await invoke('clusters:read')).toHaveLength(1);
});

test('an engine that hangs is replaced', async ({ offsight }) => {
  const before = await offsight.enginePid();
  process.kill(before, 'SIGSTOP');
  const waiting = offsight.page.evaluate('bridge.invoke("clusters:read").then(() => "answered", (error) => error.message)');
  expect(await waiting).toContain('The engine stopped while it worked on this');
  await expect.poll(() => offsight.enginePid().catch(() => before)).not.toBe(before);
  expect(await offsight.invoke('clusters:read')).toEqual([]);
});

test('a crashed page is loaded again', async ({ offsight: { electron } }) => {
  const text = await electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(undefined)));
    contents?.forcefullyCrashRenderer();
    await loaded;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return contents?.executeJavaScript('document.body.innerText') as Promise<unknown>;
  });
  expect(text).toContain('Which cluster do you want to watch?');
});

test('quitting takes less than a second, also while a server keeps silent', async ({ offsight }) => {
  const server = await silentServer();
  try {
    await offsight.invoke('clusters:add', settings(`127.0.0.1:${(server.address() as AddressInfo).port}`));
    await expect.poll(() => offsight.invoke('clusters:read').then(([cluster]) => cluster?.state)).toBe('connecting');
    const engine = await offsight.enginePid();
    expect(await offsight.quit()).toBeLessThan(1_000);
    await expect.poll(() => isAlive(engine)).toBe(false);
  } finally {
    server.close();
  }
});

test('no engine outlives a killed main process', async ({ offsight }) => {
  const engine = await offsight.enginePid();
  offsight.child.kill('SIGKILL');
  await expect.poll(() => isAlive(engine)).toBe(false);
});

/** Collects what any notice says from now on, however short it is shown, in window.notices. */
async function noteNotices({ page }: Offsight): Promise<void> {
  await page.evaluate('window.notices = []; new MutationObserver(() => window.notices.push(document.body.innerText)).observe(document.body, { subtree: true, childList: true, characterData: true })');
}

function silentServer(): Promise<Server> {
  const server = createServer((socket: Socket) => socket.on('error', () => undefined));
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
