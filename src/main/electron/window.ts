import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { APP_PAGE } from './app-files';
import { readJsonFile, writeJsonFile } from './json-file';
import type { Log } from './log';
import { MINIMUM_SIZE, restorePlace } from './window-place';

export interface WindowOptions {
  readonly preload: string;
  readonly icon: string;
  /** The JSON file that keeps the window's place. */
  readonly placeFile: string;
  readonly log: Log;
}

// The canvas colours of the renderer's two themes, so that the window never flashes in another.
const CANVAS = { dark: '#0e1012', light: '#eef0f2' } as const;
const SHOW_ANYWAY_MS = 5_000;
const RELOADS_PER_MINUTE = 3;
const RELOAD_AFTER_MS = 100; // Chromium is still tidying up when it tells

/** Opens the one window, where it was last. It is shown when its page has painted. */
export function openWindow({ preload, icon, placeFile, log }: WindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  const { bounds, maximised } = restorePlace(readJsonFile(placeFile), displays.map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Offsight',
    icon,
    backgroundColor: canvas(),
    autoHideMenuBar: true, // Alt shows it; its keys work anyway
    webPreferences: {
      preload,
      sandbox: !app.commandLine.hasSwitch('no-sandbox'),
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  });
  if (maximised) window.maximize();
  showWhenPainted(window);
  savePlace(window, placeFile, log);
  reloadAfterCrash(window, log);
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(canvas());
  });
  window.loadURL(APP_PAGE).catch((error: unknown) => log('error', `The page did not load: ${String(error)}`));
  return window;
}

function canvas(): string {
  return nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light;
}

function showWhenPainted(window: BrowserWindow): void {
  const show = (): void => {
    clearTimeout(anyway);
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const anyway = setTimeout(show, SHOW_ANYWAY_MS);
  window.once('ready-to-show', show);
  window.once('closed', () => clearTimeout(anyway));
}

function savePlace(window: BrowserWindow, placeFile: string, log: Log): void {
  window.on('close', () => {
    try {
      writeJsonFile(placeFile, { ...window.getNormalBounds(), maximised: window.isMaximized() });
    } catch (error) {
      log('warn', `The window's place could not be saved: ${String(error)}`);
    }
  });
}

function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log('error', `The window's process ended: ${reason}`);
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < 60_000), now];
    if (crashes.length <= RELOADS_PER_MINUTE) setTimeout(() => reload(window), RELOAD_AFTER_MS);
    else void offerReload(window).then(() => (crashes = []));
  });
}

async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped several times within a minute.',
    detail: 'Watching goes on in the background. The log file tells more.',
    buttons: ['Load it again', 'Quit'],
    defaultId: 0,
  });
  if (response === 1) app.quit();
  else reload(window);
}

function reload(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload();
}
