import { app } from 'electron';
import { join, resolve } from 'node:path';

/** Where settings, profiles and logs lie: --user-data-dir=DIR, else the system's folder for Offsight. Before ready. */
export function chooseDataDirectory(): string {
  app.setName('Offsight');
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  app.setPath('userData', chosen === '' ? join(app.getPath('appData'), 'Offsight') : resolve(chosen));
  return app.getPath('userData');
}
