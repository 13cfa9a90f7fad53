import { EventEmitter } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { formatAddress } from './address';
import { closedFailure, frameFailure, socketFailure, type Attempt, type ConnectionPhase } from './classify';
import { KafkaFailure } from './errors';
import { FrameGuard } from './frame-guard';
import type { ConnectionSettings, TlsSettings } from './settings';

const KEEP_ALIVE_MS = 30_000;
const READ_BYTES = 64 * 1024;

export interface GuardedSocketOptions {
  readonly host: string;
  readonly port: number;
  readonly settings: ConnectionSettings;
  /** The socket (with TLS, if any) is up. */
  onConnect(): void;
  onBytes(count: number): void;
  /** The name was resolved to this address; the TCP connection is up; the TLS handshake is done. */
  onProgress?(phase: 'lookup' | 'tcp' | 'tls', text: string): void;
}

/**
 * The socket that kafkajs gets. It sees whole, expected Kafka frames only (`data`), and one `error` at the end, however
 * that came about; `failure` then says why. No listener throws.
 */
export class GuardedSocket extends EventEmitter {
  /** Set by whoever opens the connection, for what a close or silence means. */
  phase: ConnectionPhase;
  answered = false;
  /** Null while it lives. */
  failure: KafkaFailure | null = null;
  /** Monotonic milliseconds of the last bytes that came. */
  lastBytesAt = 0;
  readonly #options: GuardedSocketOptions;
  readonly #guard = new FrameGuard();
  readonly #socket: net.Socket | null;

  constructor(options: GuardedSocketOptions) {
    super();
    this.#options = options;
    this.phase = net.isIP(options.host) === 0 ? 'lookup' : 'tcp';
    this.on('error', () => undefined);
    this.#socket = this.#open();
  }

  /** What was attempted, for messages. */
  get attempt(): Attempt {
    const { settings } = this.#options;
    return { address: formatAddress(this.#options), phase: this.phase, tls: settings.tls !== null, sasl: settings.sasl !== null, answered: this.answered };
  }

  /** Whether an answer is owed to us. */
  get waiting(): boolean {
    return this.#guard.waiting;
  }

  /** Throws what ended the connection: kafkajs would otherwise wait for an answer to a request that was never sent. */
  write(frame: Uint8Array): void {
    if (this.failure !== null) throw this.failure;
    if (this.#socket === null) throw new Error('The socket was never made');
    this.#guard.sent(frame);
    this.#socket.write(frame);
  }

  /** Takes back the memory of a frame that was read completely; nobody may hold a view of it. */
  recycle(bytes: Uint8Array): void {
    this.#guard.recycle(bytes);
  }

  /** kafkajs calls it when it is done with a connection that failed. */
  end(): void {
    this.destroy(new KafkaFailure('CLOSED', `The connection to ${this.attempt.address} was closed.`));
  }

  unref(): void {
    this.#socket?.unref();
  }

  /** Closes at once and reports `failure`. Idempotent: the first reason stays. */
  destroy(failure: KafkaFailure): void {
    if (this.failure !== null) return;
    this.failure = failure;
    this.#socket?.destroy();
    this.emit('error', failure);
  }

  #open(): net.Socket | null {
    try {
      const socket = connect(this.#options, (bytes) => this.#read(bytes), () => {
        this.phase = 'api-versions';
        if (socket instanceof tls.TLSSocket) this.#options.onProgress?.('tls', describeTls(socket));
        this.#options.onConnect();
      });
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      socket.on('lookup', (_error: unknown, address: string) => this.#resolved(address));
      socket.on('connect', () => this.#connected(socket));
      socket.on('error', (error: unknown) => this.destroy(socketFailure(error, this.attempt)));
      socket.on('end', () => this.destroy(closedFailure(this.attempt)));
      socket.on('close', () => this.destroy(closedFailure(this.attempt)));
      return socket;
    } catch (error) {
      // Node reads certificates and keys while it makes the socket.
      const reason = error instanceof Error ? error.message : String(error);
      const failure = new KafkaFailure('BAD_SETTINGS', `The TLS certificate, key or key store cannot be used: ${reason}.`, {
        advice: 'Check the ssl.* settings, ssl.key.password and ssl.keystore.password included.',
        retriable: false,
        cause: error,
      });
      process.nextTick(() => this.destroy(failure));
      return null;
    }
  }

  #resolved(address: string): void {
    if (typeof address !== 'string') return;
    this.phase = 'tcp';
    this.#options.onProgress?.('lookup', address);
  }

  #connected(socket: net.Socket): void {
    if (this.#options.settings.tls !== null) this.phase = 'tls';
    this.#options.onProgress?.('tcp', formatAddress({ host: socket.remoteAddress ?? this.#options.host, port: this.#options.port }));
  }

  #read(chunk: Uint8Array): void {
    if (this.failure !== null) return;
    this.lastBytesAt = performance.now();
    this.#options.onBytes(chunk.length);
    try {
      const violation = this.#guard.push(chunk, (frame) => this.emit('data', frame));
      if (violation !== null) this.destroy(frameFailure(violation, this.attempt));
    } catch (error) {
      this.destroy(new KafkaFailure('BAD_FRAME', `An answer of ${this.attempt.address} could not be handled. The connection was closed.`, { cause: error }));
    }
  }
}

/** `onBytes` gets a view of one buffer that the next bytes overwrite: no garbage for the megabytes of a round. */
function connect({ host, port, settings }: GuardedSocketOptions, onBytes: (bytes: Uint8Array) => void, onConnect: () => void): net.Socket {
  const onread = {
    buffer: Buffer.allocUnsafeSlow(READ_BYTES),
    callback: (count: number, buffer: Uint8Array) => {
      onBytes(buffer.subarray(0, count));
      return true;
    },
  };
  // Tries IPv4 and IPv6 in turn where Node knows how (18.13); older Node tries the first address.
  const target = { host, port, autoSelectFamily: true, onread };
  if (settings.tls === null) return net.connect(target, onConnect);
  return tls.connect({ ...target, ...tlsOptions(host, settings.tls) }, onConnect);
}

function tlsOptions(host: string, settings: TlsSettings): tls.ConnectionOptions {
  const { ca, certificate, key, pfx, passphrase, verifyHostname } = settings;
  return {
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === null ? {} : { ca }),
    ...(certificate === null ? {} : { cert: certificate }),
    ...(key === null ? {} : { key }),
    ...(pfx === null ? {} : { pfx: Buffer.from(pfx) }),
    ...(passphrase === null ? {} : { passphrase }),
    ...(verifyHostname ? {} : { checkServerIdentity: () => undefined }),
    minVersion: 'TLSv1.2',
  };
}

function describeTls(socket: tls.TLSSocket): string {
  const until = socket.getPeerCertificate().valid_to;
  return `${socket.getProtocol() ?? 'TLS'}${until === undefined ? '' : `, certificate valid until ${until}`}`;
}
