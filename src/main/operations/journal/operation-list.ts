import { z } from 'zod';
import type { Audit, AuditedOperation, AuditedStatus } from '../../../shared/audit';
import { nextTurn } from '../pause';
import { parseLine, type AuditLine, type AuditLog } from './audit-log';

/** Of rows only their number or their status is looked at: one operation may have a hundred thousand. */
const rows = z.custom<readonly unknown[]>(Array.isArray);
/** Of a line that was too long for a shared topic. */
const shortened = z.object({ groupIds: z.array(z.string()), topics: z.array(z.string()), meant: z.number().int().min(0), done: z.number().int().min(0).nullable(), unknown: z.number().int().min(0) }).partial().optional().catch(undefined);
const intent = z.object({
  action: z.string(),
  kafkaClusterId: z.string().nullable(),
  user: z.string().nullable(),
  host: z.string().nullable(),
  principal: z.string().nullable().optional(),
  reason: z.string(),
  groupId: z.string().optional(),
  groupIds: z.array(z.string()).optional(),
  groups: z.array(z.object({ groupId: z.string(), partitions: rows })).optional(),
  topics: z.array(z.object({ topic: z.string(), partitions: rows })).optional(),
  // Of a triggered rebalance it is their number.
  members: z.array(z.object({ memberId: z.string(), groupInstanceId: z.string().nullable().optional(), clientId: z.string().optional() })).optional().catch(undefined),
  record: z.object({ topic: z.string().optional() }).optional(),
  to: z.string().optional().catch(undefined),
  target: z.string().optional().catch(undefined),
  targetValue: z.union([z.string(), z.number()]).nullable().optional().catch(undefined),
  undoOf: z.string().optional().catch(undefined),
  shortened,
});
const result = z.object({
  groups: z.array(z.object({ partitions: rows })).optional(),
  deletions: rows.optional(),
  outcome: z.object({ status: z.string().nullable().catch(null) }).optional(),
  copied: z.object({}).nullable().optional(),
  shortened,
});
const UNKNOWN: AuditedStatus = 'unknown';
const DONE: ReadonlySet<unknown> = new Set(['applied', 'deleted', 'gone']);
const BYTES_AT_ONCE = 256 * 1024;

export const EVERY_CLUSTER = Symbol('every cluster');

/** What the lines tell of one cluster's changes, newest first. A line of another program's version is shown as far as it can be read. */
export function auditedOperations(lines: readonly AuditLine[], kafkaClusterId: string | null | typeof EVERY_CLUSTER): readonly AuditedOperation[] {
  const list = new OperationList(kafkaClusterId);
  for (const line of lines) list.add(line);
  return list.operations();
}

/** What of a line is told also where it is too long to be copied whole. */
export function countsOf(line: AuditLine): z.infer<typeof shortened> {
  const [operation] = auditedOperations([line], EVERY_CLUSTER);
  if (operation !== undefined) return { groupIds: [...operation.groupIds], topics: [...operation.topics], meant: operation.meant };
  const read = result.safeParse(line);
  const { done, unknown } = read.success ? resultOf(read.data) : { done: null, unknown: 0 };
  return typeof done === 'number' ? { done, ...(typeof unknown === 'number' && unknown > 0 ? { unknown } : {}) } : {};
}

/** The same of a file, in slices: other work of the process goes on meanwhile. Rejects with what the disk says. */
export async function listOperations(audit: AuditLog, kafkaClusterId: string | null): Promise<Omit<Audit, 'path'>> {
  const chain = audit.restingChain();
  const { lines, brokenAt, torn } = chain;
  const end = audit.endOf(chain);
  const list = new OperationList(kafkaClusterId);
  let bytes = 0;
  for (const [index, text] of lines.entries()) {
    const line = parseLine(text);
    if (line === null) return { operations: list.operations(), brokenAt: index + 1, torn, end: { kind: 'not-known' } };
    list.add(line);
    bytes += text.length;
    if (bytes < BYTES_AT_ONCE) continue;
    bytes = 0;
    await nextTurn();
  }
  return { operations: list.operations(), brokenAt, torn, end };
}

/** What was written at the time goes before what was read back later. */
export function isBetterResult(line: AuditLine, hasOne: boolean): boolean {
  return line.kind === 'result' && (line['settled'] !== true || !hasOne);
}

/** How many of what was meant. */
type Share = number | 'all' | 'none';

interface Result {
  /** Done and read back. */
  readonly done: Share;
  readonly unknown: Share;
}

