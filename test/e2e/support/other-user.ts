import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronExecutable, type Launch } from './offsight';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const NOBODY = 65_534;

/** Whether this is root on a Linux that lets user namespaces, which Chromium's sandbox is made of, to other users. */
export function canStartAsOtherUser(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('setpriv', [...AS_NOBODY, 'unshare', '-U', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

/**
 * Prepares a start as the user nobody: root can give Chromium no sandbox. Electron and the built application are put
 * into `folder`, since root's own folders are closed to others.
 */
export function launchAsNobody(folder: string, dataDirectory: string): Launch {
  const electron = join(folder, 'electron');
  cpSync(dirname(electronExecutable()), electron, { recursive: true, verbatimSymlinks: true });
  chmodSync(join(electron, 'resources'), 0o755);
  for (const path of ['out', 'package.json', 'test/e2e/support/held-app', 'resources/icons']) cpSync(join(ROOT, path), join(folder, 'app', path), { recursive: true });
  const executablePath = join(folder, 'start');
  writeFileSync(executablePath, `#!/bin/sh\nexec setpriv ${AS_NOBODY.join(' ')} ${join(electron, 'electron')} "$@"\n`, { mode: 0o755 });
  for (const path of [dataDirectory, join(folder, 'home')]) {
    mkdirSync(path, { recursive: true });
    chownSync(path, NOBODY, NOBODY);
  }
  return {
    executablePath,
    args: [`--user-data-dir=${dataDirectory}`, join(folder, 'app/test/e2e/support/held-app')],
    chromiumSandbox: true,
    env: { HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'home'), XDG_CACHE_HOME: join(folder, 'home'), TMPDIR: join(folder, 'home') },
  };
}
