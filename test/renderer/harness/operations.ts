import type { AuditedOperation } from '../../../src/shared/audit';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/shared/contract';
import type { Failure } from '../../../src/shared/failure';
import type { ResetPlan, ResetRequest } from '../../../src/shared/reset';
import { failed, succeeded, type Result } from '../../../src/shared/result';
import { UNLOCKED_FOR_MS } from '../../../src/shared/writes';
import { invented, recordsFrom } from './invented-records';
import { carryOut, planOf, type Committed } from './plans';
import type { World, WorldCluster } from './world';

type OperationName = Extract<RequestName, `offsets:${string}` | `writes:${string}` | `records:${string}` | `record:${string}` | `audit:${string}`>;
type Answers = { readonly [Name in OperationName]: (world: World, input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>> };

interface Done {
  readonly plan: ResetPlan;
  readonly operation: AuditedOperation;
}

interface Operations {
  readonly plans: Map<string, ResetPlan>;
  readonly committed: Committed;
  readonly done: Map<string, Done>;
  readonly unlockedUntil: Map<string, number>;
  readonly cancelled: Set<string>;
  made: number;
}

const kept = new WeakMap<World, Operations>();

function of(world: World): Operations {
  const known = kept.get(world) ?? { plans: new Map(), committed: new Map(), done: new Map(), unlockedUntil: new Map(), cancelled: new Set(), made: 0 };
  kept.set(world, known);
  return known;
}

/** What changes offsets and looks into records, of an invented cluster: it forgets nothing and does all at once. */
export const OPERATIONS: Answers = {
  'offsets:plan': (world, { profileId, request }) => plan(world, profileId, request),
  'offsets:planUndo': (world, { profileId, operationId }) => {
    const done = of(world).done.get(operationId);
    if (done === undefined) return failed(planFailure('NO_SNAPSHOT', 'There is no snapshot of that operation on this computer.'));
    const offsets = done.plan.groups.flatMap(({ groupId, partitions }) => partitions.map(({ topic, partition, oldOffset }) => ({ groupId, topic, partition, offset: oldOffset, leaderEpoch: null, metadata: null })));
    return plan(world, profileId, { groupIds: done.plan.groups.map(({ groupId }) => groupId), target: { kind: 'to-offsets', origin: 'snapshot', offsets }, scope: done.plan.request.scope, ownTargets: [], whenNoRecord: 'ask', createGroups: true });
  },
  'offsets:execute': async (world, { profileId, planId, reason }) => {
    const { plans, committed, done, cancelled } = of(world);
    const made = plans.get(planId);
    if (made === undefined) return failed(planFailure('NO_SUCH_PLAN', 'That plan is not known (any more). Look at a fresh one.'));
    if (remainingMs(world, profileId) === 0) return failed(planFailure('READ_ONLY', 'The cluster is read-only. Unlock changes first.'));
    const count = made.groups.filter(({ refusal }) => refusal === null).reduce((sum, { partitions }) => sum + partitions.length, 0);
    for (let step = 1; step <= 4 && !cancelled.has(planId); step += 1) {
      world.emit('offsets:progressed', { planId, done: Math.floor((count * step) / 4), of: count });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const groups = carryOut(made, committed);
    const applied = groups.flatMap(({ outcomes }) => outcomes).filter(({ status }) => status === 'applied').length;
    done.set(planId, { plan: made, operation: { operationId: planId, at: Date.now(), action: 'reset', user: 'ops', host: 'bastion-1', principal: 'ops-admin', reason, groupIds: groups.map(({ groupId }) => groupId), meant: count, done: applied } });
    setTimeout(() => world.emit('offsets:verified', { planId, verification: { movedBack: [], failures: [] }, isLast: true }), 300);
    return succeeded({ kind: 'done', operationId: planId, groups, auditFailure: null });
  },
  'offsets:cancel': (world, { planId }) => {
    of(world).cancelled.add(planId);
    return null;
  },
  'records:read': (_world, { from, most }) => succeeded(recordsFrom(from, most)),
  'record:read': (_world, { offset }) => succeeded(invented(offset)),
  'audit:read': (world) => succeeded({ operations: [...[...of(world).done.values()].map(({ operation }) => operation).reverse(), ...EARLIER], brokenAt: null, path: '/home/ops/.config/Offsight/audit.jsonl' }),
  'writes:read': (world, { profileId }) => ({ remainingMs: remainingMs(world, profileId), unavailable: null }),
  'writes:unlock': (world, { profileId }) => {
    of(world).unlockedUntil.set(profileId, Date.now() + UNLOCKED_FOR_MS);
    return succeeded({ remainingMs: UNLOCKED_FOR_MS, unavailable: null });
  },
  'writes:lock': (world, { profileId }) => {
    of(world).unlockedUntil.delete(profileId);
    return { remainingMs: 0, unavailable: null };
  },
};

function plan(world: World, profileId: string, request: ResetRequest): Result<ResetPlan> {
  const cluster = world.clusters.get(profileId);
  if (cluster === undefined) return failed(planFailure('NO_SUCH_CLUSTER', 'It was removed.'));
  return succeeded(keep(world, cluster, request));
}

function keep(world: World, cluster: WorldCluster, request: ResetRequest): ResetPlan {
  const operations = of(world);
  operations.made += 1;
  const made = planOf(world, cluster, operations.committed, request, `7f3a0000-0000-4000-8000-${String(operations.made).padStart(12, '0')}`);
  operations.plans.set(made.planId, made);
  return made;
}

function remainingMs(world: World, profileId: string): number {
  return Math.max(0, (of(world).unlockedUntil.get(profileId) ?? 0) - Date.now());
}

function planFailure(code: string, message: string): Failure {
  return { scope: 'plan', code, message };
}

const EARLIER: readonly AuditedOperation[] = [
  { operationId: '51c2aa10-0000-4000-8000-000000000001', at: Date.now() - 5_400_000, action: 'reset', user: 'mara', host: 'bastion-1', principal: 'mara', reason: 'INC-4471: read again since the release', groupIds: ['settlement-batch', 'orders-replay', 'ledger-export'], meant: 22, done: 22 },
  { operationId: '51c2aa10-0000-4000-8000-000000000002', at: Date.now() - 93_000_000, action: 'reset', user: 'mara', host: 'bastion-1', principal: 'mara', reason: '', groupIds: ['settlement-batch'], meant: 6, done: null },
  { operationId: '51c2aa10-0000-4000-8000-000000000003', at: Date.now() - 180_000_000, action: 'delete-group', user: 'ops', host: null, principal: null, reason: 'team moved to <b>another</b> cluster \u202e', groupIds: ['x'.repeat(300)], meant: 1, done: 0 },
];
