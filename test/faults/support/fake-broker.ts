import { once } from 'node:events';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { Reader } from '../../../src/main/kafka/protocol/reader';
import { Writer } from '../../../src/main/kafka/protocol/writer';

export const API = { metadata: 3, listGroups: 16, saslHandshake: 17, apiVersions: 18, saslAuthenticate: 36 } as const;

export interface FakeRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly correlationId: number;
  readonly body: Reader;
  /** Number of this connection, from 1. */
  readonly connection: number;
  readonly socket: net.Socket;
  /** Answers it properly with this body. */
  reply(body: Uint8Array): void;
  /** Answers it as a good broker would. */
  behave(): void;
}

export interface FakeBrokerOptions {
  /** Default: any free one. */
  readonly port?: number;
  readonly tls?: tls.TlsOptions;
  /** SASL PLAIN; requests before it close the connection, as real brokers do. */
  readonly sasl?: { readonly username: string; readonly password: string; readonly lifetimeMs?: number };
  /** What Metadata says; default: itself, as node 1. */
  readonly brokers?: readonly { readonly nodeId: number; readonly host: string; readonly port: number }[];
  /** Gets every request in place of good behaviour. */
  onRequest?(request: FakeRequest): void;
}

export interface FakeBroker {
  readonly port: number;
  /** Connections accepted so far, open or not. */
  readonly connections: number;
  /** API keys received so far. */
  readonly received: readonly number[];
  /** SASL exchanges refused so far. */
  readonly refusals: number;
  /** Changes what the next requests get; null: good behaviour. */
  script(onRequest: ((request: FakeRequest) => void) | null): void;
  /** Ends every open connection with a reset. */
  reset(): void;
  close(): Promise<void>;
}

/** A listener on 127.0.0.1 that speaks enough Kafka (ApiVersions, Metadata v7, ListGroups v2, SASL PLAIN) to be broken on purpose. */
export async function startFakeBroker(options: FakeBrokerOptions = {}): Promise<FakeBroker> {
  const state = { connections: 0, received: [] as number[], refusals: 0, onRequest: options.onRequest ?? null };
  const sockets = new Set<net.Socket>();
  const accept = (socket: net.Socket): void => {
    state.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, state.connections);
  };
  const server = options.tls === undefined ? net.createServer(accept) : tls.createServer(options.tls, accept);
  server.on('tlsClientError', () => undefined);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const brokers = options.brokers ?? [{ nodeId: 1, host: '127.0.0.1', port }];

  function serve(socket: net.Socket, connection: number): void {
    let buffered = Buffer.alloc(0);
    let authenticated = options.sasl === undefined;
    socket.on('data', (chunk: Buffer) => {
      buffered = Buffer.concat([buffered, chunk]);
      while (buffered.length >= 4) {
        const length = buffered.readInt32BE(0);
        if (length < 8 || length > 1_000_000) return void socket.destroy(); // as a broker does with a TLS greeting
        if (buffered.length < 4 + length) return;
        handle(buffered.subarray(4, 4 + length));
        buffered = buffered.subarray(4 + length);
      }
    });
    function handle(frame: Buffer): void {
      const body = new Reader(frame);
      const apiKey = body.int16();
      const apiVersion = body.int16();
      const correlationId = body.int32();
      body.nullableString(false);
      state.received.push(apiKey);
      const reply = (bytes: Uint8Array): void => void socket.write(responseFrame(correlationId, bytes));
      const behave = (): void => {
        if (apiKey === API.apiVersions) reply(apiVersions());
        else if (apiKey === API.saslHandshake) reply(handshake(body.string(false)));
        else if (apiKey === API.saslAuthenticate) reply(authenticate(body));
        else if (!authenticated) socket.destroy();
        else if (apiKey === API.metadata) reply(metadata());
        else reply(noGroups());
      };
      const request = { apiKey, apiVersion, correlationId, body, connection, socket, reply, behave };
      if (state.onRequest === null) behave();
      else state.onRequest(request);
    }
    function authenticate(body: Reader): Uint8Array {
      const [, username, password] = Buffer.from(body.bytes(false)).toString('utf8').split('\0');
      authenticated = options.sasl !== undefined && username === options.sasl.username && password === options.sasl.password;
      if (!authenticated) state.refusals += 1;
      const writer = new Writer();
      writer.int16(authenticated ? 0 : 58);
      writer.nullableString(authenticated ? null : 'Authentication failed: Invalid username or password', false);
      writer.bytes(new Uint8Array(0), false);
      writer.int64(options.sasl?.lifetimeMs ?? 0);
      return writer.finish();
    }
  }

  function metadata(): Uint8Array {
    const writer = new Writer();
    writer.int32(0);
    writer.arrayCount(brokers.length, false);
    for (const { nodeId, host, port: brokerPort } of brokers) {
      writer.int32(nodeId);
      writer.string(host, false);
      writer.int32(brokerPort);
      writer.nullableString(null, false);
    }
    writer.nullableString('fake-cluster', false);
    writer.int32(brokers[0]?.nodeId ?? -1);
    writer.arrayCount(0, false);
    return writer.finish();
  }

  return {
    port,
    get connections() {
      return state.connections;
    },
    get received() {
      return state.received;
    },
    get refusals() {
      return state.refusals;
    },
    script: (onRequest) => {
      state.onRequest = onRequest;
    },
    reset: () => sockets.forEach((socket) => (socket instanceof tls.TLSSocket ? socket.destroy() : socket.resetAndDestroy())),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}

/** Length, correlation id and body. */
export function responseFrame(correlationId: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(4 + body.length);
  head.writeInt32BE(correlationId, 4);
  return Buffer.concat([head, body]);
}

/** ListGroups v2 without groups; `throttleMs` as the broker says. */
export function noGroups(throttleMs = 0): Uint8Array {
  const writer = new Writer();
  writer.int32(throttleMs);
  writer.int16(0);
  writer.arrayCount(0, false);
  return writer.finish();
}

function apiVersions(): Uint8Array {
  const ranges = [
    [API.metadata, 7, 7],
    [API.listGroups, 2, 2],
    [API.saslHandshake, 0, 1],
    [API.apiVersions, 0, 2],
    [API.saslAuthenticate, 0, 1],
  ] as const;
  const writer = new Writer();
  writer.int16(0);
  writer.arrayCount(ranges.length, false);
  for (const range of ranges) range.forEach((value) => writer.int16(value));
  writer.int32(0);
  return writer.finish();
}

function handshake(mechanism: string): Uint8Array {
  const writer = new Writer();
  writer.int16(mechanism === 'PLAIN' ? 0 : 33);
  writer.stringArray(['PLAIN'], false);
  return writer.finish();
}
