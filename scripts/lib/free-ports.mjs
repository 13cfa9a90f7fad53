import { createServer } from 'node:net';

/** Below the range that systems hand to outgoing connections, so that none of those takes a port we just found free. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/**
 * @param {number} count
 * @returns {Promise<number[]>} different TCP ports on which nobody listens on 127.0.0.1
 */
export async function findFreePorts(count) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let attempt = 0; found.size < count; attempt += 1) {
    if (attempt > 1_000) throw new Error('No free TCP ports between 20000 and 32000 on 127.0.0.1.');
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
}

/** @param {number} port */
function isFree(port) {
  return new Promise((/** @type {(free: boolean) => void} */ resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
