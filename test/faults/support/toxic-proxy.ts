import { once } from 'node:events';
import * as net from 'node:net';

/**
 * What the proxy does to bytes, from now on. `silent`: takes them and passes nothing on (a half-open connection);
 * new connections are accepted and get the same. `latencyMs` per direction. `sliceBytes`: passes pieces of this size on.
 */
export interface Toxics {
  readonly silent?: boolean;
  readonly latencyMs?: number;
  readonly sliceBytes?: number;
}

export interface ToxicProxy {
  readonly port: number;
  readonly connections: number;
  set(toxics: Toxics): void;
  /** Ends every open connection with a reset. */
  reset(): void;
  close(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 in front of a port there, that can be made worse and better while it runs. */
export async function startToxicProxy(upstreamPort: number): Promise<ToxicProxy> {
  const state = { toxics: {} as Toxics, connections: 0 };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    state.connections += 1;
    const upstream = net.connect(upstreamPort, '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => pass(chunk, to));
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        if (state.toxics.silent !== true) to.destroy();
      });
    }
  });

  function pass(chunk: Buffer, to: net.Socket): void {
    const { silent, latencyMs = 0, sliceBytes = chunk.length } = state.toxics;
    if (silent === true) return;
    const write = (): void => {
      for (let at = 0; at < chunk.length && to.writable; at += sliceBytes) to.write(chunk.subarray(at, at + sliceBytes));
    };
    if (latencyMs > 0) setTimeout(write, latencyMs);
    else write();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    get connections() {
      return state.connections;
    },
    set: (toxics) => {
      state.toxics = toxics;
    },
    reset: () => sockets.forEach((socket) => socket.resetAndDestroy()),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
