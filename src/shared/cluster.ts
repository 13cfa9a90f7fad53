import type { Failure } from './failure';
import type { VerdictLevel } from './verdict';

export const ENVIRONMENTS = ['production', 'staging', 'test', 'development'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** A saved connection. `profileId` is ours and stable; Kafka's own cluster id is known only once connected. */
export interface ClusterProfile {
  readonly profileId: string;
  readonly name: string;
  readonly environment: Environment;
  /** `host:port[,host:port]`, as given. */
  readonly bootstrapServers: string;
  /** Path of a Java client.properties with TLS and SASL settings, or null for plain text. Read at each connect. */
  readonly commandConfig: string | null;
  /** Milliseconds between the starts of two rounds, 1,000 to 300,000. */
  readonly intervalMs: number;
  /** Topic of this cluster to which what is changed here is also written, for a team to share; absent or null: none. It must exist. */
  readonly auditTopic?: string | null | undefined;
}

/**
 * connecting: first attempt. current: the last round was complete. partial: it came, with failures beside it.
 * stale: rounds fail or are late, old figures are kept. failed: nothing was ever read. paused: by the user.
 */
export type ClusterState = 'connecting' | 'current' | 'partial' | 'stale' | 'failed' | 'paused';

export interface BrokerStatus {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  readonly state: 'unknown' | 'answering' | 'silent' | 'failed';
  /** Groups it coordinates by its last listing, or null if it never answered one. */
  readonly groups: number | null;
  /** Milliseconds its part of the last round took, or null. */
  readonly lastMs: number | null;
  /** Epoch milliseconds of its last answer, or null. */
  readonly answeredAt: number | null;
  readonly failure: Failure | null;
}

/** One row of the overview and one item of the rail. Sent whenever it changes; small. */
export interface ClusterSummary {
  readonly profile: ClusterProfile;
  readonly state: ClusterState;
  /** One sentence: why it is not current. Null when it is. */
  readonly failure: Failure | null;
  readonly failures: readonly Failure[];
  /** What to know about the connection though nothing failed: settings left out or weak, saved clusters that were unreadable. One sentence each. */
  readonly notes: readonly string[];
  readonly kafkaClusterId: string | null;
  /** Release the brokers' API versions point to, like `4.3`, `2.8 or later`; null if not connected yet. */
  readonly kafkaVersion: string | null;
  readonly brokers: readonly BrokerStatus[];
  /** Rises with each completed round, and when the figures are forgotten: the value to compare for "is there something new". */
  readonly revision: number;
  /** Epoch ms at which the newest complete figures were sampled; null before the first round. */
  readonly sampledAt: number | null;
  /** Epoch ms of the next reconnection attempt while it is down; null otherwise. */
  readonly retryAt: number | null;
  readonly round: { readonly ms: number; readonly requests: number; readonly bytesIn: number } | null;
  /** Null before the first round: not known, not none. */
  readonly groups: number | null;
  readonly topics: number | null;
  readonly verdicts: Readonly<Record<VerdictLevel, number>> | null;
  /** Of `verdicts.moving` the groups that were sampled for too short to be judged; 0 before the first round. */
  readonly notJudged: number;
  /** Groups that rebalance too often, whatever their verdicts. */
  readonly restless: number;
  /** Sum over known partitions, with the count of unknown ones; null before the first round. */
  readonly totalLag: number | null;
  readonly unknownPartitions: number;
  /** Partitions with no committed offset that are not known to be empty: totalLag is a lower bound then. */
  readonly uncommittedPartitions: number;
  /** Groups whose figures are from before the last round (each says why on its own page). */
  readonly staleGroups: number;
  /** The group with the largest total lag, whatever its verdict; null if no lag is known. */
  readonly mostLag: { readonly groupId: string; readonly lag: number } | null;
  /** The most urgent group that is not OK; `since` and `atLeast` as in GroupVerdict. */
  readonly worst: { readonly groupId: string; readonly verdictIndex: number; readonly since: number | null; readonly atLeast: boolean; readonly lag: number | null } | null;
}
