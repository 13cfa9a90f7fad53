import { utilityProcess, type UtilityProcess } from 'electron';
import type { EngineEventName, EngineRequestName, Events } from '../../shared/contract';
import { HEARTBEAT_MS, type FromEngine, type ToEngine } from './engine-messages';
import type { Log } from './log';

export type EngineStatus = Events['engine:changed'];

export interface EngineSupervisor {
  /**
   * Resolves with the engine's answer. Rejects with a plain sentence when the engine refuses, dies meanwhile or is not
   * running; a request made while it is being started again waits for it.
   */
  request(name: EngineRequestName, input: unknown): Promise<unknown>;
  status(): EngineStatus;
  /** The way out of `failed`; does nothing in other states. */
  startAgain(): void;
  /** Ends the process, within 0.7 s whatever it does. Idempotent. */
  close(): Promise<void>;
}

export interface EngineSupervisorOptions {
  /** The built engine-process.js. */
  readonly modulePath: string;
  readonly dataDirectory: string;
  readonly log: Log;
  onEvent(name: EngineEventName, payload: unknown): void;
  onStatus(status: EngineStatus): void;
}

const SILENT_BEATS = 5; // times HEARTBEAT_MS: 10 s
const CRASHES_PER_MINUTE = 5;
const RESTART_AFTER_MS = 200;
const CLOSE_WITHIN_MS = 500;
/** A round leaves a few megabytes of garbage: in the default young generation of up to 48 MB that is waste that stays. */
const SMALL_YOUNG_GENERATION = '--js-flags=--max-semi-space-size=4';

interface Waiting {
  readonly message: ToEngine;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Starts the engine in a utility process and keeps it running: a crash or a hang costs seconds, not the window. */
export class ProcessSupervisor implements EngineSupervisor {
  readonly #options: EngineSupervisorOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #heartbeat: NodeJS.Timeout;
  #status: EngineStatus = { state: 'running', text: null };
  #child: UtilityProcess | null = null;
  #restart: NodeJS.Timeout | null = null;
  #crashes: number[] = [];
  #silentBeats = 0;
  #lastId = 0;
  #closing: Promise<void> | null = null;

  constructor(options: EngineSupervisorOptions) {
    this.#options = options;
    // Beats are counted, not clocked: after a sleep of the machine one beat is missing, not all of them.
    this.#heartbeat = setInterval(() => this.#checkHeartbeat(), HEARTBEAT_MS);
    this.#start();
  }

  status(): EngineStatus {
    return this.#status;
  }

  request(name: EngineRequestName, input: unknown): Promise<unknown> {
    if (this.#closing !== null) return Promise.reject(new Error('Offsight is quitting.'));
    if (this.#status.state === 'failed') return Promise.reject(new Error(this.#status.text ?? 'The engine is not running.'));
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const message: ToEngine = { kind: 'request', id: this.#lastId, name, input };
      this.#waiting.set(this.#lastId, { message, resolve, reject });
      if (this.#child !== null) post(this.#child, message);
    });
  }

  startAgain(): void {
    if (this.#status.state !== 'failed' || this.#closing !== null) return;
    this.#crashes = [];
    this.#setStatus('restarting', 'The engine is being started again.');
    this.#start();
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  #start(): void {
    const { modulePath, dataDirectory, log } = this.#options;
    this.#restart = null;
    this.#silentBeats = 0;
    const child = utilityProcess.fork(modulePath, [dataDirectory], { serviceName: 'Offsight engine', stdio: ['ignore', 'ignore', 'pipe'], execArgv: [SMALL_YOUNG_GENERATION] });
    this.#child = child;
    let lastErrorText = '';
    child.stderr?.on('data', (chunk: Buffer) => (lastErrorText = (lastErrorText + chunk.toString()).slice(-2_000)));
    child.on('message', (message: FromEngine) => this.#receive(message));
    child.on('error', (type, location) => log('error', `Engine: ${type} in ${location}`)); // newer Electrons tell of a full heap; exit follows
    child.on('spawn', () => log('info', `Engine started (process ${child.pid ?? 'unknown'})`));
    child.on('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#exited(code, lastErrorText);
    });
    // Requests made while there was no process.
    for (const { message } of this.#waiting.values()) post(child, message);
  }

  #receive(message: FromEngine): void {
    this.#silentBeats = 0;
    if (message.kind === 'ready') this.#setStatus('running', null);
    else if (message.kind === 'event') this.#options.onEvent(message.name, message.payload);
    else if (message.kind === 'crash') this.#options.log('error', `Engine: ${message.message}`);
    else if (message.kind === 'answer') this.#settle(message.id)?.resolve(message.value);
    else if (message.kind === 'refusal') this.#settle(message.id)?.reject(new Error(message.message));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #exited(code: number, lastErrorText: string): void {
    this.#rejectAll(this.#closing === null ? 'The engine stopped while it worked on this, and is being started again.' : 'Offsight is quitting.');
    if (this.#closing !== null) return;
    this.#options.log('error', `Engine ended unexpectedly with ${code}. ${lastErrorText}`);
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < 60_000), now];
    if (this.#crashes.length > CRASHES_PER_MINUTE) {
      this.#setStatus('failed', `The engine stopped ${this.#crashes.length} times within a minute, so it was not started again. The log file tells more.`);
      return;
    }
    this.#setStatus('restarting', 'The engine stopped unexpectedly and is being started again. Figures on screen are from before.');
    this.#restart = setTimeout(() => this.#start(), RESTART_AFTER_MS * this.#crashes.length);
  }

  #checkHeartbeat(): void {
    if (this.#child === null || this.#closing !== null) return;
    this.#silentBeats += 1;
    if (this.#silentBeats <= SILENT_BEATS) return;
    this.#options.log('error', 'Engine gave no sign of life for 10 s; ending it');
    kill(this.#child);
  }

  async #end(): Promise<void> {
    clearInterval(this.#heartbeat);
    if (this.#restart !== null) clearTimeout(this.#restart);
    this.#rejectAll('Offsight is quitting.');
    const child = this.#child;
    if (child === null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    post(child, { kind: 'close' });
    const deadline = setTimeout(() => kill(child), CLOSE_WITHIN_MS);
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS + 200))]);
    clearTimeout(deadline);
  }

  #rejectAll(reason: string): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of all) reject(new Error(reason));
  }

  #setStatus(state: EngineStatus['state'], text: string | null): void {
    if (this.#status.state === state && this.#status.text === text) return;
    this.#status = { state, text };
    this.#options.log('info', `Engine is ${state}`);
    this.#options.onStatus(this.#status);
  }
}

function post(child: UtilityProcess, message: ToEngine): void {
  child.postMessage(message, []);
}

/** UtilityProcess.kill sends SIGTERM, which a stopped process never sees. */
function kill(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
