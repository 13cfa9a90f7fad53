import type { SaslSettings } from '../kafka/settings';
import { parseJaas, type JaasEntry } from './jaas';
import { oauthToken } from './oauth-token';
import type { SettingsReader } from './settings-reader';

const MODULES: Readonly<Record<SaslSettings['mechanism'], string>> = {
  plain: 'org.apache.kafka.common.security.plain.PlainLoginModule',
  'scram-sha-256': 'org.apache.kafka.common.security.scram.ScramLoginModule',
  'scram-sha-512': 'org.apache.kafka.common.security.scram.ScramLoginModule',
  oauthbearer: 'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule',
};

/** sasl.mechanism and sasl.jaas.config. Throws KafkaFailure BAD_SETTINGS. */
export function readSasl(reader: SettingsReader): SaslSettings {
  const mechanism = readMechanism(reader);
  const entry = readJaasEntry(reader, mechanism);
  if (mechanism === 'oauthbearer') return { mechanism, token: oauthToken(reader, entry.options) };
  const username = entry.options.get('username');
  const password = entry.options.get('password');
  if (username === undefined || password === undefined) {
    throw reader.bad('sasl.jaas.config', `has no ${username === undefined ? 'username' : 'password'}`, example(mechanism));
  }
  if (entry.options.get('tokenauth') === 'true') reader.note('sasl.jaas.config', 'asks for delegation tokens, which Offsight does not speak; plain SCRAM is used');
  return { mechanism, username, password };
}

function readMechanism(reader: SettingsReader): SaslSettings['mechanism'] {
  const written = reader.text('sasl.mechanism');
  const mechanism = written?.toLowerCase();
  for (const known of ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'] as const) {
    if (known === mechanism) return known;
  }
  const what = written === null ? 'is missing (Kafka’s default is GSSAPI, which Offsight does not speak)' : 'is not a mechanism that Offsight speaks';
  throw reader.bad('sasl.mechanism', what, 'Write PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER.');
}

function readJaasEntry(reader: SettingsReader, mechanism: SaslSettings['mechanism']): JaasEntry {
  const text = reader.raw('sasl.jaas.config');
  if (text === null) throw reader.bad('sasl.jaas.config', 'is missing', example(mechanism));
  const entry = parseJaas(text);
  if (typeof entry === 'string') throw reader.bad('sasl.jaas.config', `cannot be read: ${entry}`, example(mechanism));
  const expected = MODULES[mechanism];
  if (entry.loginModule.split('.').at(-1) !== expected.split('.').at(-1)) {
    throw reader.bad('sasl.jaas.config', `names a login module that does not belong to ${mechanism.toUpperCase()}`, example(mechanism));
  }
  return entry;
}

function example(mechanism: SaslSettings['mechanism']): string {
  const options = mechanism === 'oauthbearer' ? 'unsecuredLoginStringClaim_sub="…"' : 'username="…" password="…"';
  return `Write sasl.jaas.config=${MODULES[mechanism]} required ${options};`;
}
