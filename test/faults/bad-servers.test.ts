import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { LIST_GROUPS } from '../../src/main/kafka/protocol/apis/list-groups';
import type { ConnectionSettings, TlsSettings } from '../../src/main/kafka/settings';
import { makeCertificate } from './support/certificates';
import { call, failureOf, openClient } from './support/client';
import { startFakeBroker, type FakeBrokerOptions } from './support/fake-broker';

const TLS: TlsSettings = { ca: null, certificate: null, key: null, pfx: null, passphrase: null, verifyHostname: true };
const authority = makeCertificate({ names: [] });
const trusting = { ...TLS, ca: authority.cert };

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as net.AddressInfo).port;
}

async function fake(options: FakeBrokerOptions = {}): Promise<number> {
  const broker = await startFakeBroker(options);
  onTestFinished(() => broker.close());
  return broker.port;
}

async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** Accepts, and never says anything. */
async function silentPort(): Promise<number> {
  const sockets: net.Socket[] = [];
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  return listen(net.createServer((socket) => void sockets.push(socket.resume().on('error', () => undefined))));
}

interface Case {
  readonly what: string;
  readonly code: string;
  readonly says: RegExp;
  readonly advises: RegExp;
  readonly settings?: Partial<ConnectionSettings>;
  server(): Promise<number>;
}

