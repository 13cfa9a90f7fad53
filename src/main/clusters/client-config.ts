import { KafkaFailure } from '../kafka/errors';
import type { ConnectionSettings } from '../kafka/settings';
import { parseBootstrapServers } from './bootstrap-servers';
import { parseProperties } from './properties';
import { readSettingsFile } from './read-settings-file';
import { readSasl } from './sasl-settings';
import { SettingsReader } from './settings-reader';
import { readTls } from './tls-settings';

const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];
/** Java's is 10 s; less, because a person waits and several servers are tried. */
const CONNECT_TIMEOUT_MS = 5_000;

export interface ClientConfigInput {
  /** `host:port,…`; goes before bootstrap.servers of the file. Null: the file must have it. */
  readonly bootstrapServers: string | null;
  /** Path of a Java client.properties, or null for plain text without authentication. */
  readonly commandConfig: string | null;
  /** What to call `bootstrapServers` in messages. Default `Bootstrap servers`. */
  readonly bootstrapName?: string;
}

export interface ClientConfig {
  readonly settings: ConnectionSettings;
  /** One sentence for each setting that was left out or weakens security. No values. */
  readonly notes: readonly string[];
}

/**
 * How to reach a cluster, from its address and a Java client.properties with the files that it names. Rejects with
 * KafkaFailure BAD_SETTINGS that says file, line and what to write instead; never with a password in it. A file that
 * hangs is given up after 5 s, or when the signal aborts (CANCELLED).
 */
export async function readClientConfig({ bootstrapServers, commandConfig, bootstrapName = 'Bootstrap servers' }: ClientConfigInput, signal?: AbortSignal): Promise<ClientConfig> {
  const properties = commandConfig === null ? new Map() : parseProperties(await readConfig(commandConfig, signal), commandConfig);
  const reader = new SettingsReader(properties, commandConfig ?? 'settings');
  const inFile = reader.text('bootstrap.servers');
  const servers =
    bootstrapServers !== null ? parseBootstrapServers(bootstrapServers, bootstrapName) : inFile !== null ? parseBootstrapServers(inFile, reader.where('bootstrap.servers')) : null;
  if (servers === null) throw new KafkaFailure('BAD_SETTINGS', 'No bootstrap server is given.', { advice: 'Write host:port of one or more brokers.', retriable: false });

  const protocol = (reader.text('security.protocol') ?? 'PLAINTEXT').toUpperCase();
  if (!PROTOCOLS.includes(protocol)) throw reader.bad('security.protocol', 'is not a protocol of Kafka', `Write one of ${PROTOCOLS.join(', ')}.`);
  const settings: ConnectionSettings = {
    bootstrapServers: servers,
    clientId: reader.text('client.id') || 'offsight',
    tls: protocol.endsWith('SSL') ? await readTls(reader, signal) : null,
    sasl: protocol.startsWith('SASL') ? readSasl(reader) : null,
    connectTimeoutMs: reader.milliseconds('socket.connection.setup.timeout.ms') ?? CONNECT_TIMEOUT_MS,
  };
  if (settings.sasl?.mechanism === 'plain' && settings.tls === null) reader.note('security.protocol', 'is SASL_PLAINTEXT: the password crosses the network unencrypted');
  reader.noteUnused();
  return { settings, notes: reader.notes };
}

async function readConfig(path: string, signal: AbortSignal | undefined): Promise<string> {
  const { bytes } = await readSettingsFile([path], { advice: 'Name the client.properties of this cluster anew.', signal });
  return bytes.toString('utf8');
}
