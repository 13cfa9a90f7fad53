import { randomUUID } from 'node:crypto';
import type { ClusterProfile } from '../../shared/cluster';
import type { Failure } from '../../shared/failure';
import type { MemberChoice, MembersResult, RebalancePlan, RemovalPlan } from '../../shared/members';
import { failed, succeeded, type Result } from '../../shared/result';
import { PLAN_LIFE_MS } from '../../shared/writes';
import type { ClusterClient } from '../kafka/cluster-client';
import type { Connections } from '../operations/connections';
import type { Given, Guard } from '../operations/desk';
import { Shelf } from '../operations/shelf';
import { planRebalance, type PlanFrame } from './plan-rebalance';
import { planRemoval } from './plan-removal';
import { readGroup } from './read-group';

/** Acts on the members of one cluster's groups: plans, kept until they are carried out. */
export class MembersDesk {
  private readonly plans = new Shelf<RebalancePlan | RemovalPlan>(({ members }) => members.length);

  constructor(private readonly connections: Connections, private readonly guard: Guard) {}

  planRebalance(profile: ClusterProfile, groupId: string): Promise<Result<RebalancePlan>> {
    return this.connections.use(profile, { key: 'plan', mayWrite: false }, async (client, calls) => {
      const plan = planRebalance(await readGroup(client, groupId, calls), newFrame(client, PLAN_LIFE_MS[profile.environment]));
      this.plans.put(plan.planId, plan);
      return succeeded(plan);
    });
  }

  planRemoval(profile: ClusterProfile, groupId: string, which: MemberChoice): Promise<Result<RemovalPlan>> {
    return this.connections.use(profile, { key: 'plan', mayWrite: false }, async (client, calls) => {
      const plan = planRemoval(await readGroup(client, groupId, calls), which, newFrame(client, PLAN_LIFE_MS[profile.environment]));
      this.plans.put(plan.planId, plan);
      return succeeded(plan);
    });
  }

  /** Carries out a plan that was made here, once. */
  async execute(profile: ClusterProfile, planId: string, given: Given): Promise<Result<MembersResult>> {
    const plan = this.plans.get(planId);
    if (plan === undefined) return failed(planFailure('NO_SUCH_PLAN', 'That plan is not known (any more). Look at a fresh one.'));
    const refusal = this.guard(profile, given, [plan.groupId]);
    if (refusal !== null) return failed(refusal);
    this.plans.take(planId);
    return failed(planFailure('NOT_SUPPORTED', 'This cannot be carried out yet.'));
  }
}

function newFrame({ kafkaClusterId }: ClusterClient, lifeMs: number): PlanFrame {
  const createdAt = Date.now();
  return { planId: randomUUID(), kafkaClusterId, createdAt, expiresAt: createdAt + lifeMs };
}

function planFailure(code: string, message: string): Failure {
  return { scope: 'plan', code, message };
}
