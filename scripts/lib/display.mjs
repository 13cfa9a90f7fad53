import { removeAtExit, spawnOwned } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/** @returns {boolean} whether windows can be shown here */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Starts an X server that nobody sees and points this process's DISPLAY to it.
 * @returns {Promise<void>}
 */
export function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    // It takes a free number by itself and tells it on descriptor 3.
    const server = spawnOwned('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const fix = 'install Xvfb (Debian: apt-get install xvfb), or run this on a desktop.';
    server.once('error', (error) => reject(new SetupError(`The virtual display did not start: ${error.message}.`, fix)));
    server.once('exit', (code) => reject(new SetupError(`The virtual display ended at once (code ${code}).`, fix)));
    const told = /** @type {import('node:net').Socket} */ (server.stdio[3]);
    let text = '';
    told.setEncoding('latin1').on('data', (/** @type {string} */ more) => {
      text += more;
      if (!text.endsWith('\n')) return;
      const display = text.trim();
      process.env['DISPLAY'] = `:${display}`;
      // A killed X server leaves these two behind.
      removeAtExit(`/tmp/.X${display}-lock`);
      removeAtExit(`/tmp/.X11-unix/X${display}`);
      server.unref();
      told.unref();
      resolve();
    });
  });
}
