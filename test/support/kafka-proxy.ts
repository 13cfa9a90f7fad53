import { once } from 'node:events';
import * as net from 'node:net';

/** A request on its way to a broker. */
export interface ProxiedRequest {
  readonly nodeId: number;
  readonly apiKey: number;
}

/**
 * What becomes of a request. `cut-before`: the connection ends and the broker never sees it. `cut-after`: the broker gets it and the
 * connection ends instead of its answer. `hold`: it waits for ever. `hold-answer`: the broker gets it, its answer waits for ever. A number: it is passed on so many ms later.
 */
export type Fate = 'pass' | 'cut-before' | 'cut-after' | 'hold' | 'hold-answer' | number;

export interface KafkaProxies {
  /** As the cluster's, by way of the proxies: whoever begins here never sees a broker's own address. */
  readonly bootstrapServers: string;
  /** Decides on each request from now on. */
  decide(rule: (request: ProxiedRequest) => Fate): void;
  /** Ends every open connection. */
  cutAll(): void;
  close(): Promise<void>;
}

const HOST = Buffer.from('127.0.0.1');

/**
 * Proxies that know Kafka's framing, one before each broker of `127.0.0.1:port,…` (node ids 1, 2, … in that order). In answers the
 * brokers' ports are replaced by the proxies' own: an address is the host and then four bytes of port in every version of Metadata and FindCoordinator.
 */
export async function startKafkaProxies(bootstrapServers: string): Promise<KafkaProxies> {
  let rule: (request: ProxiedRequest) => Fate = () => 'pass';
  const sockets = new Set<net.Socket>();
  const portOf = new Map<number, number>();
  const ports = bootstrapServers.split(',').map((address) => Number(address.split(':')[1]));
  const servers = ports.map((port, index) =>
    net.createServer((client) => {
      const broker = net.connect(port, '127.0.0.1');
      const withheld = new Map<number, 'cut-after' | 'hold-answer'>();
      let held = false;
      for (const [from, to] of [[client, broker], [broker, client]] as const) {
        sockets.add(from);
        from.setNoDelay(true);
        from.on('error', () => from.destroy());
        from.on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
      }
      client.on('data', frames((frame) => {
        if (held) return;
        const fate = rule({ nodeId: index + 1, apiKey: frame.readInt16BE(4) });
        if (fate === 'cut-before') return void client.destroy();
        if (fate === 'hold') return void (held = true);
        if (fate === 'cut-after' || fate === 'hold-answer') withheld.set(frame.readInt32BE(8), fate);
        if (typeof fate === 'number') setTimeout(() => broker.writable && broker.write(frame), fate);
        else broker.write(frame);
      }));
      broker.on('data', frames((frame) => {
        const fate = withheld.get(frame.readInt32BE(4));
        if (fate === 'cut-after') return void client.destroy();
        if (fate === undefined) client.write(redirected(frame, portOf));
      }));
    }),
  );
  for (const [index, server] of servers.entries()) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    portOf.set(ports[index] ?? 0, (server.address() as net.AddressInfo).port);
  }
  return {
    bootstrapServers: [...portOf.values()].map((port) => `127.0.0.1:${port}`).join(','),
    decide: (wanted) => {
      rule = wanted;
    },
    cutAll: () => sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      const closed = servers.map((server) => once(server, 'close'));
      for (const server of servers) server.close();
      sockets.forEach((socket) => socket.destroy());
      await Promise.all(closed);
    },
  };
}

/** Hears whole frames, each with its four bytes of length. */
function frames(hear: (frame: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const size = 4 + rest.readInt32BE(0);
      const frame = Buffer.from(rest.subarray(0, size));
      rest = rest.subarray(size);
      hear(frame);
    }
  };
}

function redirected(frame: Buffer, portOf: ReadonlyMap<number, number>): Buffer {
  for (let at = frame.indexOf(HOST); at >= 0 && at + HOST.length + 4 <= frame.length; at = frame.indexOf(HOST, at + HOST.length)) {
    const port = portOf.get(frame.readInt32BE(at + HOST.length));
    if (port !== undefined) frame.writeInt32BE(port, at + HOST.length);
  }
  return frame;
}
