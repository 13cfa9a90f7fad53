import type { EventEmitter } from 'node:events';
import Connection from 'kafkajs/src/network/connection.js';
import scram256 from 'kafkajs/src/broker/saslAuthenticator/scram256.js';
import scram512 from 'kafkajs/src/broker/saslAuthenticator/scram512.js';
import { version } from 'kafkajs/package.json';
import { parseHandshake } from './sasl-handshake';
import type { SaslSettings } from './settings';

/**
 * The one file that touches private parts of kafkajs, which is frozen since 2023: its Connection (TCP life cycle, SASL,
 * correlation) without its Cluster and Broker, whose parsers reject a whole answer for one bad partition.
 */
const KAFKAJS_VERSION = '2.2.4';
const SASL_HANDSHAKE = 17;
/** RFC 5802 sets no upper limit; Kafka's own is 16,384. A hostile server could ask for hours of hashing. */
const MOST_SCRAM_ITERATIONS = 200_000;

/** What kafkajs needs of a socket; `data` must carry exactly one whole frame. */
export interface WireSocket extends EventEmitter {
  write(bytes: Uint8Array): unknown;
  end(): void;
  unref(): void;
}

export interface WireOptions {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly sasl: SaslSettings | null;
  /** Makes the socket and calls `onConnect` once it (with TLS, if any) is up. It reports its end by `error` only. */
  openSocket(onConnect: () => void): WireSocket;
}

export interface WireRequest {
  readonly apiKey: number;
  readonly apiName: string;
  readonly apiVersion: number;
  /** All that follows the client id: the header's tag section where the version has one, and the body. */
  readonly body: Buffer;
}

/** kafkajs' connection as we use it: no timers while idle, no throttling, no log, no time-outs of its own. */
export interface Wire {
  /** Resolves when the socket is up. */
  connect(): Promise<void>;
  /** SASL handshake and exchange. Resolves to the session's lifetime in milliseconds, or null for no limit. */
  authenticate(versions: ReadonlyMap<number, { readonly minVersion: number; readonly maxVersion: number }>): Promise<number | null>;
  /** Resolves to all bytes after the correlation id; a view, not a copy. */
  send(request: WireRequest): Promise<Buffer>;
}

export function createWire(options: WireOptions): Wire {
  const connection = createConnection(options);
  const { requestQueue } = connection;
  // Its check re-arms itself for ever (about 900 timers a second and connection); with no limit of requests under
  // way and no throttling there is never anything for it to do.
  requestQueue.scheduleCheckPendingRequests = () => undefined;
  requestQueue.scheduleRequestTimeoutCheck = () => undefined;
  requestQueue.maybeThrottle = () => undefined;
  connection.processData = (frame) => {
    requestQueue.fulfillRequest({ size: frame.length - 4, correlationId: frame.readInt32BE(4), payload: frame.subarray(8) });
  };
  const send = connection.send.bind(connection);
  connection.send = (protocol) => send(protocol.request.apiKey === SASL_HANDSHAKE ? { ...protocol, response: parseHandshake(options.sasl?.mechanism ?? '') } : protocol);

  return {
    connect: async () => void (await connection.connect()),
    authenticate: async (versions) => {
      connection.setVersions(Object.fromEntries(versions));
      connection.setSupportAuthenticationProtocol(true);
      await connection.authenticate();
      const lifetimeMs = Number(connection.sessionLifetime);
      return lifetimeMs > 0 ? lifetimeMs : null;
    },
    send: async ({ apiKey, apiName, apiVersion, body }) => {
      const payload = await send({
        request: { apiKey, apiName, apiVersion, encode: () => ({ buf: body, buffer: body }) },
        // Wrapped, because kafkajs looks for a throttle time on what decode gives.
        response: { decode: (bytes) => ({ bytes }), parse: (decoded) => (decoded as { bytes: Buffer }).bytes },
        logResponseError: false,
      });
      return payload as Buffer;
    },
  };
}

interface Protocol {
  readonly request: { readonly apiKey: number; readonly apiName: string; readonly apiVersion: number; encode(): unknown };
  readonly response: { decode(bytes: Buffer): unknown; parse(decoded: unknown): unknown };
  readonly logResponseError?: boolean;
}

interface KafkajsConnection {
  readonly requestQueue: {
    scheduleCheckPendingRequests(): void;
    scheduleRequestTimeoutCheck(): void;
    maybeThrottle(ms: number): void;
    fulfillRequest(response: { size: number; correlationId: number; payload: Buffer }): void;
  };
  /** A kafkajs Long; `toString` is decimal. */
  readonly sessionLifetime: { toString(): string };
  connect(): Promise<unknown>;
  authenticate(): Promise<void>;
  setVersions(versions: object): void;
  setSupportAuthenticationProtocol(supported: boolean): void;
  send(protocol: Protocol): Promise<unknown>;
  processData(frame: Buffer): void;
}

