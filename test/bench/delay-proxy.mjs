import { connect, createServer } from 'node:net';

/**
 * A TCP proxy on 127.0.0.1 that holds every piece of data back for the same time in each direction, without limiting
 * how much is under way: a link of twice that round-trip time and any bandwidth.
 * @param {number} port to listen on
 * @param {number} target port to pass on to
 * @param {number} delayMs one way
 * @returns {Promise<{ close: () => void }>}
 */
export function startDelayProxy(port, target, delayMs) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((client) => {
    const broker = connect({ host: '127.0.0.1', port: target });
    for (const [from, to] of /** @type {const} */ ([[client, broker], [broker, client]])) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => setTimeout(() => to.write(chunk), delayMs));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        setTimeout(() => to.destroy(), delayMs);
      });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () =>
      resolve({
        close: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      }));
  });
}
