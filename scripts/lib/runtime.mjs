import { ELECTRON_NEEDS, VIRTUAL_DISPLAY_NEEDS, ensureSystem } from './debian.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { ensureElectron } from './electron.mjs';

/**
 * Everything that a window needs: libraries, an Electron, a display. Without a display it starts a virtual one and
 * says so.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<{ executable: string, isVirtual: boolean }>}
 */
export async function ensureApplicationRuntime(progress) {
  const isVirtual = !hasDisplay();
  await ensureSystem(isVirtual ? [...ELECTRON_NEEDS, ...VIRTUAL_DISPLAY_NEEDS] : ELECTRON_NEEDS, progress);
  const executable = await ensureElectron(progress);
  if (isVirtual) {
    progress.note('There is no display here: using a virtual one.');
    await startVirtualDisplay();
  }
  return { executable, isVirtual };
}

/** @returns {readonly string[]} flags that Electron needs on this machine */
export function electronFlags() {
  // Chromium's own log speaks of missing buses and graphics cards; ours lies in the data folder.
  const quiet = '--log-level=3';
  // Chromium's sandbox refuses to run as root.
  return process.getuid?.() === 0 ? [quiet, '--no-sandbox'] : [quiet];
}
