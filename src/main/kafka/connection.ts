import { API_VERSIONS_KEY, API_VERSIONS_VERSION, decodeApiVersions, type VersionRange } from './api-versions';
import type { AuthenticationGate } from './authentication-gate';
import { authenticationFailure } from './authentication-failure';
import { silenceFailure, tlsExpectedFailure } from './classify';
import { KafkaFailure } from './errors';
import { GuardedSocket } from './guarded-socket';
import { createWire, type Wire } from './kafkajs-internals';
import type { KafkaApi } from './protocol/api';
import { DecodeError } from './protocol/decode-error';
import { Reader } from './protocol/reader';
import { Writer } from './protocol/writer';
import type { ConnectionSettings } from './settings';
import { speaksTls } from './tls-probe';

export interface OpenOptions {
  readonly address: { readonly host: string; readonly port: number };
  readonly settings: ConnectionSettings;
  readonly gate: AuthenticationGate;
  /** Aborting one of them destroys the connection, at any time. */
  readonly signals: readonly AbortSignal[];
  onBytes?(count: number): void;
  /** Whether these settings were served before: then a close at the first request does not mean missing credentials. */
  readonly proven?: boolean;
  /** A step is done; `text` says what was found. */
  onProgress?(step: 'lookup' | 'tcp' | 'tls' | 'api-versions' | 'sasl', text: string): void;
}

/**
 * Opens one connection, ready for requests: TCP, TLS, ApiVersions, SASL. Rejects with KafkaFailure, after
 * `settings.connectTimeoutMs` at the latest.
 */
export async function openConnection(options: OpenOptions): Promise<Connection> {
  const { address, settings, signals } = options;
  if (signals.some(({ aborted }) => aborted)) throw new KafkaFailure('CANCELLED', 'The connection was not wanted any more.');
  const made: GuardedSocket[] = [];
  let fail = (_failure: KafkaFailure): void => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const wire = createWire({
    ...address,
    clientId: settings.clientId,
    sasl: settings.sasl,
    openSocket: (onConnect) => {
      const socket = new GuardedSocket({ ...address, settings, onConnect, onBytes: (count) => options.onBytes?.(count), onProgress: (phase, text) => options.onProgress?.(phase, text) });
      socket.answered = options.proven === true;
      socket.on('error', fail);
      made.push(socket);
      return socket;
    },
  });
  const connected = wire.connect();
  connected.catch(() => undefined); // `failed` tells the real reason
  const [socket] = made;
  if (socket === undefined) throw new KafkaFailure('BAD_SETTINGS', 'The connection could not be started.');
  return finishOpening({ ...options, socket, wire, connected, failed });
}

interface Opening extends OpenOptions {
  readonly socket: GuardedSocket;
  readonly wire: Wire;
  readonly connected: Promise<void>;
  readonly failed: Promise<never>;
}

async function finishOpening(opening: Opening): Promise<Connection> {
  const { socket, settings, signals } = opening;
  const abort = (): void => socket.destroy(new KafkaFailure('CANCELLED', 'The connection was closed by Offsight.'));
  for (const signal of signals) signal.addEventListener('abort', abort);
  socket.on('error', () => signals.forEach((signal) => signal.removeEventListener('abort', abort)));
  const timer = setTimeout(() => socket.destroy(silenceFailure(socket.attempt, settings.connectTimeoutMs)), settings.connectTimeoutMs);
  const steps = enter(opening);
  try {
    return await Promise.race([steps, opening.failed]);
  } catch (error) {
    const failure = socket.failure ?? (error instanceof KafkaFailure ? error : new KafkaFailure('INTERNAL', `The connection failed: ${String(error)}`, { cause: error }));
    socket.destroy(failure);
    throw failure.code === 'NOT_KAFKA' && settings.tls === null && socket.lastBytesAt === 0 && (await speaksTls(opening.address)) ? tlsExpectedFailure(socket.attempt) : failure;
  } finally {
    clearTimeout(timer);
    steps.catch(() => undefined);
  }
}

async function enter({ socket, wire, connected, settings, gate, onProgress }: Opening): Promise<Connection> {
  await connected;
  const answer = await wire.send({ apiKey: API_VERSIONS_KEY, apiName: 'ApiVersions', apiVersion: API_VERSIONS_VERSION, body: Buffer.alloc(0) });
  const versions = decodeOrClose(socket, 'ApiVersions', () => decodeApiVersions(answer));
  onProgress?.('api-versions', `${versions.size} APIs`);
  let lifetimeMs: number | null = null;
  if (settings.sasl !== null) {
    socket.phase = 'sasl';
    lifetimeMs = await gate.pass(() => authenticate(socket, wire, versions, gate));
    onProgress?.('sasl', settings.sasl.mechanism.toUpperCase());
  }
  socket.phase = 'ready';
  return new Connection(socket, wire, versions, lifetimeMs);
}

