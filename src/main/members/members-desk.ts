import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterProfile } from '../../shared/cluster';
import type { MemberChoice, MembersResult, RebalancePlan, RemovalPlan } from '../../shared/members';
import { failed, succeeded, type Result } from '../../shared/result';
import type { ClusterClient } from '../kafka/cluster-client';
import { Connections } from '../operations/connections';
import type { DeskPorts, Given, Guard } from '../operations/desk';
import { journalFor } from '../operations/journal/journal';
import { noSuchPlan } from '../operations/plan/plan-failures';
import { Shelf } from '../operations/shelf';
import type { PhantomStore } from './phantom-store';
import { newFrame } from './plan-frame';
import { planRebalance } from './plan-rebalance';
import { planRemoval } from './plan-removal';
import { readHeartbeat } from './read-heartbeat';
import { readGroup } from './read-group';
import { removeMembers } from './remove-members';
import { triggerRebalance } from './trigger-rebalance';

export interface MembersDeskPorts extends Pick<DeskPorts, 'openClient' | 'journal'> {
  readonly guard: Guard;
  readonly phantoms: PhantomStore;
  progressed(planId: string, text: string): void;
  /** A group is about to be changed. */
  changing(groupId: string): void;
}

/** What is under way has so long to take its phantom out of its group; the window's process ends us after 500 ms. */
const CLOSE_MS = 400;

/** Acts on the members of one cluster's groups: plans, kept until they are carried out. */
export class MembersDesk {
  private readonly plans = new Shelf<RebalancePlan | RemovalPlan>(({ members }) => members.length);
  private readonly connections: Connections;
  /** By plan id. */
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(private readonly ports: MembersDeskPorts) {
    this.connections = new Connections((profile, options) => ports.openClient(profile, options));
  }

  planRebalance(profile: ClusterProfile, groupId: string): Promise<Result<RebalancePlan>> {
    return this.plan(profile, `rebalance ${groupId}`, async (client, signal, timeoutMs) => planRebalance(await readGroup(client, groupId, { signal, timeoutMs }), newFrame(client, profile.environment)));
  }

  planRemoval(profile: ClusterProfile, groupId: string, which: MemberChoice): Promise<Result<RemovalPlan>> {
    return this.plan(profile, `removal ${groupId}`, async (client, signal, timeoutMs) => {
      const group = await readGroup(client, groupId, { signal, timeoutMs });
      return planRemoval(group, which, newFrame(client, profile.environment), await readHeartbeat(client, group, { signal, timeoutMs }));
    });
  }

  /** Carries out a plan that was made here, once. */
  async execute(profile: ClusterProfile, planId: string, given: Given): Promise<Result<MembersResult>> {
    const plan = this.plans.get(planId);
    if (plan === undefined) return failed(noSuchPlan());
    const refusal = this.ports.guard(profile, given, [plan.groupId]);
    if (refusal !== null) return failed(refusal);
    this.plans.take(planId);
    const work = this.carryOut(profile, plan, given.reason.trim());
    this.running.set(planId, work);
    try {
      return await work;
    } finally {
      this.running.delete(planId);
    }
  }

  /** Ends what is under way; a phantom has a moment to leave. Resolves within a second. */
  async close(): Promise<void> {
    const running = [...this.running];
    for (const [planId] of running) this.connections.cancel(planId);
    if (running.length > 0) await Promise.race([Promise.allSettled(running.map(([, work]) => work)), sleep(CLOSE_MS, undefined, { ref: false })]);
    this.connections.close();
  }

  /** A newer one of the same name ends the one before. */
  private plan<Plan extends RebalancePlan | RemovalPlan>(profile: ClusterProfile, name: string, make: (client: ClusterClient, signal: AbortSignal, timeoutMs: number) => Promise<Plan>): Promise<Result<Plan>> {
    return this.connections.use(profile, { key: `plan ${name}`, mayWrite: false }, async (client, { signal, timeoutMs }) => {
      const plan = await make(client, signal, timeoutMs);
      this.plans.put(plan.planId, plan);
      return succeeded(plan);
    });
  }

  private carryOut(profile: ClusterProfile, plan: RebalancePlan | RemovalPlan, reason: string): Promise<Result<MembersResult>> {
    const { journal, phantoms } = this.ports;
    return this.connections.use(profile, { key: plan.planId, mayWrite: true }, async (client, { signal, timeoutMs }) => {
      const options = {
        signal,
        timeoutMs,
        journal: journalFor(journal, profile, client, { signal, timeoutMs }),
        phantoms,
        commandConfig: profile.commandConfig,
        reason,
        progressed: (text: string) => this.ports.progressed(plan.planId, text),
        changing: () => this.ports.changing(plan.groupId),
      };
      return succeeded(plan.kind === 'rebalance' ? await triggerRebalance(client, plan, options) : await removeMembers(client, plan, options));
    });
  }
}
