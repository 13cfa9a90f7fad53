import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readClientConfig } from '../../src/main/clusters/client-config';
import { testConnection } from '../../src/main/clusters/connection-test';
import type { CallOptions, ClusterClient } from '../../src/main/kafka/cluster-client';
import { createClusterClient } from '../../src/main/kafka/connect';
import { LIST_GROUPS } from '../../src/main/kafka/protocol/apis/list-groups';
import { startCluster, type TestCluster } from '../support/kafka';
import { makeKeyStores, STORE_PASSWORD, type KeyStores } from '../support/key-stores';

const ALL = { states: [], types: [] };
const MODULE = 'org.apache.kafka.common.security';
const folder = mkdtempSync(join(tmpdir(), 'offsight-connection-'));
let stores: KeyStores;
let cluster: TestCluster;

beforeAll(async () => {
  stores = makeKeyStores(folder);
  const plain = `${MODULE}.plain.PlainLoginModule required user_alice="pl\\"ain";`;
  cluster = await startCluster({
    extraListeners: [
      { name: 'TLS', protocol: 'SSL' },
      { name: 'MUTUAL', protocol: 'SSL' },
      { name: 'SECURE', protocol: 'SASL_SSL' },
      { name: 'SHORT', protocol: 'SASL_PLAINTEXT' },
    ],
    formatArguments: ['--add-scram', 'SCRAM-SHA-256=[name=alice,password=scram-256]', '--add-scram', 'SCRAM-SHA-512=[name=alice,password=scram-512]'],
    properties: {
      'ssl.keystore.location': stores.server,
      'ssl.keystore.type': 'PKCS12',
      'ssl.keystore.password': STORE_PASSWORD,
      'ssl.truststore.location': stores.trust,
      'ssl.truststore.type': 'PKCS12',
      'ssl.truststore.password': STORE_PASSWORD,
      'listener.name.mutual.ssl.client.auth': 'required',
      'listener.name.secure.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER',
      'listener.name.secure.plain.sasl.jaas.config': plain,
      'listener.name.secure.scram-sha-256.sasl.jaas.config': `${MODULE}.scram.ScramLoginModule required;`,
      'listener.name.secure.scram-sha-512.sasl.jaas.config': `${MODULE}.scram.ScramLoginModule required;`,
      'listener.name.secure.oauthbearer.sasl.jaas.config': `${MODULE}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
      'listener.name.short.sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.short.plain.sasl.jaas.config': plain,
      'listener.name.short.plain.connections.max.reauth.ms': '1500',
    },
  });
});

afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const trust = (): string[] => [`ssl.truststore.location=${stores.trust}`, `ssl.truststore.password=${STORE_PASSWORD}`];
const sasl = (mechanism: string, loginModule: string, options: string): string[] => [
  'security.protocol=SASL_SSL',
  `sasl.mechanism=${mechanism}`,
  `sasl.jaas.config=${MODULE}.${loginModule} required ${options};`,
  ...trust(),
];
const scram = (size: number, password: string): string[] => sasl(`SCRAM-SHA-${size}`, 'scram.ScramLoginModule', `username="alice" password="${password}"`);

function writeConfig(lines: readonly string[]): string {
  const path = join(folder, 'client.properties');
  writeFileSync(path, lines.join('\n'));
  return path;
}

async function open(listener: string | null, lines: readonly string[]): Promise<ClusterClient> {
  const bootstrapServers = listener === null ? cluster.bootstrapServers : cluster.bootstrapServersOf(listener);
  const { settings } = await readClientConfig({ bootstrapServers, commandConfig: writeConfig(lines) });
  const client = createClusterClient(settings);
  onTestFinished(() => client.close());
  return client;
}

function call(): CallOptions {
  return { timeoutMs: 8_000, signal: new AbortController().signal };
}

const WAYS: readonly { readonly way: string; readonly listener: string | null; lines(): string[] }[] = [
  { way: 'plain text', listener: null, lines: () => [] },
  { way: 'TLS with a PKCS12 trust store of Java', listener: 'TLS', lines: () => ['security.protocol=SSL', ...trust()] },
  { way: 'TLS with a PEM trust store', listener: 'TLS', lines: () => ['security.protocol=SSL', `ssl.truststore.location=${stores.authorityPem}`] },
  { way: 'TLS with a client certificate', listener: 'MUTUAL', lines: () => ['security.protocol=SSL', ...trust(), `ssl.keystore.location=${stores.client}`, `ssl.keystore.password=${STORE_PASSWORD}`] },
  { way: 'SASL PLAIN over TLS', listener: 'SECURE', lines: () => sasl('PLAIN', 'plain.PlainLoginModule', 'username="alice" password="pl\\\\"ain"') },
  { way: 'SCRAM-SHA-256 over TLS', listener: 'SECURE', lines: () => scram(256, 'scram-256') },
  { way: 'SCRAM-SHA-512 over TLS', listener: 'SECURE', lines: () => scram(512, 'scram-512') },
  { way: 'OAUTHBEARER over TLS', listener: 'SECURE', lines: () => sasl('OAUTHBEARER', 'oauthbearer.OAuthBearerLoginModule', 'unsecuredLoginStringClaim_sub="alice"') },
];

test.each(WAYS)('$way', async ({ listener, lines }) => {
  const client = await open(listener, lines());
  await client.connect(call());
  const answers = await Promise.all([0, 1, 2].map((lane) => client.send(1, LIST_GROUPS, ALL, { ...call(), lane })));
  expect(answers.map(({ errorCode }) => errorCode)).toEqual([0, 0, 0]);
  expect([client.kafkaVersion, client.brokers.length, typeof client.kafkaClusterId]).toEqual(['4.3', 1, 'string']);
});

const REFUSALS: readonly { readonly what: string; readonly listener: string | null; readonly code: string; lines(): string[] }[] = [
  { what: 'a TLS port in plain text', listener: 'TLS', code: 'TLS_EXPECTED', lines: () => [] },
  { what: 'a plain port with TLS', listener: null, code: 'TLS_NOT_SPOKEN', lines: () => ['security.protocol=SSL'] },
  { what: 'an authority that is not trusted', listener: 'TLS', code: 'TLS_CERTIFICATE', lines: () => ['security.protocol=SSL'] },
  { what: 'no client certificate', listener: 'MUTUAL', code: 'TLS_CERTIFICATE', lines: () => ['security.protocol=SSL', ...trust()] },
  { what: 'no credentials', listener: 'SHORT', code: 'CREDENTIALS_MISSING', lines: () => [] },
  { what: 'credentials on a port without SASL', listener: null, code: 'SASL_MECHANISM_UNSUPPORTED', lines: () => ['security.protocol=SASL_PLAINTEXT', ...scram(256, 'scram-256').slice(1)] },
  { what: 'a wrong PLAIN password', listener: 'SECURE', code: 'AUTHENTICATION_FAILED', lines: () => sasl('PLAIN', 'plain.PlainLoginModule', 'username="alice" password="wrong-secret"') },
  { what: 'a wrong SCRAM password', listener: 'SECURE', code: 'AUTHENTICATION_FAILED', lines: () => scram(512, 'wrong-secret') },
  { what: 'an unknown user', listener: 'SECURE', code: 'AUTHENTICATION_FAILED', lines: () => sasl('SCRAM-SHA-256', 'scram.ScramLoginModule', 'username="bob" password="wrong-secret"') },
  {
    what: 'an expired token',
    listener: 'SECURE',
    code: 'AUTHENTICATION_FAILED',
    lines: () => sasl('OAUTHBEARER', 'oauthbearer.OAuthBearerLoginModule', 'unsecuredLoginStringClaim_sub="alice" unsecuredLoginNumberClaim_exp="1000"'),
  },
  { what: 'a mechanism that is not enabled', listener: 'SHORT', code: 'SASL_MECHANISM_UNSUPPORTED', lines: () => ['security.protocol=SASL_PLAINTEXT', ...scram(256, 'scram-256').slice(1)] },
];

test.each(REFUSALS)('$what is $code', async ({ listener, code, lines }) => {
  const client = await open(listener, lines());
  const startedAt = performance.now();
  await expect(client.connect(call())).rejects.toMatchObject({ code, message: expect.not.stringContaining('wrong-secret'), advice: expect.any(String) });
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('a session of 1.5 s is outlived without a failure', async () => {
  const lines = ['security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=PLAIN', `sasl.jaas.config=${MODULE}.plain.PlainLoginModule required username="alice" password="pl\\\\"ain";`];
  const client = await open('SHORT', lines);
  await client.connect(call());
  for (let count = 0; count < 25; count += 1) {
    await Promise.all([0, 0, 1].map((lane) => client.send(1, LIST_GROUPS, ALL, { ...call(), lane })));
    await sleep(200);
  }
  await sleep(2_000);
  expect(await client.send(1, LIST_GROUPS, ALL, call())).toMatchObject({ errorCode: 0 });
});

test('the connection test passes every stage', async () => {
  const report = await testConnection(
    { name: 'Test', environment: 'test', bootstrapServers: cluster.bootstrapServersOf('SECURE').replace('127.0.0.1', 'localhost'), commandConfig: writeConfig(scram(512, 'scram-512')), intervalMs: 5_000 },
    { signal: new AbortController().signal },
  );
  expect(report.stages.map(({ stage, outcome }) => `${stage} ${outcome}`)).toEqual(
    ['settings', 'dns', 'tcp', 'tls', 'api-versions', 'sasl', 'metadata', 'brokers', 'groups'].map((stage) => `${stage} passed`),
  );
});
