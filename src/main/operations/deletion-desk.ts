import type { ClusterProfile } from '../../shared/cluster';
import type { DeletionPlan, DeletionResult, DeletionWish } from '../../shared/deletion';
import { failed, succeeded, type Result } from '../../shared/result';
import { PLAN_LIFE_MS } from '../../shared/writes';
import type { Connections } from './connections';
import { executeDeletion } from './carry-out/delete';
import type { Given, Guard } from './desk';
import { journalFor, type Journal } from './journal/journal';
import { makeDeletionPlan } from './plan/plan-deletion';
import { noSuchPlan } from './plan/plan-failures';
import { Shelf } from './shelf';

/** Plans of deletions for one cluster, kept until they are carried out. */
export class DeletionDesk {
  private readonly plans = new Shelf<DeletionPlan>(({ groups }) => groups.reduce((sum, { partitions }) => sum + partitions.length, 0));

  constructor(private readonly connections: Connections, private readonly guard: Guard, private readonly journal: Journal) {}

  plan(profile: ClusterProfile, wish: DeletionWish): Promise<Result<DeletionPlan>> {
    return this.connections.use(profile, { key: 'plan', mayWrite: false }, async (client, calls) => {
      const plan = await makeDeletionPlan(client, wish, PLAN_LIFE_MS[profile.environment], calls);
      this.plans.put(plan.planId, plan);
      return succeeded(plan);
    });
  }

  /** Carries out a plan that was made here, once. */
  async execute(profile: ClusterProfile, planId: string, given: Given): Promise<Result<DeletionResult>> {
    const plan = this.plans.get(planId);
    if (plan === undefined) return failed(noSuchPlan());
    const refusal = this.guard(profile, given, plan.groups.map(({ groupId }) => groupId));
    if (refusal !== null) return failed(refusal);
    this.plans.take(planId);
    return this.connections.use(profile, { key: planId, mayWrite: true }, async (client, { signal, timeoutMs }) => succeeded(await executeDeletion(client, plan, { signal, timeoutMs, journal: journalFor(this.journal, profile, client, { signal, timeoutMs }), reason: given.reason.trim() })));
  }
}
