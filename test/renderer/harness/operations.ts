import type { AuditedDetail, AuditedOperation } from '../../../src/shared/audit';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/shared/contract';
import type { DeletionPlan } from '../../../src/shared/deletion';
import type { Failure } from '../../../src/shared/failure';
import type { ResetPlan, ResetRequest, ResolvedRequest, WishedOffset } from '../../../src/shared/reset';
import { failed, succeeded, type Result } from '../../../src/shared/result';
import { UNLOCKED_FOR_MS } from '../../../src/shared/writes';
import { invented, recordsFrom } from './invented-records';
import { carryOutDeletion, deletionOf, offsetsBefore } from './deletions';
import { sharedAudit, sharedDetails } from './shared-audit';
import { carryOut, planOf, type Committed } from './plans';
import type { World } from './world';

type OperationName = Extract<RequestName, `offsets:${string}` | `writes:${string}` | `records:${string}` | `record:${string}` | `audit:${string}`>;
type Answers = { readonly [Name in OperationName]: (world: World, input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>> };

interface Done {
  readonly operation: AuditedOperation;
  /** What was there before. */
  readonly offsets: readonly WishedOffset[];
}

interface Operations {
  readonly plans: Map<string, ResetPlan>;
  readonly deletions: Map<string, DeletionPlan>;
  readonly committed: Committed;
  readonly done: Map<string, Done>;
  readonly unlockedUntil: Map<string, number>;
  readonly cancelled: Set<string>;
  made: number;
}

const kept = new WeakMap<World, Operations>();

function of(world: World): Operations {
  const known = kept.get(world) ?? { plans: new Map(), deletions: new Map(), committed: new Map(), done: new Map(), unlockedUntil: new Map(), cancelled: new Set(), made: 0 };
  kept.set(world, known);
  return known;
}

/** What changes offsets and looks into records, of an invented cluster: it forgets nothing and does all at once. */
export const OPERATIONS: Answers = {
  'offsets:plan': (world, { profileId, request }) => plan(world, profileId, request),
  'offsets:planUndo': (world, { profileId, operationId }) => {
    const done = of(world).done.get(operationId);
    if (done === undefined) return failed(planFailure('NO_SNAPSHOT', 'There is no snapshot of that operation on this computer.'));
    return plan(world, profileId, { groupIds: done.offsets.map(({ groupId }) => groupId ?? '').filter((groupId, at, all) => all.indexOf(groupId) === at), target: { kind: 'to-offsets', origin: 'snapshot', offsets: done.offsets }, scope: { kind: 'all-topics' }, ownTargets: [], whenNoRecord: 'ask', createGroups: true, undoes: done.operation });
  },
  'offsets:planRetry': (world, { profileId, planId }) => {
    const made = of(world).plans.get(planId);
    return made === undefined ? failed(planFailure('NO_SUCH_PLAN', 'That plan is not known (any more). Look at a fresh one.')) : plan(world, profileId, { ...made.request, scope: { kind: 'topics', topics: [{ topic: made.groups[0]?.partitions[0]?.topic ?? '', partitions: [0] }] } });
  },
  'offsets:readTimes': async (world, { planId }) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const groups = of(world).plans.get(planId)?.groups ?? [];
    const timeOf = (offset: number | null) => (offset === null ? null : 1_795_269_600_000 + offset * 1_000);
    return succeeded({ times: groups.flatMap(({ groupId, partitions }) => partitions.map(({ topic, partition, oldOffset, newOffset }) => ({ groupId, topic, partition, oldAt: timeOf(oldOffset), newAt: timeOf(newOffset), newLeaderEpoch: null }))), failures: [] });
  },
  'offsets:cancelTimes': () => null,
  'offsets:export': () => succeeded({ csv: 'orders,0,18232\n', json: '{}' }),
  'offsets:readFile': (_world, { text }) => {
    const offsets = text.trim().split('\n').map((line) => line.split(','));
    const wrong = offsets.findIndex((fields) => fields.length !== 3 || !/^\d+$/u.test(fields[2] ?? ''));
    if (wrong >= 0) return failed({ scope: 'file', code: 'NOT_AN_OFFSET', message: `Line ${wrong + 1}, column 3: “${offsets[wrong]?.[2] ?? ''}” is not an offset.` });
    return succeeded(offsets.map(([topic = '', partition = '', offset = '']) => ({ groupId: null, topic, partition: Number(partition), offset: Number(offset), leaderEpoch: null, metadata: null })));
  },
  'offsets:planDeletion': (world, { profileId, wish }) => {
    const cluster = world.clusters.get(profileId);
    if (cluster === undefined) return failed(planFailure('NO_SUCH_CLUSTER', 'It was removed.'));
    const planned = deletionOf(world, cluster, of(world).committed, wish, nextId(world));
    of(world).deletions.set(planned.planId, planned);
    return succeeded(planned);
  },
  'offsets:executeDeletion': (world, { profileId, planId, reason }) => {
    const { deletions, committed, done } = of(world);
    const made = deletions.get(planId);
    if (made === undefined || remainingMs(world, profileId) === 0) return failed(planFailure('READ_ONLY', 'The cluster is read-only. Unlock changes first.'));
    const outcomes = carryOutDeletion(made, committed);
    done.set(planId, { operation: operationOf(planId, made.wish.kind === 'groups' ? 'delete-groups' : 'delete-offsets', reason, made.groups.map(({ groupId }) => groupId), outcomes.length, outcomes.length), offsets: offsetsBefore(made) });
    return succeeded({ kind: 'done', operationId: planId, deletions: outcomes, auditFailure: null });
  },
  'offsets:settle': (world, { operationId }) => {
    const detail = detailOf(world, operationId);
    return detail === null ? NOT_IN_AUDIT : succeeded({ ...detail, auditFailure: null, resultAt: Date.now(), settled: true, partitions: detail.partitions.map((each, index) => ({ ...each, status: index % 3 === 2 ? ('not-applied' as const) : ('applied' as const), readBack: index % 3 === 2 ? each.oldOffset : each.newOffset })) });
  },
  'offsets:execute': async (world, { profileId, planId, reason }) => {
    const { plans, committed, done, cancelled } = of(world);
    const made = plans.get(planId);
    if (made === undefined) return failed(planFailure('NO_SUCH_PLAN', 'That plan is not known (any more). Look at a fresh one.'));
    if (remainingMs(world, profileId) === 0) return failed(planFailure('READ_ONLY', 'The cluster is read-only. Unlock changes first.'));
    const drifted = made.groups.flatMap(({ groupId, partitions }) => partitions.filter(({ topic }) => topic.endsWith('-drifts')).map(({ topic, partition }) => ({ scope: `group ${groupId}`, code: 'OFFSET_MOVED', message: `The committed offset of ${groupId} for ${topic}-${partition} was 5 and is 6 now.` })));
    if (drifted.length > 0) return succeeded({ kind: 'refused', failures: drifted });
    const count = made.groups.filter(({ refusal }) => refusal === null).reduce((sum, { partitions }) => sum + partitions.length, 0);
    for (let step = 1; step <= 4 && !cancelled.has(planId); step += 1) {
      world.emit('offsets:progressed', { planId, done: Math.floor((count * step) / 4), of: count });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const isSlow = made.groups.some(({ partitions }) => partitions.some(({ topic }) => topic.endsWith('-slow')));
    if (isSlow) while (!cancelled.has(planId)) await new Promise((resolve) => setTimeout(resolve, 20));
    const groups = carryOut(made, committed, cancelled.has(planId) ? 1 : Infinity);
    const applied = groups.flatMap(({ outcomes }) => outcomes).filter(({ status }) => status === 'applied').length;
    const offsets = made.groups.flatMap(({ groupId, partitions }) => partitions.map(({ topic, partition, oldOffset }) => ({ groupId, topic, partition, offset: oldOffset, leaderEpoch: null, metadata: null })));
    done.set(planId, { operation: operationOf(planId, 'reset', reason, groups.map(({ groupId }) => groupId), count, applied), offsets });
    const undone = done.get(made.request.undoes?.operationId ?? '');
    if (undone !== undefined) done.set(undone.operation.operationId, { ...undone, operation: { ...undone.operation, undoneBy: planId, undoneAt: Date.now() } });
    setTimeout(() => world.emit('offsets:verified', { planId, verification: { movedBack: [], failures: [] }, isLast: true }), 300);
    return succeeded({ kind: 'done', operationId: planId, groups, auditFailure: null });
  },
  'offsets:cancel': (world, { planId }) => {
    of(world).cancelled.add(planId);
    return null;
  },
  'records:read': (_world, { from, most }) => succeeded(recordsFrom(from, most)),
  'record:read': (_world, { offset }) => succeeded(invented(offset)),
  'records:produce': async (world, { profileId, copyId, to }) => {
    if (remainingMs(world, profileId) === 0) return failed(planFailure('READ_ONLY', 'The cluster is read-only. Unlock changes first.'));
    if (!to.topic.endsWith('-slow')) return succeeded({ topic: to.topic, partition: 2, offset: 17, auditFailure: null });
    while (!of(world).cancelled.has(copyId)) await new Promise((resolve) => setTimeout(resolve, 20));
    return to.topic.startsWith('sent') ? succeeded({ topic: to.topic, partition: 2, offset: 17, auditFailure: null }) : failed(planFailure('CANCELLED', 'The call was cancelled.'));
  },
  'records:cancelProduce': (world, { copyId }) => {
    of(world).cancelled.add(copyId);
    return null;
  },
  'audit:read': (world) => succeeded({ operations: [...[...of(world).done.values()].map(({ operation }) => operation).reverse(), ...EARLIER], brokenAt: null, torn: [], end: { kind: of(world).done.size === 0 ? 'not-known' : 'there' }, path: '/home/ops/.config/Offsight/audit.jsonl' }),
  'audit:readOperation': (world, { operationId }) => {
    const detail = detailOf(world, operationId);
    return detail === null ? NOT_IN_AUDIT : succeeded(detail);
  },
  'audit:readOperations': (world, { operationIds }) => succeeded(operationIds.flatMap((operationId) => detailOf(world, operationId) ?? [])),
  'audit:readShared': (world, { profileId }) => succeeded(sharedAudit(world.clusters.get(profileId)?.model.auditTopic ?? '')),
  'audit:readSharedOperations': (_world, { operationIds }) => succeeded(sharedDetails(operationIds)),
  'writes:read': (world, { profileId }) => ({ remainingMs: remainingMs(world, profileId), unavailable: world.clusters.get(profileId)?.model.name === 'audit-off' ? AUDIT_OFF : null }),
  'writes:unlock': (world, { profileId }) => {
    of(world).unlockedUntil.set(lockOf(world, profileId), Date.now() + UNLOCKED_FOR_MS);
    return succeeded({ remainingMs: UNLOCKED_FOR_MS, unavailable: null });
  },
  'writes:lock': (world, { profileId }) => {
    of(world).unlockedUntil.delete(lockOf(world, profileId));
    return { remainingMs: 0, unavailable: null };
  },
};

function plan(world: World, profileId: string, request: ResetRequest & Pick<ResolvedRequest, 'undoes'>): Result<ResetPlan> {
  const cluster = world.clusters.get(profileId);
  if (cluster === undefined) return failed(planFailure('NO_SUCH_CLUSTER', 'It was removed.'));
  const { plans, committed, done } = of(world);
  const { target } = request;
  const resolved = target.kind === 'to-snapshot' ? { kind: 'to-offsets' as const, origin: 'snapshot' as const, offsets: done.get(target.operationId)?.offsets ?? [] } : target;
  const made = planOf(world, cluster, committed, { ...request, target: resolved }, nextId(world));
  const shown = request.groupIds.includes('leaving-batch') ? leaving(made) : succeeded(made);
  if (shown.ok) plans.set(shown.value.planId, shown.value);
  return shown;
}

let looks = 0;

/** A group whose members are there at two looks, whose coordinator fails at the third one, and which is empty from the fifth on. */
function leaving(plan: ResetPlan): Result<ResetPlan> {
  looks += 1;
  if (looks === 3) return failed({ scope: 'cluster', code: 'TIMED_OUT', message: 'The coordinator did not answer within 15 s.' });
  return succeeded(looks < 5 ? plan : { ...plan, groups: plan.groups.map((group) => ({ ...group, groupState: 'Empty', members: [], refusal: null })) });
}

function nextId(world: World): string {
  const operations = of(world);
  operations.made += 1;
  return `7f3a0000-0000-4000-8000-${String(operations.made).padStart(12, '0')}`;
}

function operationOf(operationId: string, action: string, reason: string, groupIds: readonly string[], meant: number, done: number): AuditedOperation {
  return { operationId, at: Date.now(), action, user: 'ops', host: 'bastion-1', principal: 'ops-admin', reason, groupIds, meant, done, ...UNTOLD };
}

const UNTOLD = { unknown: 0, topics: ['settlements'], members: [], target: null, copiedTo: null, undoOf: null, undoneBy: null, undoneAt: null } as const;
const NOT_IN_AUDIT = failed({ scope: 'audit', code: 'NOT_FOUND', message: 'There is no such operation in the audit.' });

function detailOf(world: World, operationId: string): AuditedDetail | null {
  const operation = of(world).done.get(operationId)?.operation ?? EARLIER.find((each) => each.operationId === operationId);
  if (operation === undefined) return null;
  const isKnown = operation.done !== null;
  return {
    operation,
    partitions: Array.from({ length: operation.meant }, (_, index) => ({ groupId: operation.groupIds[0] ?? '', topic: 'settlements', partition: index, oldOffset: 20_000 + index, newOffset: 1_200, status: isKnown ? ('applied' as const) : null, readBack: isKnown ? 1_200 : null, error: null })),
    resultAt: isKnown ? operation.at + 800 : null,
    settled: false,
    canUndo: of(world).done.has(operationId),
  };
}

function remainingMs(world: World, profileId: string): number {
  return Math.max(0, (of(world).unlockedUntil.get(lockOf(world, profileId)) ?? 0) - Date.now());
}

/** As in the engine, it opens only what it was opened for. */
function lockOf(world: World, profileId: string): string {
  return JSON.stringify([profileId, world.clusters.get(profileId)?.model.environment]);
}

function planFailure(code: string, message: string): Failure {
  return { scope: 'plan', code, message };
}

const AUDIT_OFF: Failure = { scope: 'audit', code: 'AUDIT_NOT_WRITABLE', message: 'The audit /home/ops/.config/Offsight/audit.jsonl cannot be written (ENOSPC): there is no room left on the disk.' };

const EARLIER: readonly AuditedOperation[] = [
  { operationId: '51c2aa10-0000-4000-8000-000000000001', at: Date.now() - 5_400_000, action: 'reset', user: 'mara', host: 'bastion-1', principal: 'mara', reason: 'INC-4471: read again since the release', groupIds: ['settlement-batch', 'orders-replay', 'ledger-export'], meant: 22, done: 22, ...UNTOLD },
  { operationId: '51c2aa10-0000-4000-8000-000000000002', at: Date.now() - 93_000_000, action: 'reset', user: 'mara', host: 'bastion-1', principal: 'mara', reason: '', groupIds: ['settlement-batch'], meant: 6, done: null, ...UNTOLD },
  { operationId: '51c2aa10-0000-4000-8000-000000000003', at: Date.now() - 180_000_000, action: 'delete-groups', user: 'ops', host: null, principal: null, reason: 'team moved to <b>another</b> cluster \u202e', groupIds: ['x'.repeat(300)], meant: 1, done: 0, ...UNTOLD },
];
