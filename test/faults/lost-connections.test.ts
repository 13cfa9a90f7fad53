import { createHook } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { LIST_GROUPS } from '../../src/main/kafka/protocol/apis/list-groups';
import { call, failureOf, openClient } from './support/client';
import { API, startFakeBroker, type FakeBroker, type FakeBrokerOptions } from './support/fake-broker';
import { startToxicProxy, type ToxicProxy } from './support/toxic-proxy';

const ALL = { states: [], types: [] };

async function fake(options: FakeBrokerOptions = {}): Promise<FakeBroker> {
  const broker = await startFakeBroker(options);
  onTestFinished(() => broker.close());
  return broker;
}

/** A broker that is reached through a proxy, and says so in its Metadata. */
async function proxiedToItself(): Promise<{ broker: FakeBroker; proxy: ToxicProxy }> {
  const brokers = [{ nodeId: 1, host: '127.0.0.1', port: 0 }];
  const broker = await fake({ brokers });
  const proxy = await startToxicProxy(broker.port);
  onTestFinished(() => proxy.close());
  brokers[0] = { nodeId: 1, host: '127.0.0.1', port: proxy.port };
  return { broker, proxy };
}

test('a connection that falls silent is given up at the deadline and replaced by the next call', async () => {
  const broker = await fake();
  const client = openClient(broker.port);
  await client.connect(call());
  broker.script(() => undefined);
  const startedAt = performance.now();
  const failures = await Promise.all([1, 2, 3].map((count) => failureOf(client.send(1, LIST_GROUPS, ALL, call(300 + count)))));
  expect(performance.now() - startedAt).toBeLessThan(800);
  expect(failures.map(({ code }) => code)).toEqual(['SILENT', 'SILENT', 'SILENT']);
  broker.script(null);
  await client.send(1, LIST_GROUPS, ALL, call());
  expect(broker.connections).toBe(2);
});

test('a broker that is slow but alive is told apart from a silent one', async () => {
  const broker = await fake();
  const client = openClient(broker.port);
  await client.connect(call());
  broker.script(({ behave, correlationId }) => void (correlationId % 2 === 0 && behave()));
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => client.send(1, LIST_GROUPS, ALL, call(300))));
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'answered' : (outcome.reason as { code: string }).code)).sort()).toEqual(['TIMED_OUT', 'TIMED_OUT', 'answered', 'answered']);
});

test('answers in pieces of three bytes and a reset in between are survived', async () => {
  const { proxy } = await proxiedToItself();
  const client = openClient(proxy.port);
  proxy.set({ sliceBytes: 3 });
  await client.connect(call());
  expect(await client.send(1, LIST_GROUPS, ALL, call())).toEqual({ errorCode: 0, groups: [] });
  proxy.reset();
  expect(await client.send(1, LIST_GROUPS, ALL, call())).toEqual({ errorCode: 0, groups: [] });
  proxy.set({ silent: true });
  expect((await failureOf(client.send(1, LIST_GROUPS, ALL, call(300)))).code).toBe('SILENT');
  proxy.set({});
  expect(await client.send(1, LIST_GROUPS, ALL, call())).toEqual({ errorCode: 0, groups: [] });
  expect(proxy.connections).toBe(3);
});

test('a connection that the broker closed while idle is replaced without a failure', async () => {
  const broker = await fake();
  const client = openClient(broker.port);
  await client.connect(call());
  await client.send(1, LIST_GROUPS, ALL, call());
  broker.script((request) => (request.connection === 1 ? request.socket.destroy() : request.behave()));
  expect(await client.send(1, LIST_GROUPS, ALL, call())).toEqual({ errorCode: 0, groups: [] });
});

test('a cluster that went away and came back is found again', async () => {
  const first = await startFakeBroker();
  const client = openClient(first.port);
  await client.connect(call());
  await first.close();
  expect((await failureOf(client.readMetadata([], call(2_000)))).code).toBe('UNREACHABLE_REFUSED');
  expect((await failureOf(client.connect(call(2_000)))).code).toBe('UNREACHABLE_REFUSED');
  const again = await startFakeBroker({ port: first.port });
  onTestFinished(() => again.close());
  await client.connect(call());
  await expect.poll(() => client.send(1, LIST_GROUPS, ALL, call())).toEqual({ errorCode: 0, groups: [] });
});

