import { z } from 'zod';
import type { AuditedOperation } from '../../shared/audit';
import type { AuditLine } from './audit-log';

const partitions = z.array(z.object({ status: z.string().optional() }));
const intent = z.object({
  action: z.string(),
  kafkaClusterId: z.string().nullable(),
  user: z.string().nullable(),
  host: z.string().nullable(),
  reason: z.string(),
  groupId: z.string().optional(),
  groupIds: z.array(z.string()).optional(),
  groups: z.array(z.object({ groupId: z.string(), partitions })).optional(),
  topics: z.array(z.object({ partitions: z.array(z.number()) })).optional(),
});
const result = z.object({
  groups: z.array(z.object({ partitions })).optional(),
  deletions: z.array(z.object({ status: z.string() })).optional(),
});

/** What the lines tell of one cluster's changes, newest first. A line of another program's version is shown as far as it can be read. */
export function auditedOperations(lines: readonly AuditLine[], kafkaClusterId: string | null): readonly AuditedOperation[] {
  const results = new Map(lines.filter(({ kind }) => kind === 'result').map((line) => [line.operationId, line]));
  return lines
    .flatMap((line) => {
      if (line.kind !== 'intent') return [];
      const read = intent.safeParse(line);
      if (!read.success || read.data.kafkaClusterId !== kafkaClusterId) return [];
      const { action, user, host, reason } = read.data;
      return [{ operationId: line.operationId, at: line.at, action, user, host, reason, groupIds: groupIdsOf(read.data), meant: meantOf(read.data), done: doneOf(results.get(line.operationId)) }];
    })
    .reverse();
}

function groupIdsOf({ groupId, groupIds, groups }: z.infer<typeof intent>): readonly string[] {
  return groupIds ?? (groupId === undefined ? (groups ?? []).map((group) => group.groupId) : [groupId]);
}

function meantOf({ groupIds, groups, topics }: z.infer<typeof intent>): number {
  return groupIds?.length ?? [...(groups ?? []), ...(topics ?? [])].reduce((sum, { partitions: of }) => sum + of.length, 0);
}

function doneOf(line: AuditLine | undefined): number | null {
  const read = result.safeParse(line);
  if (!read.success) return null;
  const all = [...(read.data.deletions ?? []), ...(read.data.groups ?? []).flatMap((group) => group.partitions)];
  return all.filter(({ status }) => status === 'applied' || status === 'deleted' || status === 'gone').length;
}
