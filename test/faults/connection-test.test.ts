import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionReport } from '../../src/shared/contract';
import { testConnection } from '../../src/main/clusters/connection-test';
import { startFakeBroker, type FakeBroker, type FakeBrokerOptions } from './support/fake-broker';

async function fake(options: FakeBrokerOptions = {}): Promise<FakeBroker> {
  const broker = await startFakeBroker(options);
  onTestFinished(() => broker.close());
  return broker;
}

function run(bootstrapServers: string, commandConfig: string | null = null, signal = new AbortController().signal): Promise<ConnectionReport> {
  return testConnection({ name: 'Test', environment: 'test', bootstrapServers, commandConfig, intervalMs: 5_000 }, { signal });
}

function passwordFile(password: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'offsight-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'client.properties');
  writeFileSync(
    path,
    `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="alice" password="${password}";\n`,
  );
  return path;
}

const outcomes = ({ stages }: ConnectionReport): string => stages.map(({ stage, outcome }) => `${stage} ${outcome}`).join(', ');
const textOf = ({ stages }: ConnectionReport, name: string): string => stages.find(({ stage }) => stage === name)?.text ?? '';

test('every stage of a good connection is told', async () => {
  const { port } = await fake({ sasl: { username: 'alice', password: 'right' } });
  const report = await run(`localhost:${port}`, passwordFile('right'));
  expect([report.ok, report.advice]).toEqual([true, null]);
  expect(outcomes(report)).toBe('settings passed, dns passed, tcp passed, tls skipped, api-versions passed, sasl passed, metadata passed, brokers passed, groups passed');
  expect(textOf(report, 'brokers')).toBe('1 of 1 brokers can be reached');
  expect(textOf(report, 'settings')).toContain('the password crosses the network unencrypted');
});

test('a wrong password fails the SASL stage, once', async () => {
  const broker = await fake({ sasl: { username: 'alice', password: 'right' } });
  const report = await run(`127.0.0.1:${broker.port}`, passwordFile('wrong-secret'));
  expect(outcomes(report)).toBe('settings passed, dns skipped, tcp passed, tls skipped, api-versions passed, sasl failed, metadata skipped, brokers skipped, groups skipped');
  expect(report.advice).toContain('Check user name and password');
  expect(JSON.stringify(report)).not.toContain('wrong-secret');
  expect(broker.refusals).toBe(1);
});

test('an advertised address that does not work is a failure of that stage only', async () => {
  const { port } = await fake({ brokers: [{ nodeId: 3, host: 'kafka-3.invalid', port: 9092 }] });
  const report = await run(`127.0.0.1:${port}`);
  expect(outcomes(report)).toBe('settings passed, dns skipped, tcp passed, tls skipped, api-versions passed, sasl skipped, metadata passed, brokers failed, groups passed');
  expect(textOf(report, 'brokers')).toMatch(/^1 of 1 brokers cannot be reached\. Broker 3 at kafka-3\.invalid:9092: The name in/);
  expect(report).toMatchObject({ ok: false, advice: expect.stringContaining('advertised.listeners') });
});

test('the second bootstrap server is tried, and bad settings are told', async () => {
  const { port } = await fake();
  const second = await run(`127.0.0.1:1,127.0.0.1:${port}`);
  expect(second.ok).toBe(true);
  expect(textOf(second, 'settings')).toMatch(/^2 bootstrap servers\. Not every bootstrap server works: 127\.0\.0\.1:1: .*refused/);
  const none = await run('127.0.0.1:1,localhost:2');
  expect(outcomes(none)).toBe('settings passed, dns passed, tcp failed, tls skipped, api-versions skipped, sasl skipped, metadata skipped, brokers skipped, groups skipped');
  expect(textOf(none, 'tcp')).toMatch(/^None of the 2 bootstrap servers works\. 127\.0\.0\.1:1: .*refused.* localhost:2: .*refused/);
  const report = await run('127.0.0.1');
  expect([outcomes(report).split(',')[0], report.advice]).toEqual(['settings failed', expect.stringContaining('kafka-1.example:9092')]);
});

test('cancelling a test of a silent server answers at once', async () => {
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
  onTestFinished(() => (sockets.forEach((socket) => socket.destroy()), void server.close()));
  await once(server, 'listening');
  const controller = new AbortController();
  const running = run(`127.0.0.1:${(server.address() as net.AddressInfo).port}`, null, controller.signal);
  await once(server, 'connection');
  const startedAt = performance.now();
  controller.abort();
  const report = await running;
  expect(performance.now() - startedAt).toBeLessThan(500);
  expect(report.stages.filter(({ outcome }) => outcome === 'failed').map(({ text }) => text)).toEqual(['The test was cancelled.']);
});
