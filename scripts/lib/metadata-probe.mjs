import { connect } from 'node:net';

/**
 * Asks one broker over plain text how many brokers it knows, by the smallest request that says so.
 * Wire: Metadata v1, request `topics => INT32(0)`; response `brokers => ARRAY, controller_id => INT32, …`.
 * @param {number} port on 127.0.0.1
 * @returns {Promise<{ brokers: number, controllerId: number } | null>} null while it does not answer
 */
export function probeMetadata(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    /** @type {Buffer[]} */
    const chunks = [];
    /** @param {{ brokers: number, controllerId: number } | null} answer */
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => finish(null));
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
    socket.once('connect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length >= 4 && bytes.length >= 4 + bytes.readInt32BE(0)) finish(readAnswer(bytes));
    });
  });
}

function metadataRequest() {
  const clientId = Buffer.from('probe');
  const bytes = Buffer.alloc(4 + 2 + 2 + 4 + 2 + clientId.length + 4);
  bytes.writeInt32BE(bytes.length - 4, 0);
  bytes.writeInt16BE(3, 4);
  bytes.writeInt16BE(1, 6);
  bytes.writeInt32BE(1, 8);
  bytes.writeInt16BE(clientId.length, 12);
  clientId.copy(bytes, 14);
  return bytes; // the trailing INT32 is 0: no topics
}

/** @param {Buffer} bytes */
function readAnswer(bytes) {
  let at = 8;
  const brokers = bytes.readInt32BE(at);
  at += 4;
  for (let index = 0; index < brokers; index += 1) {
    at += 4; // node id
    at += 2 + bytes.readInt16BE(at); // host
    at += 4; // port
    at += 2 + Math.max(0, bytes.readInt16BE(at)); // rack
  }
  return { brokers, controllerId: bytes.readInt32BE(at) };
}
