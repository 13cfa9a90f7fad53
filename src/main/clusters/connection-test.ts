import type { ClusterSettings, ConnectionReport } from '../../shared/contract';
import { formatAddress } from '../kafka/address';
import { AuthenticationGate } from '../kafka/authentication-gate';
import { openConnection, type Connection } from '../kafka/connection';
import { within } from '../kafka/deadline';
import { KafkaFailure } from '../kafka/errors';
import { exchange } from '../kafka/exchange';
import { kafkaVersionOf } from '../kafka/kafka-version';
import { LIST_GROUPS } from '../kafka/protocol/apis/list-groups';
import { METADATA, type Metadata } from '../kafka/protocol/apis/metadata';
import { errorName } from '../kafka/protocol/errors';
import type { ConnectionSettings } from '../kafka/settings';
import { readClientConfig, type ClientConfig } from './client-config';
import { StageRecorder } from './stage-recorder';

const LONGEST_MS = 9_500;
/** Of a large cluster, so many brokers are tried. */
const MOST_BROKERS = 30;

/**
 * Tries a connection step by step: settings, name, TCP, TLS, ApiVersions, SASL, Metadata, every advertised broker, list
 * of groups. Never rejects; takes 10 s at most, and answers at once when the signal aborts. Closes all it opened.
 */
export async function testConnection(input: ClusterSettings, { signal }: { readonly signal: AbortSignal }): Promise<ConnectionReport> {
  const finished = new AbortController();
  const abort = (): void => finished.abort();
  signal.addEventListener('abort', abort);
  const recorder = new StageRecorder();
  const test: Test = { gate: new AuthenticationGate(), signals: [finished.signal, signal], signal, recorder, deadline: performance.now() + LONGEST_MS };
  try {
    const { settings } = await recorder.run('settings', () => readSettings(test, input), describeSettings);
    const { connection, server } = await openFirst(test, settings);
    const metadata = await recorder.run('metadata', () => exchange(connection, METADATA, { topics: [] }, limits(test)), (answer) => describeCluster(answer, connection));
    const reached = await tryBrokers(test, settings, metadata, { connection, server });
    await listGroups(test, reached);
    return recorder.report();
  } catch (error) {
    return recorder.failedReport(error);
  } finally {
    signal.removeEventListener('abort', abort);
    finished.abort();
  }
}

interface Test {
  readonly gate: AuthenticationGate;
  readonly signals: readonly AbortSignal[];
  readonly signal: AbortSignal;
  readonly recorder: StageRecorder;
  /** Monotonic milliseconds. */
  readonly deadline: number;
}

interface Reached {
  readonly connection: Connection;
  readonly server: ConnectionSettings['bootstrapServers'][number];
}

/** Each of the files has its own time, all of them that of the test. */
function readSettings(test: Test, input: ClusterSettings): Promise<ClientConfig> {
  return within(readClientConfig(input, test.signal), limits(test), () => new KafkaFailure('BAD_SETTINGS', 'The settings could not be read in time.', { advice: 'Copy client.properties and the files it names to this computer.' }));
}

/**
 * The first bootstrap server that works; what failed before it is said beside the settings. If none does, the stages of
 * the last one stand in the report, with the outcome of each.
 */
async function openFirst(test: Test, settings: ConnectionSettings): Promise<Reached> {
  const { recorder } = test;
  const servers = settings.bootstrapServers;
  const failures: { readonly server: Reached['server']; readonly error: unknown }[] = [];
  for (const [index, server] of servers.entries()) {
    recorder.startConnection(server, settings);
    try {
      const share = (test.deadline - performance.now()) / (servers.length - index);
      const reached = { connection: await open(test, settings, server, share), server };
      if (failures.length > 0) recorder.addToSettings(`Not every bootstrap server works: ${failures.map(outcomeOf).join(' ')}`);
      return reached;
    } catch (error) {
      failures.push({ server, error });
      if (test.signal.aborted || (error instanceof KafkaFailure && error.code === 'AUTHENTICATION_FAILED')) throw error;
    }
  }
  throw allOf(failures);
}

function allOf(failures: readonly { readonly server: Reached['server']; readonly error: unknown }[]): unknown {
  const last = failures[failures.length - 1]?.error;
  if (failures.length < 2 || !(last instanceof KafkaFailure)) return last;
  return new KafkaFailure(last.code, `None of the ${failures.length} bootstrap servers works. ${failures.map(outcomeOf).join(' ')}`, { advice: last.advice, retriable: last.retriable, cause: last });
}

