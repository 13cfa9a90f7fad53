import type { ClusterProfile, ClusterState, ClusterSummary } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import type { RebalanceHistory } from '../../shared/rebalances';
import { backoffMs } from '../clusters/backoff';
import type { ClusterClient } from '../kafka/cluster-client';
import { cancelled } from '../kafka/deadline';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { readReplicaRacks } from '../kafka/replica-racks';
import type { Trigger } from '../rebalances/rebalance-log';
import { epochNow, followClock } from './clock-step';
import { CloseWatch } from './close-watch';
import { ClusterFacts } from './cluster-facts';
import { summarise } from './cluster-summary';
import { markAllStale } from './evaluation';
import type { GroupRecord } from './group-record';
import { LogEndsPoll } from './log-ends-poll';
import { runRound, type RoundReport } from './round';
import { Sleep } from './sleep';
import { rebalanceHistory } from './views/rebalance-history';

export interface MonitorPorts {
  /** Makes a client from the profile's settings, read afresh; `byHand`: a person asked for it. Rejects with KafkaFailure if they are not usable. */
  openClient(profile: ClusterProfile, options: { readonly byHand: boolean }): Promise<{ readonly client: ClusterClient; readonly notes: readonly string[] }>;
  changed(summary: ClusterSummary): void;
  /** What was done to a group on this computer lately that makes it rebalance; left out: nothing is known to have been. */
  triggersOf?(kafkaClusterId: string | null, groupId: string): readonly Trigger[];
  /** What is to be said about the profile itself, before the notes on its settings. */
  readonly notes?: readonly string[];
}

const CALL_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 9_000;
const SHORTEST_PATIENCE_MS = 1_500;
/** A group's page reads it after every round: one that has not for a while is closed. */
const SHORTEST_OPEN_MS = 8_000;
const LONGEST_OPEN_MS = 30_000;
/** A refused password: as long as the authentication gate holds it back. */
const RETRY_REFUSED_MS = 5 * 60_000;
/** What stays wrong until somebody changes something, which may be on the broker's side. */
const RETRY_UNCHANGED_MS = 30_000;
const CLUSTER_ID_CHANGES = 'The brokers at this address name another cluster id at each answer, so their figures cannot be told apart. Check that the bootstrap servers lead to one cluster only.';

/**
 * Watches one cluster until closed: connects (one reconnector, 1 to 30 s apart), then runs rounds that never overlap,
 * `intervalMs` from start to start. What was read stays through failures, with its age.
 */
export class ClusterMonitor {
  facts = this.newFacts();
  /** Why nothing was read, or nothing newer; null while rounds succeed. */
  failure: Failure | null = null;
  revision = 0;
  private profile: ClusterProfile;
  private client: ClusterClient | null = null;
  private poll: LogEndsPoll | null = null;
  private lifetime = new AbortController();
  private paused = false;
  /** Monotonic ms; null while the interval alone decides. */
  private retryDue: number | null = null;
  private attempts = 0;
  private byHand = false;
  private lastRound: RoundReport | null = null;
  private notes: readonly string[] = [];
  /** What the cluster said of itself when it was last connected; null: never. */
  private identity: { readonly clusterId: string | null; readonly version: string | null } | null = null;
  private readonly sleep = new Sleep();
  private closeWatch = this.watchClosely();
  /** Racks of the replicas of these topics. Never rejects. */
  readonly replicaRacks = (topics: readonly string[]) => readReplicaRacks(this.client, topics, { signal: this.lifetime.signal, timeoutMs: CALL_TIMEOUT_MS });

  constructor(profile: ClusterProfile, private readonly ports: MonitorPorts) {
    this.profile = profile;
    void this.run(this.lifetime.signal);
  }

  /** A changed name, environment or interval takes effect at once; another address or file starts over. */
  update(profile: ClusterProfile): void {
    const startOver = profile.bootstrapServers !== this.profile.bootstrapServers || profile.commandConfig !== this.profile.commandConfig;
    this.profile = profile;
    if (startOver) this.startOver();
    this.sleep.wake();
    this.tell();
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.sleep.wake();
    this.tell();
  }

  /** Tries again at once; also after an attempt that is under way, should it fail. */
  retryNow(): void {
    this.attempts = 0;
    this.byHand = this.failure !== null || this.sampledAt === null;
    this.sleep.wake();
  }

  /** Epoch ms at which the newest figures were sampled; null before the first. */
  get sampledAt(): number | null {
    return this.facts.sampledAt;
  }

  get intervalMs(): number {
    return this.profile.intervalMs;
  }

  /** A screen shows this group: it is looked at more often for a while. */
  opened(groupId: string): void {
    this.closeWatch.open(groupId, Math.min(LONGEST_OPEN_MS, Math.max(SHORTEST_OPEN_MS, this.intervalMs + 3_000)));
  }

  rebalances(record: GroupRecord): RebalanceHistory {
    return rebalanceHistory(record, this.closeWatch.everyMs(record.groupId) ?? this.intervalMs, epochNow(this.facts));
  }

  summary(): ClusterSummary {
    return summarise({
      profile: this.profile,
      state: this.state(),
      failure: this.failure,
      notes: [...(this.ports.notes ?? []), ...this.notes],
      facts: this.facts,
      kafkaClusterId: this.identity?.clusterId ?? null,
      kafkaVersion: this.identity?.version ?? null,
      revision: this.revision,
      sampledAt: this.sampledAt,
      retryAt: this.retryDue === null ? null : Math.round(Date.now() + this.retryDue - performance.now()),
      lastRound: this.lastRound,
    });
  }

