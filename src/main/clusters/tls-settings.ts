import type { TlsSettings } from '../kafka/settings';
import type { SettingsReader } from './settings-reader';
import { readPkcs12Certificates } from './pkcs12';
import { readSettingsFile } from './read-settings-file';

type StoreForm = 'PEM' | 'PKCS12' | 'JKS';

/** The ssl.* settings and the stores they name. Rejects with KafkaFailure BAD_SETTINGS. */
export async function readTls(reader: SettingsReader, signal?: AbortSignal): Promise<TlsSettings> {
  const ca = await readTrust(reader, signal);
  const key = await readKey(reader, signal);
  const algorithm = reader.text('ssl.endpoint.identification.algorithm');
  if (algorithm !== null && algorithm !== '' && algorithm.toLowerCase() !== 'https') {
    throw reader.bad('ssl.endpoint.identification.algorithm', 'is not known', 'Write https, or leave it empty to skip the check of the host name.');
  }
  if (algorithm === '') reader.note('ssl.endpoint.identification.algorithm', 'is empty: the host name in the broker’s certificate is not checked');
  return { ca, ...key, verifyHostname: algorithm !== '' };
}

async function readTrust(reader: SettingsReader, signal: AbortSignal | undefined): Promise<string | null> {
  const inline = reader.text('ssl.truststore.certificates');
  const password = reader.raw('ssl.truststore.password');
  const store = await readStore(reader, 'ssl.truststore', signal);
  if (inline !== null) return inline;
  if (store === null) return null;
  if (store.form === 'PEM') return store.bytes.toString('utf8');
  try {
    return await readPkcs12Certificates(store.bytes, password ?? '');
  } catch {
    throw reader.bad('ssl.truststore.location', `cannot be opened as PKCS12${password === null ? ', and ssl.truststore.password is missing' : ''}`, 'Check ssl.truststore.password with keytool -list -keystore.');
  }
}

async function readKey(reader: SettingsReader, signal: AbortSignal | undefined): Promise<Omit<TlsSettings, 'ca' | 'verifyHostname'>> {
  const chain = reader.text('ssl.keystore.certificate.chain');
  const inlineKey = reader.text('ssl.keystore.key');
  const storePassword = reader.raw('ssl.keystore.password');
  const keyPassword = reader.raw('ssl.key.password');
  const store = await readStore(reader, 'ssl.keystore', signal);
  if (chain !== null || inlineKey !== null) {
    if (chain === null || inlineKey === null) throw reader.bad(chain === null ? 'ssl.keystore.certificate.chain' : 'ssl.keystore.key', 'is missing', 'Certificate chain and key are needed both.');
    return { certificate: chain, key: inlineKey, pfx: null, passphrase: keyPassword };
  }
  if (store === null) return { certificate: null, key: null, pfx: null, passphrase: null };
  if (store.form === 'PKCS12') return { certificate: null, key: null, pfx: store.bytes, passphrase: storePassword ?? keyPassword };
  const text = store.bytes.toString('utf8');
  if (!text.includes('PRIVATE KEY-----')) throw reader.bad('ssl.keystore.location', 'has no private key', 'Put the private key and the certificate chain into one PEM file.');
  return { certificate: text, key: text, pfx: null, passphrase: keyPassword };
}

async function readStore(reader: SettingsReader, prefix: 'ssl.truststore' | 'ssl.keystore', signal: AbortSignal | undefined): Promise<{ bytes: Buffer; form: StoreForm } | null> {
  const location = `${prefix}.location`;
  const paths = reader.paths(location);
  reader.text(`${prefix}.type`); // what the file holds counts
  if (paths === null) return null;
  const { path, bytes } = await readSettingsFile(paths, { where: reader.where(location), advice: 'Check the path, and that you may read the file.', signal });
  const form = formOf(bytes);
  if (form === null) throw reader.bad(location, 'is neither PEM nor PKCS12', 'Give a PEM file with certificates or a PKCS12 store.');
  if (form === 'JKS') {
    throw reader.bad(location, 'is a JKS store, which only Java can read', `Convert it with: keytool -importkeystore -srckeystore ${path} -destkeystore ${path}.p12 -deststoretype PKCS12`);
  }
  return { bytes, form };
}

/** By what the file holds: Java too reads a PKCS12 store whatever its declared type. */
function formOf(bytes: Buffer): StoreForm | null {
  if (bytes.length >= 4 && (bytes.readUInt32BE(0) === 0xfeedfeed || bytes.readUInt32BE(0) === 0xcececece)) return 'JKS';
  if (bytes.includes('-----BEGIN ')) return 'PEM';
  return bytes[0] === 0x30 ? 'PKCS12' : null;
}
