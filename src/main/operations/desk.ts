import type { ClusterProfile } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import type { GroupOutcome, ResetPlan, ResetRequest, ResetResult, Verification } from '../../shared/reset';
import type { RecordView, RecordsView } from '../../shared/records';
import { failed, succeeded, type Result } from '../../shared/result';
import { PLAN_LIFE_MS } from '../../shared/writes';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import { executePlan } from './execute';
import type { Journal } from './journal';
import { makePlan } from './plan';
import { readRecords, type RecordsWish } from './read-records';
import { recordsView, recordView } from './record-view';
import { undoRequest } from './undo';
import { watchApplied } from './verify';
import { whyNotConfirmed, WriteLock } from './write-lock';

export interface DeskPorts {
  openClient(profile: ClusterProfile, options: { readonly mayWrite: boolean }): Promise<ClusterClient>;
  readonly journal: Journal;
  progressed(planId: string, done: number, of: number): void;
  verified(planId: string, verification: Verification, isLast: boolean): void;
}

const CALL_TIMEOUT_MS = 15_000;
const WATCHED_FOR_MS = 30_000;
const MOST_PLANS = 20;
/** Of each key and value in a list, and of one that is looked at. */
const PREVIEW_BYTES = 512;
const SHOWN_BYTES = 1024 * 1024;

/** Where one cluster is changed from: keeps its plans, its lock, and a connection of its own for as long as each operation takes. */
export class Desk {
  readonly lock = new WriteLock();
  private readonly plans = new Map<string, ResetPlan>();
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly ports: DeskPorts) {}

  async plan(profile: ClusterProfile, request: ResetRequest): Promise<Result<ResetPlan>> {
    return this.withClient(profile, false, 'plan', async (client, calls) => {
      const plan = await makePlan(client, request, PLAN_LIFE_MS[profile.environment], calls);
      this.keep(plan);
      return succeeded(plan);
    });
  }

  /** A plan that takes an earlier operation back. */
  async planUndo(profile: ClusterProfile, operationId: string): Promise<Result<ResetPlan>> {
    try {
      const snapshot = this.ports.journal.snapshots.load(operationId);
      if (snapshot === null) return failed(planFailure('NO_SNAPSHOT', 'There is no snapshot of that operation on this computer.'));
      const made = await this.plan(profile, undoRequest(snapshot));
      if (made.ok && made.value.kafkaClusterId !== snapshot.kafkaClusterId) return failed(planFailure('ANOTHER_CLUSTER', 'That was done on another cluster than the one that answers at this address.'));
      return made;
    } catch (error) {
      return failed(planFailure('SNAPSHOT_DAMAGED', error instanceof Error ? error.message : String(error)));
    }
  }

  /** Carries out a plan that was made here, once. To be typed where it is asked for: the group's name, of several the cluster's. */
  async execute(profile: ClusterProfile, planId: string, given: { readonly reason: string; readonly typed: string }): Promise<Result<ResetResult>> {
    const plan = this.plans.get(planId);
    if (plan === undefined) return failed(planFailure('NO_SUCH_PLAN', 'That plan is not known (any more). Look at a fresh one.'));
    if (!this.lock.isUnlocked) return failed(planFailure('READ_ONLY', 'The cluster is read-only. Unlock changes first.'));
    const unconfirmed = whyNotConfirmed(profile.environment, { ...given, expected: plan.groups.length === 1 ? (plan.groups[0]?.groupId ?? '') : profile.name });
    if (unconfirmed !== null) return failed(unconfirmed);
    this.plans.delete(planId);
    const done = await this.withClient(profile, true, planId, async (client, { signal, timeoutMs }) =>
      succeeded(await executePlan(client, plan, { signal, timeoutMs, journal: this.ports.journal, reason: given.reason.trim(), onProgress: (_groupId, { done, of }) => this.ports.progressed(planId, done, of) })),
    );
    if (done.ok && done.value.kind === 'done') void this.watch(profile, planId, done.value.groups);
    return done;
  }

  /** Says for half a minute whether what was applied holds. */
  private async watch(profile: ClusterProfile, planId: string, groups: readonly GroupOutcome[]): Promise<void> {
    const outcome = await this.withClient(profile, false, `watch ${planId}`, async (client, calls) => succeeded(await watchApplied(client, groups, WATCHED_FOR_MS, calls, (look) => this.ports.verified(planId, look, false))));
    this.ports.verified(planId, outcome.ok ? outcome.value : { movedBack: [], failures: [outcome.failure] }, true);
  }

  /** Records for a list. A newer request ends the one before. */
  records(profile: ClusterProfile, wish: RecordsWish): Promise<Result<RecordsView>> {
    return this.withClient(profile, false, 'records', async (client, calls) => succeeded(recordsView(await readRecords(client, wish, calls), PREVIEW_BYTES)));
  }

  /** One record; `whole`: all of its value, otherwise its first MiB. */
  record(profile: ClusterProfile, { topic, partition, offset }: { readonly topic: string; readonly partition: number; readonly offset: number }, whole: boolean): Promise<Result<RecordView | null>> {
    return this.withClient(profile, false, 'record', async (client, calls) => {
      const { records } = await readRecords(client, { topic, partition, from: { kind: 'offset', offset }, most: 1 }, calls);
      const [record] = records;
      return succeeded(record === undefined || record.offset !== offset ? null : recordView(record, whole ? Infinity : SHOWN_BYTES));
    });
  }

  /** Stops what is under way; its result says how far it came. */
  cancel(planId: string): void {
    this.running.get(planId)?.abort();
  }

  close(): void {
    this.lock.lock();
    for (const controller of this.running.values()) controller.abort();
  }

  private keep(plan: ResetPlan): void {
    this.plans.set(plan.planId, plan);
    for (const planId of this.plans.keys()) if (this.plans.size > MOST_PLANS) this.plans.delete(planId);
  }

  private async withClient<Value>(profile: ClusterProfile, mayWrite: boolean, key: string, use: (client: ClusterClient, calls: CallOptions) => Promise<Result<Value>>): Promise<Result<Value>> {
    const controller = new AbortController();
    this.running.get(key)?.abort();
    this.running.set(key, controller);
    let client: ClusterClient | null = null;
    try {
      client = await this.ports.openClient(profile, { mayWrite });
      const calls = { signal: controller.signal, timeoutMs: CALL_TIMEOUT_MS };
      await client.connect(calls);
      return await use(client, calls);
    } catch (error) {
      return failed(toFailure('cluster', error));
    } finally {
      client?.close();
      if (this.running.get(key) === controller) this.running.delete(key);
    }
  }
}

function planFailure(code: string, message: string): Failure {
  return { scope: 'plan', code, message };
}