test('a SASL session that lasts 400 ms is renewed on new connections, unseen', async () => {
  const broker = await fake({ sasl: { username: 'alice', password: 'right', lifetimeMs: 400 } });
  const client = openClient(broker.port, { sasl: { mechanism: 'plain', username: 'alice', password: 'right' } });
  await client.connect(call());
  for (let count = 0; count < 30; count += 1) {
    await Promise.all([1, 2, 3].map(() => client.send(1, LIST_GROUPS, ALL, call())));
    await sleep(40);
  }
  expect(broker.connections).toBeGreaterThan(2);
  expect(broker.connections).toBeLessThan(9);
});

test('close and a cancelled call answer at once, whatever hangs', async () => {
  const broker = await fake();
  const client = openClient(broker.port);
  await client.connect(call());
  broker.script(() => undefined);
  const controller = new AbortController();
  const cancelled = failureOf(client.send(1, LIST_GROUPS, ALL, call(60_000, controller.signal)));
  const pending = [
    failureOf(client.send(1, LIST_GROUPS, ALL, call(60_000))),
    failureOf(client.send(1, LIST_GROUPS, ALL, { ...call(60_000), lane: 1 })),
    failureOf(client.readMetadata(null, call(60_000))),
    failureOf(client.connect(call(60_000))),
  ];
  await sleep(50);
  const startedAt = performance.now();
  controller.abort();
  expect((await cancelled).code).toBe('CANCELLED');
  client.close();
  client.close();
  expect((await Promise.all(pending)).map(({ code }) => code)).toEqual(pending.map(() => 'CANCELLED'));
  expect((await failureOf(client.send(1, LIST_GROUPS, ALL, call()))).code).toBe('CANCELLED');
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test('an idle connection schedules no timers', async () => {
  const broker = await fake({ sasl: { username: 'alice', password: 'right' } });
  const client = openClient(broker.port, { sasl: { mechanism: 'plain', username: 'alice', password: 'right' } });
  await client.connect(call());
  await Promise.all([0, 1, 2].map((lane) => client.send(1, LIST_GROUPS, ALL, { ...call(), lane })));
  await sleep(50);
  let timers = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'Timeout') timers += 1;
    },
  }).enable();
  await sleep(500);
  hook.disable();
  expect(timers).toBe(1); // our own sleep
});

test('lanes are connections of their own, and requests do not open more', async () => {
  const broker = await fake();
  const client = openClient(broker.port);
  await client.connect(call());
  await Promise.all([0, 1, 2, 0, 1, 2].map((lane) => client.send(1, LIST_GROUPS, ALL, { ...call(), lane })));
  expect(broker.connections).toBe(3);
  expect(client.traffic.requests).toBe(6);
  expect(broker.received.filter((key) => key === API.listGroups)).toHaveLength(6);
});

test('a node id that Metadata names twice is one broker, and no connection to it is left behind', async () => {
  const brokers = [{ nodeId: 1, host: '127.0.0.1', port: 0 }, { nodeId: 1, host: 'localhost', port: 0 }];
  const broker = await fake({ brokers });
  brokers.forEach((address, index) => (brokers[index] = { ...address, port: broker.port }));
  const client = openClient(broker.port);
  await client.connect(call());
  for (let i = 0; i < 5; i += 1) {
    await client.readMetadata([], call());
    await client.send(1, LIST_GROUPS, ALL, call());
  }
  expect(client.brokers).toEqual([{ nodeId: 1, host: '127.0.0.1', port: broker.port, rack: null }]);
  expect(broker.connections).toBe(1);
});

test('a cluster of many brokers brings no warning of a leak', async () => {
  const warnings: Error[] = [];
  const collect = (warning: Error): void => void warnings.push(warning);
  process.on('warning', collect);
  onTestFinished(() => void process.off('warning', collect));
  const brokers = Array.from({ length: 12 }, (_, index) => ({ nodeId: index + 1, host: '127.0.0.1', port: 0 }));
  const broker = await fake({ brokers });
  brokers.forEach((address, index) => (brokers[index] = { ...address, port: broker.port }));
  const client = openClient(broker.port);
  await client.connect(call());
  await Promise.all(brokers.map(({ nodeId }) => client.send(nodeId, LIST_GROUPS, ALL, call())));
  await sleep(20);
  expect(warnings.map(({ message }) => message)).toEqual([]);
});
