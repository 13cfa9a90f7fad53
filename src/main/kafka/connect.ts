import { setMaxListeners } from 'node:events';
import { authenticationGate, type AuthenticationGate } from './authentication-gate';
import { BrokerConnections } from './broker-connections';
import type { BrokerAddress, CallOptions, ClusterClient, TrafficCounters } from './cluster-client';
import { openConnection, type Connection } from './connection';
import { cancelled, within } from './deadline';
import { KafkaFailure } from './errors';
import { exchange } from './exchange';
import { kafkaVersionOf } from './kafka-version';
import { negotiate } from './negotiate';
import type { KafkaApi } from './protocol/api';
import { METADATA, type Metadata } from './protocol/apis/metadata';
import type { ConnectionSettings } from './settings';
import { raceStaggered } from './staggered';
import { usableBrokers } from './usable-brokers';

const BOOTSTRAP_STAGGER_MS = 300;
/** Produce, JoinGroup and LeaveGroup, by key: sent twice they do it twice. Other requests say the same again. */
const NOT_REPEATED: ReadonlySet<number> = new Set([0, 11, 13]);

/**
 * A client that has not connected yet. Nothing is opened before `connect`. `byHand`: a person asked for this attempt, so
 * that an earlier refusal of the same credentials does not answer it.
 */
export function createClusterClient(settings: ConnectionSettings, { byHand = false }: { readonly byHand?: boolean } = {}): ClusterClient {
  const gate = authenticationGate(settings);
  if (byHand) gate.allowOne();
  return new KafkaCluster(settings, gate);
}

/** Where Metadata can be asked; `server` is set for a fresh connection to a bootstrap server. The signal ends a fresh one. */
type Source = (signal: AbortSignal) => Promise<{ readonly connection: Connection; readonly server: ServerAddress | null }>;
type ServerAddress = ConnectionSettings['bootstrapServers'][number];

class KafkaCluster implements ClusterClient {
  readonly settings: ConnectionSettings;
  readonly traffic = { requests: 0, bytesIn: 0 } satisfies TrafficCounters;
  kafkaClusterId: string | null = null;
  kafkaVersion: string | null = null;
  brokers: readonly BrokerAddress[] = [];
  brokersLeftOut = 0;
  readonly #gate: AuthenticationGate;
  readonly #closing = new AbortController();
  #byNode = new Map<number, BrokerConnections>();
  /** The connection to a bootstrap server that is no broker's advertised address; else null. */
  #bootstrap: Connection | null = null;
  #proven = false;

  constructor(settings: ConnectionSettings, gate: AuthenticationGate) {
    this.settings = settings;
    this.#gate = gate;
    setMaxListeners(0, this.#closing.signal); // every connection of the cluster listens to it
  }

  async connect(options: CallOptions): Promise<void> {
    await this.#exchangeMetadata(this.#bootstrapSources(options.timeoutMs), [], options, BOOTSTRAP_STAGGER_MS, false);
  }

  async readMetadata(topics: readonly string[] | null, options: CallOptions): Promise<Metadata> {
    const all = [...this.#byNode.values()];
    const opened = all.filter(({ open }) => open !== null);
    const bootstrap = this.#bootstrap;
    const sources: Source[] = [
      ...opened.map((broker) => () => fromBroker(broker)),
      ...(bootstrap?.usable === true ? [async () => ({ connection: bootstrap, server: null })] : []),
      ...all.filter((broker) => !opened.includes(broker)).map((broker) => () => fromBroker(broker)),
      ...this.#bootstrapSources(options.timeoutMs),
    ];
    return this.#exchangeMetadata(sources, topics, options, Math.max(BOOTSTRAP_STAGGER_MS, options.timeoutMs / 4), true);
  }

  async versionOf<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>, options: CallOptions): Promise<number | null> {
    const connection = await this.#acquire(nodeId, options);
    return negotiate(connection.versions, api);
  }

  async send<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>, request: Request, options: CallOptions): Promise<Response> {
    const startedAt = performance.now();
    const connection = await this.#acquire(nodeId, options);
    const served = connection.served;
    const left = (): CallOptions => ({ ...options, timeoutMs: options.timeoutMs - (performance.now() - startedAt) });
    try {
      return await this.#call(connection, api, request, left());
    } catch (error) {
      // A broker closes connections that were idle or whose session ended; the request then was not looked at. It may have been, though, if the broker ended in between.
      if (!(error instanceof KafkaFailure) || error.code !== 'CLOSED' || !served || NOT_REPEATED.has(api.key) || this.#closing.signal.aborted) throw error;
      return await this.#call(await this.#acquire(nodeId, left()), api, request, left());
    }
  }

  fastestMs(nodeId: number): number {
    return this.#byNode.get(nodeId)?.fastestMs ?? Infinity;
  }

  close(): void {
    this.#closing.abort();
  }

  async #acquire(nodeId: number, options: CallOptions): Promise<Connection> {
    if (this.#closing.signal.aborted) throw cancelled();
    const broker = this.#byNode.get(nodeId);
    if (broker === undefined) throw new KafkaFailure('BROKER_NOT_AVAILABLE', `The cluster has no broker ${nodeId} at the moment.`);
    return within(broker.acquire(options.lane ?? 0), options, () => new KafkaFailure('TIMED_OUT', `The connection to broker ${nodeId} was not up within ${Math.round(options.timeoutMs)} ms.`));
  }

  async #call<Request, Response>(connection: Connection, api: KafkaApi<Request, Response>, request: Request, options: CallOptions): Promise<Response> {
    this.traffic.requests += 1;
    return this.#prove(exchange(connection, api, request, options));
  }

