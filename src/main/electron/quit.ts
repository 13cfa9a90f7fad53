import { app, BrowserWindow } from 'electron';

/** The whole of quitting takes no longer, whatever hangs. */
const QUIT_WITHIN_MS = 800;

/** Ends the app when its window is closed; before that, `close` gets to end what it started. */
export function quitCleanly(close: () => Promise<void>): void {
  let done = false;
  app.on('window-all-closed', () => app.quit());
  // From the first wish to quit: a page that hangs would hold the closing of its window back.
  app.once('before-quit', () => {
    setTimeout(() => app.exit(0), QUIT_WITHIN_MS);
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  app.on('will-quit', (event) => {
    if (done) return;
    event.preventDefault();
    void close().finally(() => {
      done = true;
      app.exit(0);
    });
  });
}