const CASES: readonly Case[] = [
  { what: 'nothing listens', code: 'UNREACHABLE_REFUSED', says: /refused the connection/, advises: /broker runs/, server: closedPort },
  {
    what: 'the name is not known',
    code: 'UNREACHABLE_NAME',
    says: /The name in no-such-host\.invalid:9092/,
    advises: /spelling|DNS/,
    settings: { bootstrapServers: [{ host: 'no-such-host.invalid', port: 9092 }] },
    server: () => Promise.resolve(0),
  },
  { what: 'an HTTP server', code: 'NOT_KAFKA_HTTP', says: /is an HTTP server/, advises: /Kafka listener/, server: () => listen(http.createServer()) },
  {
    what: 'an SSH server',
    code: 'NOT_KAFKA',
    says: /answered with the text “SSH-2\.0-OpenSSH_9\.2”/,
    advises: /host and port/,
    server: () => listen(net.createServer((socket) => void socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n'))),
  },
  {
    what: 'a TLS port in plain text',
    code: 'TLS_EXPECTED',
    says: /speaks TLS, and was spoken to in plain text/,
    advises: /security\.protocol to SSL/,
    server: () => fake({ tls: makeCertificate({ names: ['127.0.0.1'], authority }) }),
  },
  { what: 'a plain port with TLS', code: 'TLS_NOT_SPOKEN', says: /does not speak TLS/, advises: /PLAINTEXT/, settings: { tls: trusting }, server: () => fake() },
  { what: 'a silent server', code: 'SILENT', says: /did not answer a Kafka request within 1500 ms/, advises: /Kafka port/, server: silentPort },
  { what: 'a silent server with TLS', code: 'SILENT', says: /did not answer the TLS handshake/, advises: /speaks TLS/, settings: { tls: TLS }, server: silentPort },
  { what: 'closes at once', code: 'NOT_KAFKA', says: /closed the connection at the first Kafka request/, advises: /TLS/, server: () => listen(net.createServer((socket) => socket.destroy())) },
  {
    what: 'a certificate of its own authority',
    code: 'TLS_CERTIFICATE',
    says: /authority that is not trusted here|authority of its own/,
    advises: /ssl\.truststore\.location/,
    settings: { tls: TLS },
    server: () => fake({ tls: makeCertificate({ names: ['127.0.0.1'], authority }) }),
  },
  {
    what: 'an expired certificate',
    code: 'TLS_CERTIFICATE',
    says: /has expired/,
    advises: /renewed/,
    settings: { tls: trusting },
    server: () => fake({ tls: makeCertificate({ names: ['127.0.0.1'], authority, validUntil: new Date(Date.now() - 1_000) }) }),
  },
  {
    what: 'a certificate for other names',
    code: 'TLS_CERTIFICATE',
    says: /is for other names: kafka-1\.example, 10\.1\.2\.3\./,
    advises: /one of these names/,
    settings: { tls: trusting },
    server: () => fake({ tls: makeCertificate({ names: ['kafka-1.example', '10.1.2.3'], authority }) }),
  },
  {
    what: 'a client certificate is wanted',
    code: 'TLS_CERTIFICATE',
    says: /asks for a client certificate/,
    advises: /ssl\.keystore\.location/,
    settings: { tls: trusting },
    server: () => fake({ tls: { ...makeCertificate({ names: ['127.0.0.1'], authority }), ca: authority.cert, requestCert: true, rejectUnauthorized: true } }),
  },
  {
    what: 'a wrong password',
    code: 'AUTHENTICATION_FAILED',
    says: /did not accept the credentials: Authentication failed: Invalid username or password\./,
    advises: /sasl\.jaas\.config/,
    settings: { sasl: { mechanism: 'plain', username: 'alice', password: 'wrong-secret' } },
    server: () => fake({ sasl: { username: 'alice', password: 'right' } }),
  },
  {
    what: 'a SASL mechanism that is not offered',
    code: 'SASL_MECHANISM_UNSUPPORTED',
    says: /does not offer SASL SCRAM-SHA-256/,
    advises: /one that it offers: PLAIN/,
    settings: { sasl: { mechanism: 'scram-sha-256', username: 'alice', password: 'wrong-secret' } },
    server: () => fake({ sasl: { username: 'alice', password: 'right' } }),
  },
  { what: 'no credentials where they are wanted', code: 'CREDENTIALS_MISSING', says: /closed the connection at the first request/, advises: /SASL/, server: () => fake({ sasl: { username: 'alice', password: 'right' } }) },
  { what: 'a cluster without brokers', code: 'BROKER_NOT_AVAILABLE', says: /named no broker/, advises: /^null$/, server: () => fake({ brokers: [] }) },
  {
    what: 'a key that is none',
    code: 'BAD_SETTINGS',
    says: /certificate, key or key store cannot be used/,
    advises: /ssl\.key\.password/,
    settings: { tls: { ...TLS, certificate: 'none', key: 'none' } },
    server: closedPort,
  },
];

test.each(CASES)('$what is $code', async ({ code, says, advises, settings, server }) => {
  const client = openClient(await server(), settings);
  const startedAt = performance.now();
  const failure = await failureOf(client.connect(call(9_000)));
  expect({ code: failure.code, message: failure.message, advice: String(failure.advice) }).toEqual({
    code,
    message: expect.stringMatching(says),
    advice: expect.stringMatching(advises),
  });
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(`${failure.message} ${failure.advice ?? ''}`).not.toContain('wrong-secret');
});

test('an advertised address that cannot be reached is named, and the bootstrap server is not blamed', async () => {
  const gone = await closedPort();
  const port = await fake({
    brokers: [
      { nodeId: 7, host: '127.0.0.1', port: gone },
      { nodeId: 8, host: 'kafka-8.internal.invalid', port: 9092 },
    ],
  });
  const client = openClient(port);
  await client.connect(call());
  for (const [nodeId, address] of [
    [7, `127.0.0.1:${gone}`],
    [8, 'kafka-8.internal.invalid:9092'],
  ] as const) {
    const failure = await failureOf(client.send(nodeId, LIST_GROUPS, { states: [], types: [] }, call()));
    expect([failure.code, failure.advice]).toEqual(['ADVERTISED_UNREACHABLE', expect.stringContaining(`advertised.listeners`)]);
    expect(failure.message).toContain(`broker ${nodeId} is at ${address}, which this computer cannot reach`);
  }
  expect((await client.readMetadata([], call())).clusterId).toBe('fake-cluster');
});

test('of several bootstrap servers one that answers is enough, and a silent first one costs little', async () => {
  const client = openClient(0, {
    bootstrapServers: [
      { host: '127.0.0.1', port: await silentPort() },
      { host: '127.0.0.1', port: await closedPort() },
      { host: '127.0.0.1', port: await fake() },
    ],
  });
  const startedAt = performance.now();
  await client.connect(call());
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(client.brokers).toHaveLength(1);
});

test('a refused password is tried twice at most, however many calls want a connection', async () => {
  const broker = await startFakeBroker({ sasl: { username: 'alice', password: 'right' } });
  onTestFinished(() => broker.close());
  const client = openClient(broker.port, { sasl: { mechanism: 'plain', username: 'alice', password: 'wrong' } });
  const failures = await Promise.all([1, 2, 3, 4, 5].map(() => failureOf(client.connect(call()))));
  expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['AUTHENTICATION_FAILED']));
  // A new client with the same credentials does not count afresh; with other ones it does.
  await failureOf(openClient(broker.port, { sasl: { mechanism: 'plain', username: 'alice', password: 'wrong' } }).connect(call()));
  expect(broker.refusals).toBe(2);
  await openClient(broker.port, { sasl: { mechanism: 'plain', username: 'alice', password: 'right' } }).connect(call());
});
