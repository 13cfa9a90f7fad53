import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronArguments, electronExecutable, expect, test } from './support/offsight';

// Page scripts are given as text: they run in the window's page, where this project's test types do not hold.
// setTimeout leaves the debugger's own evaluation, which may do what the policy forbids.
const inPage = (body: string): string => `new Promise((done) => setTimeout(async () => { try { done(await (async () => { ${body} })()) } catch (error) { done('refused: ' + error.name) } }))`;

test('the page has no Node, and of ours only invoke and on', async ({ offsight: { page } }) => {
  expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer, typeof global, typeof __dirname]')).toEqual(Array(6).fill('undefined'));
  expect(await page.evaluate('Object.keys(bridge)')).toEqual(['invoke', 'on']);
  expect(await page.evaluate('Object.values(bridge).map((value) => typeof value)')).toEqual(['function', 'function']);
  expect(await page.evaluate(`Object.keys(window).filter((key) => /electron|ipc|node/i.test(key))`)).toEqual([]);
  expect(await page.evaluate('(() => { try { bridge.invoke = 1 } catch {} return typeof bridge.invoke })()')).toBe('function');
});

test('the main process never loads the Kafka client', () => {
  const loaded = loadedBy(fileURLToPath(new URL('../../out/main/index.js', import.meta.url)));
  expect(loaded.length).toBeGreaterThan(1);
  expect(loaded.filter((path) => readFileSync(path, 'utf8').includes('node_modules/kafkajs'))).toEqual([]);
});

