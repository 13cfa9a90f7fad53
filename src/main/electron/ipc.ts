import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL, type BridgeAnswer } from '../../shared/bridge-channels';
import { REQUESTS, type EventName, type Events, type RequestName } from '../../shared/contract';
import { APP_ORIGIN } from './app-files';
import { limitLog } from './limited-log';
import type { Log } from './log';

/** Far above what the window's screens ask for; below what would keep main busy. */
const MAXIMUM_PENDING = 256;
const MAXIMUM_PER_SECOND = 1_000;

/** Answers one request whose input has been parsed. Rejects only on a bug or when the engine is away. */
export type Answerer = (name: RequestName, input: unknown) => Promise<unknown>;

/**
 * The one way from the window to main. A request is answered when it comes from the top frame of our window, at our
 * origin, names a request of the contract and its input parses; else it is refused with a plain sentence.
 */
export function serveRequests(ourWindow: () => BrowserWindow | null, answer: Answerer, log: Log): void {
  const admit = limitRate();
  const warn = limitLog(log);
  const refused = (message: string): BridgeAnswer => {
    warn(`Refused a request: ${message}`);
    return { ok: false, message };
  };
  let pending = 0;
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, input: unknown): Promise<BridgeAnswer> => {
    if (!isOurPage(event, ourWindow())) return refused('This page may not ask for anything.');
    if (!isRequestName(name)) return refused('There is no such request.');
    if (pending >= MAXIMUM_PENDING || !admit()) return refused('Too many requests at once.');
    const parsed = REQUESTS[name].input.safeParse(input);
    if (!parsed.success) return refused(`The input of ${name} is not valid.`);
    pending += 1;
    try {
      return { ok: true, value: await answer(name, parsed.data) };
    } catch (error) {
      warn(`${name} failed: ${String(error)}`);
      return { ok: false, message: error instanceof Error ? error.message : 'It failed for an unknown reason.' };
    } finally {
      pending -= 1;
    }
  });
}

/** Sends an event to the window, if there is one. */
export function emitTo<Name extends EventName>(window: BrowserWindow | null, name: Name, payload: Events[Name]): void {
  if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return;
  window.webContents.send(EVENT_CHANNEL, name, payload);
}

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  if (window === null || window.isDestroyed() || event.sender !== window.webContents) return false;
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.prototype.hasOwnProperty.call(REQUESTS, name);
}

function limitRate(): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) {
      second = now;
      count = 0;
    }
    count += 1;
    return count <= MAXIMUM_PER_SECOND;
  };
}
