import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readClientConfig } from '../../../src/main/clusters/client-config';
import { KafkaFailure } from '../../../src/main/kafka/errors';

const directory = mkdtempSync(join(tmpdir(), 'offsight-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

const SECRET = 'tópsecret;"1';
const jaas = (module: string) => `sasl.jaas.config=org.apache.kafka.common.security.${module} required \\\n  username="alice" \\\n  password="tópsecret;\\\\"1";`;

async function read(lines: readonly string[], bootstrapServers: string | null = 'a:1') {
  const file = join(directory, 'client.properties');
  writeFileSync(file, lines.join('\n'));
  return readClientConfig({ bootstrapServers, commandConfig: file });
}

async function refusal(lines: readonly string[], bootstrapServers: string | null = 'a:1'): Promise<string> {
  const error: unknown = await read(lines, bootstrapServers).catch((caught: unknown) => caught);
  if (!(error instanceof KafkaFailure)) throw new Error('It was not refused');
  expect({ code: error.code, retriable: error.retriable }).toEqual({ code: 'BAD_SETTINGS', retriable: false });
  expect(`${error.message} ${error.advice ?? ''} ${error.stack ?? ''}`).not.toContain('tópsecret');
  return `${error.message} ${error.advice ?? ''}`.replaceAll(`${directory}/`, '');
}

test('plain text without a file', async () => {
  expect(await readClientConfig({ bootstrapServers: 'a:1,b:2', commandConfig: null })).toEqual({
    settings: {
      bootstrapServers: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
      clientId: 'offsight',
      tls: null,
      sasl: null,
      connectTimeoutMs: 5_000,
    },
    notes: [],
  });
});

test('SCRAM over TLS with PEM stores, and what is not used is listed', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
  const key = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----\n';
  writeFileSync(join(directory, 'ca.pem'), pem);
  writeFileSync(join(directory, 'client.pem'), pem + key);
  const config = await read(
    [
      'bootstrap.servers=b:2',
      'security.protocol=sasl_ssl',
      'sasl.mechanism=SCRAM-SHA-512',
      jaas('scram.ScramLoginModule'),
      `ssl.truststore.location=${join(directory, 'ca.pem')}`,
      'ssl.truststore.type=PEM',
      `ssl.keystore.location=${join(directory, 'client.pem')}`,
      'ssl.key.password=key-password',
      'ssl.endpoint.identification.algorithm=',
      'client.id=ops',
      'request.timeout.ms=1500',
      'socket.connection.setup.timeout.ms=700',
      'ssl.cipher.suites=TLS_AES_128_GCM_SHA256',
    ],
    null,
  );
  expect({ ...config, notes: config.notes.map((note) => note.replaceAll(`${directory}/`, '')) }).toEqual({
    settings: {
      bootstrapServers: [{ host: 'b', port: 2 }],
      clientId: 'ops',
      tls: { ca: pem, certificate: pem + key, key: pem + key, pfx: null, passphrase: 'key-password', verifyHostname: false },
      sasl: { mechanism: 'scram-sha-512', username: 'alice', password: SECRET },
      connectTimeoutMs: 700,
    },
    notes: [
      'client.properties:11: ssl.endpoint.identification.algorithm is empty: the host name in the broker’s certificate is not checked.',
      'client.properties:13: request.timeout.ms is not used by Offsight and was left out.',
      'client.properties:15: ssl.cipher.suites is not used by Offsight and was left out.',
    ],
  });
});

test('an unsecured OAUTHBEARER token carries the claims', async () => {
  const { settings } = await read([
    'security.protocol=SASL_PLAINTEXT',
    'sasl.mechanism=OAUTHBEARER',
    'sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="alice" unsecuredLoginListClaim_scope=",r,w";',
  ]);
  if (settings.sasl?.mechanism !== 'oauthbearer') throw new Error('Wrong mechanism');
  const [, claims = ''] = (await settings.sasl.token()).split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ sub: 'alice', scope: ['r', 'w'], exp: expect.any(Number) });
});

test.each([
  [['security.protocol=TLS'], 'client.properties:1: security.protocol is not a protocol of Kafka. Write one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL.'],
  [['', 'security.protocol=SASL_SSL'], 'client.properties: sasl.mechanism is missing (Kafka’s default is GSSAPI, which Offsight does not speak). Write PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER.'],
  [
    ['security.protocol=SASL_SSL', 'sasl.mechanism=PLAIN', jaas('scram.ScramLoginModule')],
    'client.properties:3: sasl.jaas.config names a login module that does not belong to PLAIN. Write sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="…" password="…";',
  ],
  [
    ['security.protocol=SASL_SSL', 'sasl.mechanism=PLAIN', jaas('plain.PlainLoginModule').replace(/;$/, '')],
    'client.properties:3: sasl.jaas.config cannot be read: it does not end with exactly one semicolon. Write sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="…" password="…";',
  ],
  [['security.protocol=SSL', 'ssl.truststore.location=/nowhere/ca.pem'], 'client.properties:2: ssl.truststore.location: the file /nowhere/ca.pem does not exist. Check the path, and that you may read the file.'],
  [['socket.connection.setup.timeout.ms=5s'], 'client.properties:1: socket.connection.setup.timeout.ms is not a number of milliseconds. Write a whole number from 1 up.'],
])('refuses %j', async (lines, expected) => {
  expect(await refusal(lines)).toBe(expected);
});

test('a JKS store names the command that converts it', async () => {
  const store = join(directory, 'trust.jks');
  writeFileSync(store, Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]));
  expect(await refusal(['security.protocol=SSL', `ssl.truststore.location=${store}`])).toContain('keytool -importkeystore -srckeystore trust.jks -destkeystore trust.jks.p12 -deststoretype PKCS12');
});

test.skipIf(process.platform === 'win32')('what is no file of settings is refused at once, a named pipe without a writer too', async () => {
  const path = (name: string): string => join(directory, name);
  execFileSync('mkfifo', [path('pipe')]);
  writeFileSync(path('huge'), '');
  truncateSync(path('huge'), 5_000_000);
  const refusals = ['pipe', 'huge', ''].map((name) => readClientConfig({ bootstrapServers: 'a:1', commandConfig: path(name) }).catch((error: Error) => error.message.replace(`${directory}/`, '/').replace(directory, '/')));
  expect(await Promise.all(refusals)).toEqual(['The file /pipe is not a regular file.', 'The file /huge is larger than 4 MiB.', 'The file / is a folder.']);
});

test('reading ends with the signal', async () => {
  const controller = new AbortController();
  writeFileSync(join(directory, 'client.properties'), '');
  const reading = readClientConfig({ bootstrapServers: 'a:1', commandConfig: join(directory, 'client.properties') }, controller.signal);
  controller.abort();
  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('an absent file and an absent server are said', async () => {
  await expect(readClientConfig({ bootstrapServers: 'a:1', commandConfig: '/nowhere/x.properties' })).rejects.toThrow('The file /nowhere/x.properties does not exist.');
  expect(await refusal([], null)).toBe('No bootstrap server is given. Write host:port of one or more brokers.');
});
