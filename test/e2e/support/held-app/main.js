// Starts the application, but lets it become ready only when Playwright has attached: attaching while a window opens
// hangs now and then. Playwright's own loader does the same, and needs Electron's default app, which a packaged
// Electron lacks.
const { app } = require('electron');
const { join } = require('node:path');

const root = join(__dirname, '../../../..');
const ready = app.whenReady();
app.whenReady = () =>
  new Promise((resolve) => {
    globalThis.__playwright_run = () => ready.then(resolve);
  });

const { version, main } = require(join(root, 'package.json'));
app.setVersion(version);
app.setAppPath(root);
require(join(root, main));