function outcomeOf({ server, error }: { readonly server: Reached['server']; readonly error: unknown }): string {
  return `${formatAddress(server)}: ${error instanceof Error ? error.message : String(error)}`;
}

function open({ gate, signals, recorder }: Test, settings: ConnectionSettings, address: Reached['server'], timeoutMs: number, quiet = false): Promise<Connection> {
  return openConnection({
    address,
    settings: { ...settings, connectTimeoutMs: Math.max(1, Math.round(Math.min(settings.connectTimeoutMs, timeoutMs))) },
    gate,
    signals,
    onProgress: (step, text) => {
      if (!quiet) recorder.progress(step, text);
    },
  });
}

/** Connects to each advertised broker; an address that was just used counts as reached. */
async function tryBrokers(test: Test, settings: ConnectionSettings, { brokers }: Metadata, first: Reached): Promise<Connection[]> {
  const tried = brokers.slice(0, MOST_BROKERS);
  const started = test.recorder.start('brokers');
  const outcomes = await Promise.all(
    tried.map(async (broker) => {
      if (broker.host === first.server.host && broker.port === first.server.port) return first.connection;
      // Leaves time to list the groups.
      return open(test, settings, broker, test.deadline - performance.now() - 2_000, true).catch((error: unknown) => ({ broker, error }));
    }),
  );
  if (test.signal.aborted) throw new KafkaFailure('CANCELLED', 'The test was cancelled.');
  const unreached = outcomes.flatMap((outcome) => ('broker' in outcome ? [outcome] : []));
  const reached = outcomes.flatMap((outcome) => ('broker' in outcome ? [] : [outcome]));
  const of = brokers.length > tried.length ? `${tried.length} tried of ${brokers.length}` : String(brokers.length);
  if (unreached.length === 0) {
    started.passed(`${reached.length} of ${of} brokers can be reached`);
  } else {
    const details = unreached.slice(0, 3).map(({ broker, error }) => `Broker ${broker.nodeId} at ${formatAddress(broker)}: ${error instanceof Error ? error.message : String(error)}`);
    started.failed(`${unreached.length} of ${of} brokers cannot be reached. ${details.join(' ')}`, advertisedAdvice(unreached.map(({ error }) => error)));
  }
  return reached.length === 0 ? [first.connection] : reached;
}

function advertisedAdvice(errors: readonly unknown[]): string {
  const [error] = errors;
  const network = error instanceof KafkaFailure && error.code.startsWith('UNREACHABLE_');
  return network || !(error instanceof KafkaFailure) || error.advice === null
    ? 'The bootstrap server answers, but the addresses that the cluster advertises do not all work from here: correct advertised.listeners of these brokers, or connect from a network where they work (VPN, tunnel).'
    : error.advice;
}

async function listGroups(test: Test, connections: readonly Connection[]): Promise<void> {
  await test.recorder.run(
    'groups',
    async () => {
      const answers = await Promise.all(connections.map((connection) => exchange(connection, LIST_GROUPS, { states: [], types: [] }, limits(test))));
      const refused = answers.find(({ errorCode }) => errorCode !== 0);
      if (refused !== undefined) {
        throw new KafkaFailure(errorName(refused.errorCode), `Listing the groups was refused: ${errorName(refused.errorCode)}.`, { advice: 'Grant this principal DESCRIBE on the groups and on the cluster.' });
      }
      return answers.reduce((sum, { groups }) => sum + groups.length, 0);
    },
    (groups) => (groups === 0 ? 'no group is listed: there is none, or this principal has no right to describe any' : groups === 1 ? '1 group' : `${groups} groups`),
  );
}

function describeSettings({ settings, notes }: ClientConfig): string {
  const count = settings.bootstrapServers.length;
  return [count === 1 ? '1 bootstrap server.' : `${count} bootstrap servers.`, ...notes].join(' ');
}

function describeCluster({ clusterId, brokers }: Metadata, connection: Connection): string {
  const version = kafkaVersionOf(connection.versions);
  return `cluster ${clusterId ?? 'without id'}, ${brokers.length === 1 ? '1 broker' : `${brokers.length} brokers`}${version === null ? '' : `, Kafka ${version}`}`;
}

function limits({ signal, deadline }: Test): { signal: AbortSignal; timeoutMs: number } {
  return { signal, timeoutMs: Math.max(1, deadline - performance.now()) };
}
