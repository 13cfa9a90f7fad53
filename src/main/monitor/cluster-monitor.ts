import type { ClusterProfile, ClusterState, ClusterSummary } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import { backoffMs } from '../clusters/backoff';
import type { ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { ClusterFacts } from './cluster-facts';
import { summarise } from './cluster-summary';
import { LogEndsPoll } from './log-ends-poll';
import { runRound, type RoundReport } from './round';

export interface MonitorPorts {
  /** Makes a client from the profile's settings, read afresh. Rejects with KafkaFailure if they are not usable. */
  openClient(profile: ClusterProfile): Promise<ClusterClient>;
  changed(summary: ClusterSummary): void;
}

export const CALL_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 9_000;
const RETRY_UNCHANGED_MS = 5 * 60_000;
const SHORTEST_PATIENCE_MS = 1_500;

/**
 * Watches one cluster until closed: connects (one reconnector, 1 to 30 s apart), then runs rounds that never overlap,
 * `intervalMs` from start to start. What was read stays through failures, with its age.
 */
export class ClusterMonitor {
  facts = new ClusterFacts();
  revision = 0;
  private profile: ClusterProfile;
  private client: ClusterClient | null = null;
  private lifetime = new AbortController();
  private paused = false;
  private failure: Failure | null = null;
  private retryAt: number | null = null;
  private attempts = 0;
  private lastRound: RoundReport | null = null;
  private sampledAt: number | null = null;
  private poll: { readonly client: ClusterClient; readonly logEnds: LogEndsPoll } | null = null;
  private wake: () => void = () => undefined;

  constructor(profile: ClusterProfile, private readonly ports: MonitorPorts) {
    this.profile = profile;
    void this.run(this.lifetime.signal);
  }

  /** A changed name, environment or interval takes effect at once; another address or file starts over. */
  update(profile: ClusterProfile): void {
    const startOver = profile.bootstrapServers !== this.profile.bootstrapServers || profile.commandConfig !== this.profile.commandConfig;
    this.profile = profile;
    if (startOver) this.startOver();
    this.wake();
    this.tell();
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.wake();
    this.tell();
  }

  retryNow(): void {
    this.attempts = 0;
    this.wake();
  }

  get intervalMs(): number {
    return this.profile.intervalMs;
  }

  summary(): ClusterSummary {
    return summarise({
      profile: this.profile,
      state: this.state(),
      failure: this.failure,
      facts: this.facts,
      kafkaClusterId: this.client?.kafkaClusterId ?? null,
      kafkaVersion: this.client?.kafkaVersion ?? null,
      revision: this.revision,
      sampledAt: this.sampledAt,
      retryAt: this.retryAt,
      lastRound: this.lastRound,
    });
  }

  /** Idempotent; sockets are destroyed at once. */
  close(): void {
    this.lifetime.abort();
    this.client?.close();
    this.client = null;
    this.wake();
  }

  private startOver(): void {
    this.close();
    this.facts = new ClusterFacts();
    this.lifetime = new AbortController();
    Object.assign(this, { failure: null, retryAt: null, attempts: 0, lastRound: null, sampledAt: null });
    this.revision += 1;
    void this.run(this.lifetime.signal);
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const startedAt = Date.now();
      if (!this.paused) await this.step(signal);
      if (signal.aborted) return;
      const now = Date.now();
      const wait = this.paused ? 60_000 : this.retryAt === null ? startedAt + this.profile.intervalMs - now : this.retryAt - now;
      await this.sleep(Math.max(0, wait));
    }
  }

  /** One connection attempt and one round. Never rejects. */
  private async step(signal: AbortSignal): Promise<void> {
    try {
      const client = await this.connected(signal);
      const { facts } = this;
      const round = await runRound(client, facts, this.logEnds(client), {
        signal,
        timeoutMs: CALL_TIMEOUT_MS,
        patienceMs: Math.max(SHORTEST_PATIENCE_MS, Math.min(this.profile.intervalMs, CALL_TIMEOUT_MS)),
        intervalMs: this.profile.intervalMs,
      });
      if (signal.aborted) return;
      if (round.brokersAnswering === 0) throw new RoundFailed(facts.roundFailures[0]);
      this.lastRound = round;
      this.failure = null;
      this.retryAt = null;
      this.attempts = 0;
      this.sampledAt = round.startedAt;
      this.revision += 1;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = error instanceof RoundFailed ? error.failure : toFailure('cluster', error);
      this.attempts += 1;
      this.facts.metadataDue = true;
      this.retryAt = Date.now() + (isWorthRetryingSoon(error) ? backoffMs(this.attempts) : RETRY_UNCHANGED_MS);
      this.client?.close();
      this.client = null;
      this.poll = null;
    }
    this.tell();
  }

  private logEnds(client: ClusterClient): LogEndsPoll {
    if (this.poll?.client !== client) this.poll = { client, logEnds: new LogEndsPoll(client, this.facts) };
    return this.poll.logEnds;
  }

  private async connected(signal: AbortSignal): Promise<ClusterClient> {
    if (this.client !== null) return this.client;
    const client = await this.ports.openClient(this.profile);
    this.client = client;
    await client.connect({ signal, timeoutMs: CONNECT_TIMEOUT_MS });
    return client;
  }

  private state(): ClusterState {
    if (this.paused) return 'paused';
    if (this.failure !== null) return this.sampledAt === null ? 'failed' : 'stale';
    if (this.lastRound === null) return 'connecting';
    return this.facts.roundFailures.length > 0 || this.lastRound.brokersAnswering < this.lastRound.brokers ? 'partial' : 'current';
  }

  private tell(): void {
    if (!this.lifetime.signal.aborted) this.ports.changed(this.summary());
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Wrong settings or a refused password stay wrong until somebody changes something; that may be on the broker's side. */
function isWorthRetryingSoon(error: unknown): boolean {
  return !(error instanceof KafkaFailure) || error.retriable;
}

class RoundFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure | undefined) {
    super(failure?.message ?? 'No broker answered.');
    this.failure = failure ?? { scope: 'cluster', code: 'NO_BROKER', message: 'No broker of the cluster answered. Check the network and the brokers.' };
  }
}