/** A built file and everything that it requires of ours. */
function loadedBy(path: string): string[] {
  const required = [...readFileSync(path, 'utf8').matchAll(/require\("(\.[^"]+)"\)/g)].map(([, relative]) => join(dirname(path), relative ?? ''));
  return [path, ...required.flatMap(loadedBy)];
}

test('the policy stops code that is not ours', async ({ offsight: { page } }) => {
  expect(await page.evaluate(inPage('return (0, window.eval)("1")'))).toBe('refused: EvalError');
  expect(await page.evaluate(inPage('return new Function("return 1")()'))).toBe('refused: EvalError');
  expect(await page.evaluate(inPage('document.body.innerHTML = "<b>x</b>"; return "ran"'))).toBe('refused: TypeError');
  const inline = 'const s = document.createElement("script"); s.append("window.ran = 1"); document.body.append(s); return window.ran ?? "blocked"';
  expect(await page.evaluate(inPage(inline))).not.toBe(1);
  expect(await page.evaluate('typeof window.ran')).toBe('undefined');
});

test('the page reaches no network', async ({ offsight: { page, electron } }) => {
  expect(await page.evaluate(inPage('return (await fetch("https://example.com")).status'))).toBe('refused: TypeError');
  expect(await page.evaluate(inPage('return (await fetch("app://offsight/index.html")).status'))).toBe('refused: TypeError');
  const image = 'return new Promise((done) => { const i = new Image(); i.onload = () => done("loaded"); i.onerror = () => done("blocked"); i.src = "http://127.0.0.1:1/x.png" })';
  expect(await page.evaluate(inPage(image))).toBe('blocked');
  expect(await page.evaluate(inPage('new WebSocket("ws://127.0.0.1:1"); return "opened"'))).toMatch(/refused|opened/);
  // Below the policy the session refuses too: main itself gets nothing through it.
  const viaSession = await electron.evaluate(async ({ net }) => {
    return new Promise((resolve) => {
      const request = net.request('http://127.0.0.1:1/');
      request.on('response', () => resolve('answered'));
      request.on('error', (error) => resolve(error.message));
      request.end();
    });
  });
  expect(viaSession).toBe('net::ERR_BLOCKED_BY_CLIENT');
});

test('the page stays and opens nothing', async ({ offsight: { page, electron } }) => {
  const url = page.url();
  expect(url).toBe('app://offsight/index.html');
  const attempts = [
    'location.href = "https://example.com/"',
    'location.href = "app://offsight/assets/"',
    'location.href = "file:///etc/passwd"',
    'location.href = "data:text/html,x"',
    'const f = document.createElement("form"); f.action = "https://example.com/"; document.body.append(f); f.submit()',
    'const a = document.createElement("a"); a.href = "https://example.com/"; a.target = "_blank"; document.body.append(a); a.click()',
    'const a = document.createElement("a"); a.href = "https://example.com/"; document.body.append(a); a.click()',
    'const m = document.createElement("meta"); m.httpEquiv = "refresh"; m.content = "0;url=https://example.com/"; document.head.append(m)',
    'const i = document.createElement("iframe"); i.src = "app://offsight/index.html"; document.body.append(i)',
    'const i = document.createElement("iframe"); i.src = "https://example.com/"; document.body.append(i)',
  ];
  for (const attempt of attempts) await page.evaluate(inPage(attempt));
  expect(await page.evaluate(inPage('return window.open("https://example.com/") === null && window.open("about:blank") === null'))).toBe(true);
  await page.waitForTimeout(500);
  expect(page.url()).toBe(url);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const inFrames = await electron.evaluate(({ BrowserWindow }) => {
    const frames = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames ?? [];
    return Promise.all(frames.map((frame) => frame.executeJavaScript('[typeof bridge, document.getElementById("root") === null]') as Promise<unknown>));
  });
  expect(inFrames).toEqual([['undefined', true], ['undefined', true]]); // empty pages in place of what was wished
});

test('a webview is nothing', async ({ offsight: { page, electron } }) => {
  await page.evaluate('(() => { const w = document.createElement("webview"); w.src = "app://offsight/index.html"; document.body.append(w) })()');
  expect(await page.evaluate('typeof document.querySelector("webview").getWebContentsId')).toBe('undefined');
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('every permission is denied', async ({ offsight: { page } }) => {
  const query = 'return Promise.all(["geolocation", "notifications", "camera", "microphone", "clipboard-read", "midi"].map(async (name) => (await navigator.permissions.query({ name })).state))';
  expect(await page.evaluate(inPage(query))).toEqual(Array(6).fill('denied'));
  expect(await page.evaluate(inPage('return Notification.requestPermission()'))).toBe('denied');
  expect(await page.evaluate(inPage('await navigator.mediaDevices.getUserMedia({ audio: true }); return "given"'))).toMatch(/^refused/);
  expect(await page.evaluate(inPage('return new Promise((done) => navigator.geolocation.getCurrentPosition(() => done("given"), () => done("denied")))'))).toBe('denied');
});

test('forged and invalid requests are refused with a plain sentence', async ({ offsight: { page, electron, invoke } }) => {
  const refusal = (call: string): Promise<unknown> => page.evaluate(`${call}.then(() => 'answered', (error) => error.message)`);
  for (const name of ['app:exec', 'constructor', '__proto__', 'toString', '']) expect(await refusal(`bridge.invoke(${JSON.stringify(name)})`)).toBe('There is no such request.');
  expect(await refusal('bridge.invoke({ toString: () => "app:read" })')).toBe('There is no such request.');
  expect(await refusal('bridge.invoke("topics:read", { profileId: 5 })')).toBe('The input of topics:read is not valid.');
  expect(await refusal('bridge.invoke("settings:write", { theme: "pink" })')).toBe('The input of settings:write is not valid.');
  expect(await refusal(`bridge.invoke("clusters:add", { name: "x".repeat(1e6), environment: "test", bootstrapServers: "a:1", commandConfig: null, intervalMs: 1000 })`)).toBe('The input of clusters:add is not valid.');
  expect(await page.evaluate(`(() => { try { bridge.on('constructor', () => {}) } catch (error) { return error.message } })()`)).toBe('There is no such event.');

  // The same page and preload script in a window that is not ours gets nothing.
  const fromElsewhere = await electron.evaluate(async ({ app, BrowserWindow }) => {
    const other = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/out/preload/index.js`, sandbox: false } });
    await other.loadURL('app://offsight/index.html');
    const answer: unknown = await other.webContents.executeJavaScript("bridge.invoke('app:read').then(() => 'answered', (error) => error.message)");
    other.destroy();
    return answer;
  });
  expect(fromElsewhere).toBe('This page may not ask for anything.');
  expect((await invoke('app:read')).settings).toEqual({ theme: 'system', timeZone: 'local' });
});

test('app:// leads to the built page only', async ({ offsight: { electron } }) => {
  const statuses = await electron.evaluate(async ({ BrowserWindow }) => {
    const statusOf = async (url: string): Promise<number> => {
      const other = new BrowserWindow({ show: false });
      const status = new Promise<number>((resolve) => {
        other.webContents.once('did-navigate', (_event, _url, code) => resolve(code));
        other.loadURL(url).catch((error: Error) => {
          if (error.message.includes('BLOCKED')) resolve(0);
        });
      });
      const found = await status;
      other.destroy();
      return found;
    };
    const paths = ['offsight/index.html', 'offsight/..%2f..%2fpackage.json', 'offsight/%2e%2e/main/index.js', 'offsight/etc/passwd', 'offsight//etc/passwd', 'other/index.html'];
    return Promise.all(paths.map((path) => statusOf(`app://${path}`)));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404, 0]);
});

test('a second start shows the first one’s window and ends', async ({ offsight: { dataDirectory, electron } }) => {
  const code = await new Promise((resolve) => {
    const second = spawn(electronExecutable(), [...electronArguments(dataDirectory), '.'], { stdio: 'ignore' });
    second.once('exit', resolve);
  });
  expect(code).toBe(0);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
