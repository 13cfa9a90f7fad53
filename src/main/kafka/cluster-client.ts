import type { Metadata } from './protocol/apis/metadata';
import type { KafkaApi } from './protocol/api';
import type { ConnectionSettings } from './settings';

export interface CallOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Which of the broker's connections; a broker serves one connection's requests in order. Default 0. */
  readonly lane?: number;
  /**
   * Gets the connection that the request goes out over; again, where it is sent anew over another. A broker deals with one
   * connection's requests in the order in which they came, and answers them in that order (Kafka protocol guide, "Network").
   */
  onSent?(connection: object): void;
}

export interface BrokerAddress {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

export interface TrafficCounters {
  /** Kafka requests sent by `send`; connection set-up (ApiVersions, SASL, the first Metadata) left out. */
  readonly requests: number;
  readonly bytesIn: number;
}

/** One Kafka cluster: its brokers, found by Metadata from any bootstrap server, and calls to them. */
export interface ClusterClient {
  readonly settings: ConnectionSettings;
  /** Finds a bootstrap server that answers ApiVersions and Metadata. Rejects with KafkaFailure. Safe to call again after a failure. */
  connect(options: CallOptions): Promise<void>;
  /** Of the newest Metadata answer, each node id once, ascending; empty before connect. */
  readonly brokers: readonly BrokerAddress[];
  /** Brokers that the newest Metadata answer names beyond those, which are too many to talk to. */
  readonly brokersLeftOut: number;
  readonly kafkaClusterId: string | null;
  /** Release that the API versions point to, like `4.3`; null before connect. */
  readonly kafkaVersion: string | null;
  /** Metadata of the named topics (null = all) from any broker that answers; also renews `brokers`. */
  readMetadata(topics: readonly string[] | null, options: CallOptions): Promise<Metadata>;
  /** The newest version that both sides speak, or null if that broker does not offer the API. Rejects if it cannot be reached. */
  versionOf<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>, options: CallOptions): Promise<number | null>;
  /** Sends to that broker, connecting first if need be. Rejects with KafkaFailure only. */
  send<Request, Response>(nodeId: number, api: KafkaApi<Request, Response>, request: Request, options: CallOptions): Promise<Response>;
  /** The shortest time (ms) in which that broker has answered over its present connections: a round trip and little more. Infinity: it has not yet. */
  fastestMs(nodeId: number): number;
  readonly traffic: TrafficCounters;
  /** Idempotent; destroys every socket at once and rejects what is under way with CANCELLED. */
  close(): void;
}
