import type { ClusterProfile } from '../../shared/cluster';
import type { PlanTimes } from '../../shared/plan-times';
import type { GroupOutcome, ResetPlan, ResetRequest, ResetResult, ResolvedRequest } from '../../shared/reset';
import { failed, succeeded, type Result } from '../../shared/result';
import { PLAN_LIFE_MS } from '../../shared/writes';
import type { Connections } from './connections';
import type { DeskPorts, Given, Guard } from './desk';
import { executePlan } from './carry-out/execute';
import { journalFor } from './journal/journal';
import { readOperation } from './journal/read-operations';
import { makePlan } from './plan/plan';
import { RECENT_MS, withMoving } from './plan/moving';
import { noSuchPlan, planFailure } from './plan/plan-failures';
import { readPlanTimes, withLeaderEpochs } from './plan/read-plan-times';
import { retryRequest, type ExecutedPlan } from './plan/retry';
import { Shelf } from './shelf';
import type { OffsetSnapshot } from './journal/snapshot-store';
import { undoRequest } from './plan/undo';
import { watchApplied } from './carry-out/verify';

const WATCHED_FOR_MS = 30_000;
const TIMES = 'times';

/** Plans for one cluster, kept until they are carried out. */
export class ResetDesk {
  private readonly plans = new Shelf<ResetPlan>(sizeOf);
  /** Null: there is none since something was written. */
  private last: ResetPlan | null = null;
  private readonly executed = new Shelf<ExecutedPlan>(({ plan }) => sizeOf(plan));

  constructor(private readonly connections: Connections, private readonly guard: Guard, private readonly ports: Pick<DeskPorts, 'journal' | 'progressed' | 'verified' | 'seenMoving'>) {}

  async plan(profile: ClusterProfile, request: ResetRequest): Promise<Result<ResetPlan>> {
    const { target } = request;
    if (target.kind !== 'to-snapshot') return this.planOn(profile, { ...request, target }, undefined);
    const snapshot = this.snapshotOf(target.operationId);
    return snapshot.ok ? this.planOn(profile, { ...request, target: { kind: 'to-offsets', origin: 'snapshot', offsets: snapshot.value.offsets } }, snapshot.value.kafkaClusterId) : snapshot;
  }

  /** A plan that takes an earlier operation back. */
  async planUndo(profile: ClusterProfile, operationId: string): Promise<Result<ResetPlan>> {
    const snapshot = this.snapshotOf(operationId);
    if (!snapshot.ok) return snapshot;
    const detail = readOperation(this.ports.journal, operationId);
    return this.planOn(profile, undoRequest(snapshot.value, detail.ok ? detail.value : null), snapshot.value.kafkaClusterId);
  }

  /** A plan of what an earlier one left undone. */
  async planRetry(profile: ClusterProfile, planId: string): Promise<Result<ResetPlan>> {
    const executed = this.executed.get(planId);
    if (executed === undefined) return failed(planFailure('NO_SUCH_PLAN', 'That plan was not carried out from here, or is not known any more.'));
    const request = retryRequest(executed);
    return request === null ? failed(planFailure('NOTHING_TO_DO', 'Nothing of that plan was left undone.')) : this.planOn(profile, request, executed.plan.kafkaClusterId);
  }

  /** A plan that was made here; undefined: it is not known (any more). */
  planned(planId: string): ResetPlan | undefined {
    return this.plans.get(planId);
  }

  /** Times at a plan's positions. Leader epochs that are found with them are committed when the plan is carried out. */
  async readTimes(profile: ClusterProfile, planId: string): Promise<Result<PlanTimes>> {
    const plan = this.plans.get(planId);
    if (plan === undefined) return failed(noSuchPlan());
    const read = await this.connections.use(profile, { key: TIMES, mayWrite: false }, async (client, calls) => succeeded(await readPlanTimes(client, plan, calls)));
    if (read.ok && this.plans.get(planId) === plan) this.plans.put(planId, withLeaderEpochs(plan, read.value));
    return read;
  }

  cancelTimes(): void {
    this.connections.cancel(TIMES);
  }

  /** Carries out a plan that was made here, once. */
  async execute(profile: ClusterProfile, planId: string, given: Given): Promise<Result<ResetResult>> {
    const plan = this.plans.get(planId);
    if (plan === undefined) return failed(noSuchPlan());
    const refusal = this.guard(profile, given, plan.groups.map(({ groupId }) => groupId));
    if (refusal !== null) return failed(refusal);
    this.plans.take(planId);
    const { last } = this;
    this.last = null;
    const done = await this.connections.use(profile, { key: planId, mayWrite: true }, async (client, { signal, timeoutMs }) =>
      succeeded(await executePlan(client, plan, { signal, timeoutMs, journal: journalFor(this.ports.journal, profile, client, { signal, timeoutMs }), reason: given.reason.trim(), onProgress: ({ done: sofar, of }) => this.ports.progressed(planId, sofar, of) })),
    );
    this.last = done.ok && done.value.kind === 'refused' ? last : null;
    if (done.ok && done.value.kind === 'done') {
      this.executed.put(planId, { plan, groups: done.value.groups });
      void this.watch(profile, planId, done.value.groups);
    }
    return done;
  }

  /** `kafkaClusterId`: the only cluster that it is for; undefined: whichever answers. */
  private planOn(profile: ClusterProfile, request: ResolvedRequest, kafkaClusterId: string | null | undefined): Promise<Result<ResetPlan>> {
    return this.connections.use(profile, { key: 'plan', mayWrite: false }, async (client, calls) => {
      const made = await makePlan(client, request, PLAN_LIFE_MS[profile.environment], calls);
      // What was written from here is seen by the rounds that follow.
      const since = Math.max(made.createdAt - RECENT_MS, this.connections.wroteAt + 2 * profile.intervalMs + calls.timeoutMs);
      const plan = withMoving(this.last, made, (groupId) => this.ports.seenMoving(profile.profileId, groupId, since));
      if (kafkaClusterId !== undefined && plan.kafkaClusterId !== kafkaClusterId) return failed(planFailure('ANOTHER_CLUSTER', 'That was done on another cluster than the one that answers at this address.'));
      this.last = plan;
      this.plans.put(plan.planId, plan);
      return succeeded(plan);
    });
  }

  private snapshotOf(operationId: string): Result<OffsetSnapshot> {
    try {
      const snapshot = this.ports.journal.snapshots.load(operationId);
      return snapshot === null ? failed(planFailure('NO_SNAPSHOT', 'There is no snapshot of that operation on this computer.')) : succeeded(snapshot);
    } catch (error) {
      return failed(planFailure('SNAPSHOT_DAMAGED', error instanceof Error ? error.message : String(error)));
    }
  }

  /** Says for half a minute whether what was applied holds. */
  private async watch(profile: ClusterProfile, planId: string, groups: readonly GroupOutcome[]): Promise<void> {
    const outcome = await this.connections.use(profile, { key: `watch ${planId}`, mayWrite: false }, async (client, calls) => succeeded(await watchApplied(client, groups, WATCHED_FOR_MS, calls, (look) => this.ports.verified(planId, look, false))));
    this.ports.verified(planId, outcome.ok ? outcome.value : { movedBack: [], failures: [outcome.failure] }, true);
  }
}

function sizeOf({ groups }: ResetPlan): number {
  return groups.reduce((sum, { partitions }) => sum + partitions.length, 0);
}
