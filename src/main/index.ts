import { app, session, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { EventName, Events } from '../shared/contract';
import { serveApp } from './electron/app-protocol';
import { chooseDataDirectory } from './electron/data-directory';
import { Demo } from './electron/demo';
import { ProcessSupervisor } from './electron/engine-supervisor';
import { demoClusters } from './electron/demo-clusters';
import { emitTo, serveRequests } from './electron/ipc';
import { openLog } from './electron/log';
import { answerRequests } from './electron/main-requests';
import { installMenu } from './electron/menu';
import { quitCleanly } from './electron/quit';
import { hardenContents, hardenProcess, hardenSession } from './electron/security';
import { openSettings } from './electron/settings';
import { openWindow } from './electron/window';

// The composition root: creates every part once and connects them. The built file lies in out/main.
const BUILT = join(__dirname, '..');
const APP_FOLDER = join(BUILT, '..');

const dataDirectory = chooseDataDirectory();
const refusedSwitch = hardenProcess();
if (refusedSwitch !== null) {
  process.stderr.write(`Offsight does not start with --${refusedSwitch}.\n`);
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  start();
} else {
  app.exit(0); // the first instance shows its window
}

function start(): void {
  const log = openLog(join(dataDirectory, 'logs'), process.env['OFFSIGHT_LOG'] === 'debug' ? 'debug' : 'info');
  process.on('uncaughtException', (error) => log('error', `Main: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (reason) => log('error', `Main: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`));
  hardenContents(log);

  let window: BrowserWindow | null = null;
  const emit = <Name extends EventName>(name: Name, payload: Events[Name]): void => emitTo(window, name, payload);

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });

  void app.whenReady().then(() => {
    log('info', `Offsight ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform}`);
    hardenSession(session.defaultSession, log);
    serveApp(session.defaultSession, join(BUILT, 'renderer'));
    installMenu();

    const settings = openSettings(join(dataDirectory, 'settings.json'), log);
    const engine = new ProcessSupervisor({
      modulePath: join(BUILT, 'main', 'engine-process.js'),
      dataDirectory,
      log,
      onEvent: (name, payload) => emit(name, payload as Events[typeof name]),
      onStatus: (status) => emit('engine:changed', status),
    });
    const demo = new Demo({
      appFolder: APP_FOLDER,
      clustersFile: join(dataDirectory, 'demo-clusters.json'),
      log,
      ...demoClusters(engine),
      onStatus: (status) => emit('demo:changed', status),
    });
    void demo.forgetClusters();

    serveRequests(() => window, answerRequests({ engine, settings, demo, window: () => window, emit }), log);
    window = openWindow({
      preload: join(BUILT, 'preload', 'index.js'),
      icon: join(APP_FOLDER, 'resources', 'icons', 'icon.png'),
      placeFile: join(dataDirectory, 'window.json'),
      log,
    });
    window.on('closed', () => (window = null));

    quitCleanly(async () => {
      demo.close();
      await engine.close();
      log('info', 'Quit');
    });
  });
}
