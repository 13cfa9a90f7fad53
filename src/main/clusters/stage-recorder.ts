import { isIP } from 'node:net';
import type { ConnectionReport, ConnectionStage } from '../../shared/contract';
import { formatAddress } from '../kafka/address';
import { KafkaFailure } from '../kafka/errors';
import type { ConnectionSettings } from '../kafka/settings';

type StageName = ConnectionStage['stage'];
const ORDER: readonly StageName[] = ['settings', 'dns', 'tcp', 'tls', 'api-versions', 'sasl', 'metadata', 'brokers', 'groups'];
const OF_PROGRESS = { lookup: 'dns', tcp: 'tcp', tls: 'tls', 'api-versions': 'api-versions', sasl: 'sasl' } as const;
const SEE_STAGE = 'The failed step says what happened.';

/** Collects the stages of a connection test in their order, with times. */
export class StageRecorder {
  readonly #stages = new Map<StageName, ConnectionStage>();
  #advice: string | null = null;
  #lastAt = performance.now();

  /** Runs one stage; a rejection is recorded and passed on. */
  async run<Value>(stage: StageName, work: () => Promise<Value>, describe: (value: Value) => string): Promise<Value> {
    const started = this.start(stage);
    try {
      const value = await work();
      started.passed(describe(value));
      return value;
    } catch (error) {
      started.failed(messageOf(error), adviceOf(error));
      throw error;
    }
  }

  start(stage: StageName): { passed(text: string): void; failed(text: string, advice: string | null): void } {
    this.#lastAt = performance.now();
    return {
      passed: (text) => this.#record(stage, 'passed', text),
      failed: (text, advice) => {
        this.#record(stage, 'failed', text);
        this.#advice ??= advice ?? SEE_STAGE;
      },
    };
  }

  /** Forgets an earlier server's stages. */
  startConnection(server: ConnectionSettings['bootstrapServers'][number], { tls, sasl }: ConnectionSettings): void {
    for (const stage of Object.values(OF_PROGRESS)) this.#stages.delete(stage);
    this.#lastAt = performance.now();
    if (isIP(server.host) !== 0) this.#skip('dns', `${formatAddress(server)} is an address`);
    if (tls === null) this.#skip('tls', 'not asked for by security.protocol');
    if (sasl === null) this.#skip('sasl', 'not asked for by security.protocol');
  }

  addToSettings(text: string): void {
    const stage = this.#stages.get('settings');
    if (stage !== undefined) this.#stages.set('settings', { ...stage, text: `${stage.text} ${text}` });
  }

  progress(step: keyof typeof OF_PROGRESS, text: string): void {
    const stage = OF_PROGRESS[step];
    const words = { lookup: `resolved to ${text}`, tcp: `connected to ${text}`, tls: text, 'api-versions': `the broker offers ${text}`, sasl: `authenticated by ${text}` };
    this.#record(stage, 'passed', words[step]);
  }

  report(): ConnectionReport {
    const stages = ORDER.map((stage) => this.#stages.get(stage) ?? { stage, outcome: 'skipped' as const, text: 'not reached', ms: null });
    return { ok: stages.every(({ outcome }) => outcome !== 'failed') && this.#advice === null, stages, advice: this.#advice };
  }

  /** The report when a stage rejected; the first stage without an outcome gets it if none is recorded as failed. */
  failedReport(error: unknown): ConnectionReport {
    const failed = [...this.#stages.values()].some(({ outcome }) => outcome === 'failed');
    if (!failed) {
      // Node reads keys and certificates when the connection starts; it is the TLS settings that are wrong then.
      const unusable = error instanceof KafkaFailure && error.code === 'BAD_SETTINGS';
      const stage = unusable ? 'tls' : (ORDER.find((name) => !this.#stages.has(name)) ?? 'groups');
      this.#record(stage, 'failed', messageOf(error));
      this.#advice ??= adviceOf(error) ?? SEE_STAGE;
    }
    return this.report();
  }

  #record(stage: StageName, outcome: 'passed' | 'failed', text: string): void {
    const now = performance.now();
    this.#stages.set(stage, { stage, outcome, text, ms: Math.round(now - this.#lastAt) });
    this.#lastAt = now;
  }

  #skip(stage: StageName, text: string): void {
    this.#stages.set(stage, { stage, outcome: 'skipped', text, ms: null });
  }
}

function messageOf(error: unknown): string {
  if (error instanceof KafkaFailure && error.code === 'CANCELLED') return 'The test was cancelled.';
  return error instanceof Error ? error.message : String(error);
}

function adviceOf(error: unknown): string | null {
  if (!(error instanceof KafkaFailure)) return 'This is an error in Offsight.';
  return error.code === 'CANCELLED' ? 'Run the test again when you like.' : error.advice;
}
