import { expect } from 'vitest';
import type { Engine } from '../../../src/main/engine';
import type { MembersResult, RebalancePlan, RemovalPlan } from '../../../src/shared/members';
import type { Result } from '../../../src/shared/result';

export type Rebalanced = Extract<MembersResult, { kind: 'rebalanced' }>;
export type Removed = Extract<MembersResult, { kind: 'removed' }>;

/** An engine with one saved and unlocked cluster, asked as the window asks it. Failures are thrown. */
export class MembersWorld {
  private constructor(readonly engine: Engine, readonly profileId: string) {}

  static async open(engine: Engine, bootstrapServers: string): Promise<MembersWorld> {
    const { profileId } = value(await engine.handle('clusters:add', { name: 'test', environment: 'development', bootstrapServers, commandConfig: null, intervalMs: 1_000 }));
    value(await engine.handle('writes:unlock', { profileId, reason: '', typed: '', expected: '' }));
    return new MembersWorld(engine, profileId);
  }

  async planRebalance(groupId: string): Promise<RebalancePlan> {
    return value(await this.engine.handle('members:planRebalance', { profileId: this.profileId, groupId }));
  }

  async planRemoval(groupId: string, which: RemovalPlan['which']): Promise<RemovalPlan> {
    return value(await this.engine.handle('members:planRemoval', { profileId: this.profileId, groupId, which }));
  }

  async execute({ planId }: RebalancePlan | RemovalPlan, reason = ''): Promise<MembersResult> {
    return value(await this.engine.handle('members:execute', { profileId: this.profileId, planId, reason, typed: '' }));
  }

  async rebalance(groupId: string): Promise<Rebalanced> {
    const result = await this.execute(await this.planRebalance(groupId));
    if (result.kind !== 'rebalanced') throw new Error(JSON.stringify(result));
    return result;
  }

  async remove(groupId: string, which: RemovalPlan['which']): Promise<Removed> {
    const result = await this.execute(await this.planRemoval(groupId, which));
    if (result.kind !== 'removed') throw new Error(JSON.stringify(result));
    return result;
  }
}

export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** `expect.poll` is not to be had in tests that run side by side. */
export async function until<Value>(what: string, read: () => Promise<Value>, isMet: (value: Value) => boolean, withinMs = 30_000): Promise<Value> {
  const end = performance.now() + withinMs;
  for (;;) {
    const seen = await read();
    if (isMet(seen)) return seen;
    expect(performance.now(), `${what}: ${JSON.stringify(seen)}`).toBeLessThan(end);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