async function authenticate(socket: GuardedSocket, wire: Wire, versions: ReadonlyMap<number, VersionRange>, gate: AuthenticationGate): Promise<number | null> {
  try {
    return await wire.authenticate(versions);
  } catch (error) {
    const failure = socket.failure ?? authenticationFailure(error, socket.attempt);
    if (failure.code === 'AUTHENTICATION_FAILED') gate.refused(failure);
    throw failure;
  }
}

/** One authenticated connection to one broker. Calls have no deadline of their own; `destroy` rejects them all. */
export class Connection {
  readonly versions: ReadonlyMap<number, VersionRange>;
  readonly #socket: GuardedSocket;
  readonly #wire: Wire;
  readonly #freshUntil: number;
  #pending = 0;
  #retired = false;
  #served = false;
  #fastestMs = Infinity;

  constructor(socket: GuardedSocket, wire: Wire, versions: ReadonlyMap<number, VersionRange>, lifetimeMs: number | null) {
    this.#socket = socket;
    this.#wire = wire;
    this.versions = versions;
    // KIP-368: re-authentication in the middle of pipelined requests fails, so a new connection is made in time.
    this.#freshUntil = lifetimeMs === null ? Infinity : performance.now() + lifetimeMs - Math.min(10_000, lifetimeMs * 0.2);
  }

  /** Whether new calls may go here. */
  get usable(): boolean {
    return this.#socket.failure === null && !this.#retired && performance.now() < this.#freshUntil;
  }

  get failure(): KafkaFailure | null {
    return this.#socket.failure;
  }

  /** Whether it has served a call before: then a close may only mean that it was idle for too long. */
  get served(): boolean {
    return this.#served;
  }

  /** The shortest time (ms) in which a call was answered that had none before it to wait for; Infinity: none was. */
  get fastestMs(): number {
    return this.#fastestMs;
  }

  /** Rejects with KafkaFailure only; DECODE destroys the connection. */
  async send<Request, Response>(api: KafkaApi<Request, Response>, version: number, request: Request): Promise<Response> {
    const flexible = version >= api.flexibleFrom;
    const body = encode(api, version, request, flexible);
    const waits = this.#pending > 0;
    const startedAt = performance.now();
    this.#pending += 1;
    try {
      const answer = await this.#wire.send({ apiKey: api.key, apiName: api.name, apiVersion: version, body });
      if (!waits) this.#fastestMs = Math.min(this.#fastestMs, performance.now() - startedAt);
      const response = decodeOrClose(this.#socket, api.name, () => {
        const reader = new Reader(answer);
        if (flexible) reader.skipTaggedFields();
        return api.decode(reader, version);
      });
      this.#socket.recycle(answer);
      this.#socket.answered = true;
      this.#served = true;
      return response;
    } catch (error) {
      if (error instanceof KafkaFailure) throw error;
      throw this.#socket.failure ?? new KafkaFailure('CLOSED', `The connection to ${this.#socket.attempt.address} was closed.`, { cause: error });
    } finally {
      this.#pending -= 1;
      if (this.#retired && this.#pending === 0) this.#closeRetired();
    }
  }

  /** Destroys the socket because a call got no answer since `since` (monotonic ms), and returns why. */
  timeOut(api: { readonly name: string }, since: number, timeoutMs: number): KafkaFailure {
    const { attempt, lastBytesAt } = this.#socket;
    const failure =
      lastBytesAt < since
        ? silenceFailure(attempt, timeoutMs)
        : new KafkaFailure('TIMED_OUT', `${attempt.address} did not finish ${api.name} within ${timeoutMs} ms.`, { advice: 'The broker is slow or the line is; it will be tried again.' });
    this.destroy(failure);
    return failure;
  }

  /** Takes no new calls, and closes when the last one under way has its answer. */
  retire(): void {
    this.#retired = true;
    if (this.#pending === 0) this.#closeRetired();
  }

  destroy(failure: KafkaFailure): void {
    this.#socket.destroy(failure);
  }

  #closeRetired(): void {
    this.destroy(new KafkaFailure('CLOSED', `The connection to ${this.#socket.attempt.address} was replaced by a new one.`));
  }
}

function encode<Request, Response>(api: KafkaApi<Request, Response>, version: number, request: Request, flexible: boolean): Buffer {
  try {
    const writer = new Writer();
    if (flexible) writer.noTaggedFields();
    api.encode(writer, request, version);
    return writer.finish();
  } catch (error) {
    throw new KafkaFailure('BAD_REQUEST', `${api.name} cannot be asked: ${error instanceof Error ? error.message : String(error)}.`, { retriable: false, cause: error });
  }
}

function decodeOrClose<Value>(socket: GuardedSocket, apiName: string, decode: () => Value): Value {
  try {
    return decode();
  } catch (error) {
    const failure =
      error instanceof KafkaFailure
        ? error
        : new KafkaFailure(error instanceof DecodeError ? 'DECODE' : 'INTERNAL', `The answer of ${socket.attempt.address} to ${apiName} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
    socket.destroy(failure);
    throw failure;
  }
}
