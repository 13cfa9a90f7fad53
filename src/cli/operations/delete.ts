import { executeDeletion } from '../../main/operations/carry-out/delete';
import { makeDeletionPlan } from '../../main/operations/plan/plan-deletion';
import { readGroups } from '../../main/operations/read/read-groups';
import type { DeletionPlan, DeletionResult, DeletionWish, PlannedGroupDeletion } from '../../shared/deletion';
import { displayName, visibleJson } from '../../shared/display-name';
import type { ResetScope } from '../../shared/reset';
import { PLAN_LIFE_MS } from '../../shared/writes';
import { readArguments, refusePositionals } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf } from '../connection-options';
import { EXIT } from '../exit-status';
import { failureLines } from '../print';
import { table } from '../table';
import { UsageError } from '../usage';
import { CHANGE_OPTIONS, changeOf, whyGuarded, type ChangeOptions } from './change-options';
import { print, refuse, say, sessionOf, type OperationContext, type OperationSession } from './context';
import { memberLines } from './member-lines';
import { topicOf } from './reset-options';

const OPTIONS = { ...CONNECTION_OPTIONS, ...CHANGE_OPTIONS, group: { type: 'string', multiple: true }, topic: { type: 'string', multiple: true } } as const;
type Topics = Extract<ResetScope, { readonly kind: 'topics' }>['topics'];

/** `delete-group …` and `delete-offsets …`. Throws UsageError. */
export function runDelete(command: 'delete-group' | 'delete-offsets', args: readonly string[], context: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const groups = [...new Set(values.group ?? [])];
  const topics = values.topic ?? [];
  refusePositionals(command, positionals);
  if (groups.length === 0) throw new UsageError('Which group? Give --group G.');
  if (command === 'delete-group' && topics.length > 0) throw new UsageError('delete-group deletes whole groups; for offsets of some topics there is delete-offsets.');
  if (command === 'delete-offsets' && (topics.length === 0 || groups.length > 1)) throw new UsageError('delete-offsets takes one --group and at least one --topic T or T:0,1.');
  const change = changeOf(values);
  const chosen = topics.map(topicOf);
  return context.withClient(connectionOf(values), change.execute, async (client, calls, saved) => {
    await client.connect(calls);
    const session = sessionOf(context, client, calls, saved);
    const wish: DeletionWish | null = command === 'delete-group' ? { kind: 'groups', groupIds: groups } : await offsetsIn(session, groups[0] ?? '', chosen);
    if (wish === null) return refuse({ scope: `group ${groups[0] ?? ''}`, code: 'NO_COMMITTED_OFFSET', message: 'It has no committed offset there, so there is nothing to delete.' }, change);
    return carryOutDeletion(session, wish, change);
  });
}

/** Null: none is committed there. Rejects with KafkaFailure if they cannot be read. */
async function offsetsIn({ client, calls }: OperationSession, groupId: string, topics: Topics): Promise<DeletionWish | null> {
  const reading = (await readGroups(client, [groupId], calls)).get(groupId);
  const partitions = (reading?.committed.sorted() ?? []).filter(({ topic, partition }) => topics.some((wanted) => wanted.topic === topic && (wanted.partitions?.includes(partition) ?? true)));
  const isKnown = reading !== undefined && reading.failure === null && reading.groupState !== null;
  if (partitions.length === 0 && isKnown) return null;
  return { kind: 'offsets', groupId, partitions: partitions.map(({ topic, partition }) => ({ topic, partition })) };
}

async function carryOutDeletion({ client, calls, journal, saved }: OperationSession, wish: DeletionWish, change: ChangeOptions): Promise<number> {
  const plan = await makeDeletionPlan(client, wish, PLAN_LIFE_MS[saved?.environment ?? 'development'], calls);
  const refused = plan.groups.flatMap(({ refusal }) => refusal ?? []);
  const unread = plan.groups.filter(({ refusal }) => refusal === null).flatMap(({ partitions }) => partitions.flatMap(({ problem }) => problem ?? []));
  for (const line of failureLines([...refused, ...unread])) process.stderr.write(`${line}\n`);
  for (const line of memberLines(plan.groups.filter(isLeftAlone))) process.stderr.write(`${line}\n`);
  for (const { notes } of plan.groups) for (const note of notes) process.stderr.write(`note: ${displayName(note, 600)}\n`);
  const status = refused.length + unread.length === 0 ? EXIT.allKnown : EXIT.someFailed;
  if (!change.execute) {
    print(change.json ? visibleJson({ planId: plan.planId, groups: plan.groups.map(({ refusal, ...group }) => ({ ...group, refusal: refusal?.message ?? null })) }) : planText(plan));
    return plan.groups.every(isLeftAlone) ? EXIT.refused : status;
  }
  const guarded = whyGuarded(saved, plan.groups.map(({ groupId }) => groupId), change);
  const result: DeletionResult = guarded === null ? await executeDeletion(client, plan, { ...calls, journal, reason: change.reason.trim() }) : { kind: 'refused', failures: [guarded] };
  print(change.json ? visibleJson(result) : resultText(result));
  return Math.max(statusOf(plan, result), status);
}

function isLeftAlone({ refusal, partitions }: PlannedGroupDeletion): boolean {
  return refusal !== null || (partitions.length > 0 && partitions.every(({ problem }) => problem !== null));
}

function statusOf(plan: DeletionPlan, result: DeletionResult): number {
  if (result.kind === 'refused') {
    const said = new Set(plan.groups.flatMap(({ refusal, partitions }) => [refusal, ...partitions.map(({ problem }) => problem)]));
    for (const failure of result.failures) if (!said.has(failure)) say(failure);
    return EXIT.refused;
  }
  if (result.auditFailure !== null) say(result.auditFailure);
  for (const { failure } of result.deletions) if (failure !== null) say(failure);
  return result.auditFailure === null && result.deletions.every(({ status }) => status === 'deleted' || status === 'gone') ? EXIT.allKnown : EXIT.someFailed;
}

function planText({ groups }: DeletionPlan): string {
  const rows = groups.filter(({ refusal }) => refusal === null).flatMap(({ groupId, partitions }) => (partitions.length === 0 ? [null] : partitions.filter(({ problem }) => problem === null)).map((partition) => ({ groupId, partition })));
  if (rows.length === 0) return 'Nothing can be deleted.';
  const body = table(rows, [
    { title: 'GROUP', value: ({ groupId }) => groupId },
    { title: 'TOPIC', value: ({ partition }) => partition?.topic ?? null },
    { title: 'PARTITION', right: true, value: ({ partition }) => partition?.partition ?? null },
    { title: 'OFFSET', right: true, value: ({ partition }) => partition?.committedOffset ?? null },
    { title: 'LAG', right: true, value: ({ partition }) => partition?.lag ?? null },
  ]);
  return `${body}\n\nThese would be deleted. Nothing was done: add --execute.`;
}

function resultText(result: DeletionResult): string {
  if (result.kind === 'refused') return 'Nothing was deleted.';
  const body = table(result.deletions, [
    { title: 'GROUP', value: ({ groupId }) => groupId },
    { title: 'TOPIC', value: ({ partition }) => partition?.topic ?? null },
    { title: 'PARTITION', right: true, value: ({ partition }) => partition?.partition ?? null },
    { title: 'STATUS', value: ({ status }) => status },
  ]);
  const isChanged = result.deletions.some(({ status }) => status === 'deleted' || status === 'unknown');
  return `${body}\n\n${isChanged ? `To put the offsets back: undo ${result.operationId}` : 'Nothing was deleted.'}`;
}
