import { array, assert, integer, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { FrameGuard } from '../../../src/main/kafka/frame-guard';

function frame(correlationId: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(4 + body.length);
  head.writeInt32BE(correlationId, 4);
  return Buffer.concat([head, body]);
}

/** A request frame, of which only the correlation id matters. */
function request(correlationId: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeInt32BE(8);
  bytes.writeInt32BE(correlationId, 8);
  return bytes;
}

test('cuts any split of the stream into the same frames', () => {
  assert(
    property(array(uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 8 }), array(integer({ min: 1, max: 20 }), { minLength: 1 }), (bodies, cuts) => {
      const frames = bodies.map((body, index) => frame(index, body));
      const guard = new FrameGuard();
      frames.forEach((_frame, index) => guard.sent(request(index)));
      const stream = Buffer.concat(frames);
      const received: string[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = cuts[turn % cuts.length] ?? 1;
        expect(guard.push(stream.subarray(at, at + size), (bytes) => void received.push(bytes.toString('hex')))).toBeNull();
        at += size;
      }
      expect(received).toEqual(frames.map((bytes) => bytes.toString('hex')));
      expect(guard.waiting).toBe(false);
    }),
  );
});

test('answers of megabytes come whole through one buffer that is overwritten, and recycled memory is used again', () => {
  const guard = new FrameGuard();
  const bodies = [3_000_000, 70_000, 2_000_000].map((length, index) => Buffer.alloc(length, index + 1));
  bodies.forEach((_body, index) => guard.sent(request(index)));
  const stream = Buffer.concat(bodies.map((body, index) => frame(index, body)));
  const chunk = Buffer.alloc(65_536);
  const memories = new Set<ArrayBufferLike>();
  const received: boolean[] = [];
  for (let at = 0; at < stream.length; at += chunk.length) {
    const count = stream.copy(chunk, 0, at);
    guard.push(chunk.subarray(0, count), (bytes) => {
      memories.add(bytes.buffer);
      received.push(bytes.subarray(8).equals(bodies[received.length] ?? Buffer.alloc(0)));
      guard.recycle(bytes.subarray(8));
    });
    chunk.fill(0xff);
  }
  expect(received).toEqual([true, true, true]);
  expect(memories.size).toBe(1);
});

test('no bytes make it throw, and after a violation it takes nothing more', () => {
  assert(
    property(array(uint8Array({ maxLength: 30 }), { maxLength: 10 }), (chunks) => {
      const guard = new FrameGuard();
      guard.sent(request(1));
      let delivered = 0;
      const outcomes = chunks.map((chunk) => ({ violation: guard.push(chunk, () => (delivered += 1)), delivered }));
      const first = outcomes.findIndex(({ violation }) => violation !== null);
      const after = first === -1 ? [] : outcomes.slice(first);
      expect(after).toEqual(after.map(() => outcomes[first]));
    }),
  );
});

test.each([
  ['HTTP/1.1 400 Bad Request\r\n', { kind: 'http', evidence: 'HTTP/1.1 400 Bad Request' }],
  ['SSH-2.0-x\r\n', { kind: 'text', evidence: 'SSH-2.0-x' }],
  ['\x15\x03\x03\x00\x02\x02\x16', { kind: 'tls', evidence: 'alert' }],
  ['\x16\x03\x03\x00\x7a', { kind: 'tls', evidence: 'handshake' }],
  ['\x00\x00\x00\x03', { kind: 'length', evidence: '3' }],
  ['\xff\xff\xff\xfc', { kind: 'length', evidence: '-4' }],
  ['\x04\x00\x00\x01', { kind: 'length', evidence: String(64 * 2 ** 20 + 1) }],
  ['\x04\x00\x00\x00\x00\x00\x00\x02', { kind: 'correlation', evidence: '2' }],
])('refuses %j as soon as it can be known', (bytes, violation) => {
  const guard = new FrameGuard();
  guard.sent(request(1));
  expect(guard.push(Buffer.from(bytes, 'latin1'), () => undefined)).toEqual(violation);
});
