// A packaged Electron has no default app, so `electron PATH` would end silently. This does what the default app does:
// takes the first argument that is no flag as the folder of an application and runs its main file.
const { app } = require('electron');
const { join, resolve } = require('path');

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('Usage: electron [flags] FOLDER\n');
  app.exit(1);
} else {
  const folder = resolve(given);
  const { name, productName, version, main } = require(join(folder, 'package.json'));
  app.setAppPath(folder);
  app.setName(productName || name);
  app.setVersion(version);
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.getName()));
  require(join(folder, main));
}