type SaslAuthenticate = (exchange: { request: unknown; response?: unknown }) => Promise<unknown>;
interface ProviderArguments {
  readonly saslAuthenticate: SaslAuthenticate;
}
type Provider = (argumentsOfKafkajs: ProviderArguments) => { authenticate(): Promise<void> };

function createConnection({ host, port, clientId, sasl, openSocket }: WireOptions): KafkajsConnection {
  const options = {
    host,
    port,
    clientId,
    logger: SILENT_LOGGER,
    socketFactory: ({ onConnect }: { onConnect: () => void }) => openSocket(onConnect),
    sasl: sasl === null ? null : saslOptions(sasl),
    enforceRequestTimeout: false,
    requestTimeout: 2 ** 31 - 1,
    connectionTimeout: 2 ** 31 - 1,
    // Never in the middle of a connection: we open a fresh one before a session ends.
    reauthenticationThreshold: -(2 ** 52),
  };
  const connection: unknown = Reflect.construct(checked.Connection, [options]);
  return connection as KafkajsConnection;
}

function saslOptions(sasl: SaslSettings): object {
  switch (sasl.mechanism) {
    case 'plain':
      return { ...sasl };
    case 'scram-sha-256':
      return { ...sasl, authenticationProvider: limitIterations(checked.scram256(sasl)) };
    case 'scram-sha-512':
      return { ...sasl, authenticationProvider: limitIterations(checked.scram512(sasl)) };
    case 'oauthbearer':
      return { mechanism: sasl.mechanism, authenticationProvider: oauthBearer(sasl.token) };
  }
}

function limitIterations(provider: Provider): Provider {
  return (given) =>
    provider({
      ...given,
      saslAuthenticate: async (exchange) => {
        const answer = await given.saslAuthenticate(exchange);
        const iterations = typeof answer === 'object' && answer !== null && 'i' in answer ? Number(answer.i) : 0;
        if (!(iterations <= MOST_SCRAM_ITERATIONS)) throw new Error(`The broker asked for ${String(iterations)} iterations, more than ${MOST_SCRAM_ITERATIONS}`);
        return answer;
      },
    });
}

/** RFC 7628. kafkajs' own takes the server's error document for a success; the dummy answer 0x01 brings out the error. */
function oauthBearer(token: () => Promise<string>): Provider {
  return ({ saslAuthenticate }) => ({
    authenticate: async () => {
      const first = Buffer.from(`n,,\x01auth=Bearer ${await token()}\x01\x01`, 'utf8');
      const document = await saslAuthenticate({ request: bytesRequest(first), response: bytesResponse });
      if (!Buffer.isBuffer(document) || document.length === 0) return;
      await saslAuthenticate({ request: bytesRequest(Buffer.from([1])), response: bytesResponse });
      throw new Error(document.toString('utf8').slice(0, 300));
    },
  });
}

/** Without kafkajs' four-byte length, which its answers carry and its SaslAuthenticate request cuts off. */
const bytesResponse = { decode: (bytes: Buffer) => bytes.subarray(4), parse: (bytes: Buffer) => bytes };

function bytesRequest(bytes: Buffer): object {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return { encode: () => Buffer.concat([length, bytes]) };
}

const ignore = (): undefined => undefined;
const SILENT_LOGGER = { debug: ignore, info: ignore, warn: ignore, error: ignore, namespace: (): object => SILENT_LOGGER };

type Constructor = abstract new (options: object) => unknown;

function checkShapes(): { readonly Connection: Constructor; readonly scram256: (sasl: object) => Provider; readonly scram512: (sasl: object) => Provider } {
  insist(version === KAFKAJS_VERSION, `version ${version}`);
  insist(typeof Connection === 'function', 'Connection');
  const prototype = Connection.prototype as Record<string, unknown>;
  for (const method of ['connect', 'send', 'authenticate', 'setVersions', 'setSupportAuthenticationProtocol', 'processData']) {
    insist(typeof prototype[method] === 'function', `Connection.${method}`);
  }
  const probe: unknown = Reflect.construct(Connection, [{ host: '', port: 0, logger: SILENT_LOGGER, requestTimeout: 1, connectionTimeout: 1 }]);
  const queue = (probe as { requestQueue?: Record<string, unknown> }).requestQueue;
  for (const method of ['scheduleCheckPendingRequests', 'scheduleRequestTimeoutCheck', 'maybeThrottle', 'fulfillRequest']) {
    insist(typeof queue?.[method] === 'function', `RequestQueue.${method}`);
  }
  insist(typeof scram256 === 'function' && typeof scram512 === 'function', 'SCRAM');
  return { Connection: Connection as unknown as Constructor, scram256: scram256 as (sasl: object) => Provider, scram512: scram512 as (sasl: object) => Provider };
}

function insist(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Offsight is built for kafkajs ${KAFKAJS_VERSION} exactly; what is installed differs in: ${what}. Run npm ci.`);
}

const checked = checkShapes();
