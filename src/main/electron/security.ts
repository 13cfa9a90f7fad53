import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-files';
import { declareAppScheme } from './app-protocol';
import type { Log } from './log';

/** Ways to take over a packaged app from its command line. In a checkout they serve tests and debugging. */
const REFUSED_SWITCHES = ['no-sandbox', 'remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk', 'js-flags', 'load-extension', 'disable-web-security'] as const;

/**
 * Before the app is ready. Every renderer gets the sandbox, except where Chromium cannot give it: root with
 * --no-sandbox, from a checkout. Returns the refused switch if the packaged app must not start.
 */
export function hardenProcess(): string | null {
  const refused = app.isPackaged ? REFUSED_SWITCHES.find((name) => app.commandLine.hasSwitch(name)) : undefined;
  if (refused !== undefined) return refused;
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareAppScheme();
  return null;
}

/** No permission, no download, no request but the app's own files. */
export function hardenSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('warn', `Refused the permission ${permission}`);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false); // it would download dictionaries
  const allowed = app.isPackaged ? [`${APP_ORIGIN}/`] : [`${APP_ORIGIN}/`, 'devtools://'];
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !allowed.some((prefix) => details.url.startsWith(prefix));
    if (cancel) log('warn', 'Refused a request from the window to something that is not the app');
    answer({ cancel });
  });
}

/** For every page that will ever exist: it stays where it is, opens nothing and embeds nothing. */
export function hardenContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => {
      log('warn', 'Refused to open a window');
      return { action: 'deny' };
    });
    refuse(contents, 'will-attach-webview', log);
    refuse(contents, 'will-navigate', log);
    refuse(contents, 'will-frame-navigate', log);
    refuse(contents, 'will-redirect', log);
  });
}

type Refusable = 'will-attach-webview' | 'will-navigate' | 'will-frame-navigate' | 'will-redirect';

function refuse(contents: WebContents, name: Refusable, log: Log): void {
  const emitter: NodeJS.EventEmitter = contents;
  emitter.on(name, (event: { preventDefault(): void }) => {
    event.preventDefault();
    log('warn', `Refused ${name}`);
  });
}
