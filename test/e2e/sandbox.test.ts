import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/offsight';
import { canStartAsOtherUser, launchAsNobody } from './support/other-user';

test('the page runs in Chromium’s sandbox', async ({ start, dataDirectory }) => {
  const isRoot = process.getuid?.() === 0;
  test.skip(process.platform !== 'linux' || (isRoot && !canStartAsOtherUser()), 'this machine gives other users no user namespaces');
  const folder = mkdtempSync(join(tmpdir(), 'offsight-sandbox-'));
  chmodSync(folder, 0o755);
  try {
    const { electron, invoke } = isRoot ? await start(dataDirectory, launchAsNobody(folder, dataDirectory)) : await start();
    expect(await electron.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false);
    const pid = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\s+2$/m); // system calls are filtered
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('--no-sandbox');
    expect((await invoke('app:read')).version).toMatch(/^\d+\.\d+\.\d+$/); // the preload script works in it
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