  /** Idempotent; sockets are destroyed at once. */
  close(): void {
    this.lifetime.abort();
    this.closeWatch.close();
    this.disconnect();
    this.sleep.wake();
  }

  private startOver(): void {
    this.close();
    this.lifetime = new AbortController();
    this.closeWatch = this.watchClosely();
    this.forgetFigures();
    this.failure = null;
    this.retryDue = null;
    this.attempts = 0;
    this.identity = null;
    this.notes = [];
    void this.run(this.lifetime.signal);
  }

  private forgetFigures(): void {
    this.facts = this.newFacts();
    this.poll = null;
    this.lastRound = null;
    this.revision += 1;
  }

  private newFacts(): ClusterFacts {
    return new ClusterFacts((groupId) => this.ports.triggersOf?.(this.identity?.clusterId ?? null, groupId) ?? []);
  }

  private watchClosely(): CloseWatch {
    const { signal } = this.lifetime;
    return new CloseWatch({
      facts: () => (this.client === null || this.paused || this.failure !== null ? null : { client: this.client, facts: this.facts }),
      options: () => ({ signal, timeoutMs: CALL_TIMEOUT_MS }),
      changed: () => {
        this.revision += 1;
        this.tell();
      },
    });
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = performance.now();
      followClock(this.facts);
      if (!this.paused) await this.step(signal);
      if (signal.aborted) return;
      await this.sleep.for(this.waitMs(startedAt));
    }
  }

  private waitMs(startedAt: number): number {
    if (this.paused) return 60_000;
    if (this.byHand) return 0;
    return Math.max(0, (this.retryDue ?? startedAt + this.profile.intervalMs) - performance.now());
  }

  /** One connection attempt and one round; a second one at once where another cluster answers than before. Never rejects. */
  private async step(signal: AbortSignal, again = false): Promise<void> {
    try {
      const client = await this.connected(signal);
      this.poll ??= new LogEndsPoll(client, this.facts);
      const round = await runRound(client, this.facts, this.poll, {
        signal,
        timeoutMs: CALL_TIMEOUT_MS,
        patienceMs: Math.max(SHORTEST_PATIENCE_MS, Math.min(this.profile.intervalMs, CALL_TIMEOUT_MS)),
        intervalMs: this.profile.intervalMs,
      });
      if (signal.aborted) return;
      if (this.identify(client)) {
        if (again) throw new KafkaFailure('CLUSTER_ID_CHANGES', CLUSTER_ID_CHANGES);
        return await this.step(signal, true);
      }
      this.take(round);
      this.retryDue = null;
      this.byHand = false;
      this.closeWatch.begin();
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof RoundFailed ? error.failure : toFailure('cluster', error);
      markAllStale(this.facts, this.failure);
      this.attempts += 1;
      this.facts.metadataDue = true;
      this.retryDue = performance.now() + this.retryAfterMs(error);
      this.disconnect();
    }
    this.tell();
  }

  private take(round: RoundReport): void {
    if (round.brokersAnswering > 0) {
      this.lastRound = round;
      this.failure = null;
      this.attempts = 0;
      this.facts.sampledAt = round.startedAt;
      this.revision += 1;
    } else if (round.brokersSlow === 0) {
      throw new RoundFailed(this.facts.roundFailures[0]);
    } else if (this.sampledAt !== null) {
      // Their calls have deadlines of their own; to connect anew would only begin them anew.
      this.failure = this.facts.roundFailures[0] ?? null;
    }
  }

  private retryAfterMs(error: unknown): number {
    if (!(error instanceof KafkaFailure) || error.retriable) return backoffMs(this.attempts);
    return error.code === 'AUTHENTICATION_FAILED' ? RETRY_REFUSED_MS : RETRY_UNCHANGED_MS;
  }

  private async connected(signal: AbortSignal): Promise<ClusterClient> {
    if (this.client !== null) return this.client;
    const { byHand } = this;
    this.byHand = false;
    const { client, notes } = await this.ports.openClient(this.profile, { byHand });
    if (signal.aborted) {
      client.close();
      throw cancelled();
    }
    this.client = client;
    this.notes = notes;
    await client.connect({ signal, timeoutMs: CONNECT_TIMEOUT_MS });
    this.identify(client);
    return client;
  }

  /** True if another cluster answers at the address than before: then the figures so far are not its own, and are forgotten. */
  private identify({ kafkaClusterId, kafkaVersion }: ClusterClient): boolean {
    const before = this.identity?.clusterId ?? null;
    this.identity = { clusterId: kafkaClusterId ?? before, version: kafkaVersion };
    const another = before !== null && kafkaClusterId !== null && kafkaClusterId !== before;
    if (another) this.forgetFigures();
    return another;
  }

  private disconnect(): void {
    this.client?.close();
    this.client = null;
    this.poll = null;
  }

  private state(): ClusterState {
    if (this.paused) return 'paused';
    if (this.failure !== null) return this.sampledAt === null ? 'failed' : 'stale';
    if (this.lastRound === null) return 'connecting';
    return this.facts.roundFailures.length > 0 || this.lastRound.brokersAnswering < this.lastRound.brokers ? 'partial' : 'current';
  }

  private tell(): void {
    if (this.lifetime.signal.aborted) return;
    followClock(this.facts);
    this.ports.changed(this.summary());
  }
}

class RoundFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure | undefined) {
    super(failure?.message ?? 'No broker answered.');
    this.failure = failure ?? { scope: 'cluster', code: 'NO_BROKER', message: 'No broker of the cluster answered. Check the network and the brokers.' };
  }
}
