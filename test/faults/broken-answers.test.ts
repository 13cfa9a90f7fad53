import { expect, onTestFinished, test } from 'vitest';
import { LIST_GROUPS } from '../../src/main/kafka/protocol/apis/list-groups';
import { call, failureOf, openClient } from './support/client';
import { API, noGroups, responseFrame, startFakeBroker, type FakeRequest } from './support/fake-broker';

const ALL = { states: [], types: [] };

function bytes(length: number, ...rest: number[]): Buffer {
  const head = Buffer.alloc(4);
  head.writeInt32BE(length);
  return Buffer.concat([head, Buffer.from(rest)]);
}

const CASES: readonly { readonly what: string; readonly code: string; answer(request: FakeRequest): void }[] = [
  { what: 'a frame of -4 bytes', code: 'BAD_FRAME', answer: ({ socket }) => void socket.write(bytes(-4)) },
  { what: 'a frame of 0 bytes', code: 'BAD_FRAME', answer: ({ socket }) => void socket.write(bytes(0)) },
  { what: 'a frame of 2 GiB', code: 'BAD_FRAME', answer: ({ socket }) => void socket.write(bytes(2 ** 31 - 1)) },
  { what: 'a frame just above 64 MiB', code: 'BAD_FRAME', answer: ({ socket }) => void socket.write(bytes(64 * 2 ** 20 + 1)) },
  { what: 'a wrong correlation id', code: 'BAD_FRAME', answer: ({ socket, correlationId }) => void socket.write(responseFrame(correlationId + 100, noGroups())) },
  { what: 'an id that was answered before', code: 'BAD_FRAME', answer: ({ socket }) => void socket.write(responseFrame(0, noGroups())) },
  { what: 'a body cut short', code: 'DECODE', answer: ({ reply }) => reply(noGroups().subarray(0, 7)) },
  { what: 'a body of garbage', code: 'DECODE', answer: ({ reply }) => reply(Buffer.alloc(200, 0x7f)) },
  { what: 'an empty body', code: 'DECODE', answer: ({ reply }) => reply(new Uint8Array(0)) },
  { what: 'the end of the connection', code: 'CLOSED', answer: ({ socket }) => void socket.end() },
  { what: 'a reset', code: 'CLOSED', answer: ({ socket }) => void socket.resetAndDestroy() },
];

test.each(CASES)('$what fails that call with $code; the next one has a new connection', async ({ code, answer }) => {
  const broker = await startFakeBroker();
  onTestFinished(() => broker.close());
  const client = openClient(broker.port);
  await client.connect(call());
  let broken = 0;
  broker.script((request) => {
    if (request.apiKey !== API.listGroups) return request.behave();
    broken += 1;
    answer(request);
  });
  // Two at once: whatever breaks the connection ends both.
  const failures = await Promise.all([failureOf(client.send(1, LIST_GROUPS, ALL, call())), failureOf(client.send(1, LIST_GROUPS, ALL, call()))]);
  expect(failures[0].code).toBe(code);
  expect(broken).toBeGreaterThan(0);
  const before = broker.connections;
  broker.script(null);
  expect(await client.send(1, LIST_GROUPS, ALL, call())).toEqual({ errorCode: 0, groups: [] });
  expect(broker.connections).toBe(before + 1);
});

test('an answer that nobody asked for closes the connection', async () => {
  const broker = await startFakeBroker();
  onTestFinished(() => broker.close());
  const client = openClient(broker.port);
  await client.connect(call());
  broker.script((request) => {
    request.behave();
    request.socket.write(responseFrame(4_711, noGroups()));
  });
  await client.send(1, LIST_GROUPS, ALL, call());
  broker.script(null);
  await expect.poll(async () => ((await client.send(1, LIST_GROUPS, ALL, call())), broker.connections)).toBe(2);
});

test('greetings that are broken are told as such', async () => {
  const broker = await startFakeBroker({ onRequest: ({ reply }) => reply(Buffer.from([0, 0, 0x7f, 0xff, 0xff, 0xff])) });
  onTestFinished(() => broker.close());
  expect((await failureOf(openClient(broker.port).connect(call()))).code).toBe('DECODE');
});

test('a throttle time of 24 days holds nothing up', async () => {
  const broker = await startFakeBroker();
  onTestFinished(() => broker.close());
  const client = openClient(broker.port);
  await client.connect(call());
  broker.script((request) => (request.apiKey === API.listGroups ? request.reply(noGroups(2 ** 31 - 1)) : request.behave()));
  for (let count = 0; count < 3; count += 1) await client.send(1, LIST_GROUPS, ALL, call(1_000));
  expect(broker.connections).toBe(1);
});