class OperationList {
  private readonly intents: Omit<AuditedOperation, 'done' | 'unknown' | 'undoneBy' | 'undoneAt'>[] = [];
  private readonly results = new Map<string, Result>();

  constructor(private readonly kafkaClusterId: string | null | typeof EVERY_CLUSTER) {}

  add(line: AuditLine): void {
    const { operationId, at } = line;
    if (isBetterResult(line, this.results.has(operationId))) {
      const read = result.safeParse(line);
      if (read.success) this.results.set(operationId, resultOf(read.data));
    }
    if (line.kind !== 'intent' || (this.kafkaClusterId !== EVERY_CLUSTER && line['kafkaClusterId'] !== this.kafkaClusterId)) return;
    const read = intent.safeParse(line);
    if (!read.success) return;
    const { action, user, host, principal = null, reason, target = null, targetValue = null, to = null, undoOf = null, members = [] } = read.data;
    this.intents.push({ operationId, at, action, user, host, principal, reason, target: targetValue === null ? target : `${target ?? ''} ${targetValue}`, copiedTo: to, undoOf, topics: topicsOf(read.data), members: members.map(({ memberId, groupInstanceId, clientId }) => (groupInstanceId ?? '') || (clientId ?? '') || memberId), ...meantOf(read.data) });
  }

  operations(): readonly AuditedOperation[] {
    const undone = new Map<string, { readonly undoneBy: string; readonly undoneAt: number }>();
    return [...this.intents].reverse().map((meant) => {
      const result = this.results.get(meant.operationId);
      const done = result === undefined ? null : countOf(result.done, meant.meant);
      const unknown = result === undefined ? 0 : countOf(result.unknown, meant.meant);
      // The newest come first: whether an undo was taken back itself is known when it is met.
      if (meant.undoOf !== null && done !== 0 && !undone.has(meant.operationId) && !undone.has(meant.undoOf)) undone.set(meant.undoOf, { undoneBy: meant.operationId, undoneAt: meant.at });
      return { ...meant, done, unknown, undoneBy: null, undoneAt: null, ...undone.get(meant.operationId) };
    });
  }
}

function countOf(share: Share, meant: number): number {
  return share === 'all' ? meant : share === 'none' ? 0 : share;
}

function meantOf({ groupId, groupIds, groups = [], topics = [], record, shortened: counts }: z.infer<typeof intent>): Pick<AuditedOperation, 'groupIds' | 'meant'> {
  if (counts !== undefined) return { groupIds: counts.groupIds ?? [], meant: counts.meant ?? 0 };
  if (record !== undefined) return { groupIds: (groupIds ?? []).slice(0, 1), meant: 1 };
  if (groupIds !== undefined) return { groupIds: [...new Set(groupIds)], meant: groupIds.length };
  const lists = groupId !== undefined ? topics.map(({ partitions }) => ({ groupId, partitions })) : groups;
  const changed = lists.filter(({ partitions }) => partitions.length > 0);
  return { groupIds: [...new Set(changed.map((list) => list.groupId))], meant: changed.reduce((sum, { partitions }) => sum + partitions.length, 0) };
}

function topicsOf({ groups = [], topics = [], record, shortened: counts }: z.infer<typeof intent>): readonly string[] {
  if (counts !== undefined) return counts.topics ?? [];
  const named = new Set(topics.map(({ topic }) => topic));
  if (record?.topic !== undefined) named.add(record.topic);
  for (const { partitions } of groups) for (const row of partitions) if (typeof row === 'object' && row !== null && 'topic' in row && typeof row.topic === 'string') named.add(row.topic);
  return [...named];
}

function resultOf({ groups = [], deletions = [], outcome, copied, shortened: counts }: z.infer<typeof result>): Result {
  if (counts?.done != null) return { done: counts.done, unknown: counts.unknown ?? 0 };
  if (outcome !== undefined) return { done: DONE.has(outcome.status) ? 'all' : 'none', unknown: outcome.status === UNKNOWN ? 'all' : 'none' };
  if (copied !== undefined) return { done: copied === null ? 'none' : 'all', unknown: 'none' };
  const statuses = [...groups.flatMap(({ partitions }) => partitions), ...deletions].map(statusOf);
  return { done: statuses.filter((status) => DONE.has(status)).length, unknown: statuses.filter((status) => status === UNKNOWN).length };
}

function statusOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'status' in row ? row.status : null;
}