  async #prove<Response>(answer: Promise<Response>): Promise<Response> {
    const response = await answer;
    this.#proven = true;
    return response;
  }

  async #exchangeMetadata(
    sources: readonly Source[],
    topics: readonly string[] | null,
    options: CallOptions,
    staggerMs: number,
    counted: boolean,
  ): Promise<Metadata> {
    if (this.#closing.signal.aborted) throw cancelled();
    const deadline = performance.now() + options.timeoutMs;
    const attempts = sources.map((source) => async (signal: AbortSignal) => {
      const limits = { signal, timeoutMs: deadline - performance.now() };
      const { connection, server } = await within(source(signal), limits, () => new KafkaFailure('TIMED_OUT', `No connection was up within ${options.timeoutMs} ms.`));
      if (counted) this.traffic.requests += 1;
      const metadata = await this.#prove(exchange(connection, METADATA, { topics }, { signal, timeoutMs: deadline - performance.now() }));
      if (metadata.brokers.length === 0) throw new KafkaFailure('BROKER_NOT_AVAILABLE', 'The cluster answered, but named no broker. It may still be starting.');
      return { connection, server, metadata };
    });
    const { connection, server, metadata } = await raceStaggered(attempts, staggerMs, options.signal);
    this.#learn(metadata);
    this.kafkaVersion = kafkaVersionOf(connection.versions);
    if (server !== null) this.#keep(connection, server);
    return { ...metadata, brokers: this.brokers };
  }

  #bootstrapSources(timeoutMs: number): Source[] {
    const deadline = performance.now() + timeoutMs;
    return this.settings.bootstrapServers.map((server) => async (signal: AbortSignal) => {
      // A little less than the call's own limit, so that its failure says what happened.
      const connectTimeoutMs = Math.max(1, Math.min(this.settings.connectTimeoutMs, deadline - performance.now() - 20));
      return { connection: await this.#open(server, { ...this.settings, connectTimeoutMs: Math.round(connectTimeoutMs) }, [signal]), server };
    });
  }

  #open(address: ServerAddress, settings: ConnectionSettings, signals: readonly AbortSignal[]): Promise<Connection> {
    return openConnection({
      address,
      settings,
      gate: this.#gate,
      signals: [this.#closing.signal, ...signals],
      proven: this.#proven,
      onBytes: (count) => {
        this.traffic.bytesIn += count;
      },
    });
  }

  /** Keeps the connections to brokers that stayed where they were. */
  #learn({ clusterId, brokers }: Metadata): void {
    this.kafkaClusterId = clusterId;
    const usable = usableBrokers(brokers);
    this.brokers = usable.brokers;
    this.brokersLeftOut = usable.leftOut;
    const known = this.#byNode;
    this.#byNode = new Map(
      this.brokers.map((address) => {
        const before = known.get(address.nodeId);
        if (before !== undefined && sameServer(before.address, address)) {
          known.delete(address.nodeId);
          return [address.nodeId, before];
        }
        const bootstrap = this.settings.bootstrapServers.some((server) => sameServer(server, address));
        return [address.nodeId, new BrokerConnections(address, bootstrap, () => this.#open(address, this.settings, []))];
      }),
    );
    for (const gone of known.values()) gone.retire();
  }

  #keep(connection: Connection, server: ServerAddress): void {
    const broker = [...this.#byNode.values()].find(({ address }) => sameServer(address, server));
    if (broker !== undefined) return broker.adopt(connection);
    this.#bootstrap?.retire();
    this.#bootstrap = connection;
  }
}

async function fromBroker(broker: BrokerConnections): ReturnType<Source> {
  return { connection: await broker.acquire(0), server: null };
}

function sameServer(a: ServerAddress, b: ServerAddress): boolean {
  return a.host === b.host && a.port === b.port;
}
