import { z } from 'zod';
import { AUDITED_STATUSES, type AuditedOperation, type AuditedPartition } from '../../../shared/audit';
import type { AuditLine } from './audit-log';
import { auditedOperations, isBetterResult } from './operation-list';

const offset = z.number().nullable().optional();
const intent = z.object({
  kafkaClusterId: z.string().nullable(),
  process: z.number().optional(),
  groupId: z.string().optional(),
  groupIds: z.array(z.string()).optional(),
  groups: z.array(z.object({ groupId: z.string(), partitions: z.array(z.object({ topic: z.string(), partition: z.number(), oldOffset: offset, newOffset: offset })) })).optional(),
  topics: z.array(z.object({ topic: z.string(), partitions: z.array(z.number()) })).optional(),
  record: z.object({ topic: z.string(), partition: z.number() }).optional(),
});
const status = z.enum(AUDITED_STATUSES).nullable().catch(null);
const failure = z.object({ message: z.string() }).nullable().optional();
const result = z.object({
  settled: z.boolean().optional(),
  groups: z.array(z.object({ groupId: z.string(), partitions: z.array(z.object({ topic: z.string(), partition: z.number(), status, readBack: offset, error: z.string().nullable().optional() })) })).optional(),
  /** Of the whole group, where its members were acted on. */
  outcome: z.object({ status, error: z.string().nullable() }).optional(),
  copied: z.object({}).nullable().optional(),
  uncertain: z.boolean().optional(),
  error: z.string().nullable().optional(),
  deletions: z.array(z.object({ groupId: z.string(), partition: z.object({ topic: z.string(), partition: z.number() }).nullable(), status, failure })).optional(),
});

/** One operation as the audit has it. */
export interface AuditedLines {
  readonly operation: AuditedOperation;
  readonly kafkaClusterId: string | null;
  /** Of the program that wrote the intent; null: not written down. */
  readonly process: number | null;
  readonly partitions: readonly AuditedPartition[];
  /** Epoch ms; null: there is none. */
  readonly resultAt: number | null;
  readonly settled: boolean;
}

/** The change that these lines (its intent, perhaps its results) tell of; null: they have no intent that can be read. */
export function auditedOperation(lines: readonly AuditLine[]): AuditedLines | null {
  const line = lines.find(({ kind }) => kind === 'intent');
  const read = intent.safeParse(line);
  const [operation] = auditedOperations(lines, read.data?.kafkaClusterId ?? null);
  if (line === undefined || !read.success || operation === undefined) return null;
  const resultLine = lines.reduce<AuditLine | undefined>((best, each) => (isBetterResult(each, best !== undefined) ? each : best), undefined);
  const found = result.safeParse(resultLine);
  const { kafkaClusterId, process = null } = read.data;
  return {
    operation,
    kafkaClusterId,
    process,
    partitions: found.success ? withResults(meantOf(read.data), found.data) : meantOf(read.data),
    resultAt: found.success ? (resultLine?.at ?? null) : null,
    settled: found.success && found.data.settled === true,
  };
}

function meantOf({ groupId, groupIds, groups = [], topics = [], record }: z.infer<typeof intent>): readonly AuditedPartition[] {
  const untold = { oldOffset: null, newOffset: null, status: null, readBack: null, error: null };
  if (record !== undefined) return [{ ...untold, groupId: groupIds?.[0] ?? '', topic: record.topic, partition: record.partition }];
  if (groupIds !== undefined) return groupIds.map((id) => ({ groupId: id, topic: null, partition: null, ...untold }));
  if (groupId !== undefined) return topics.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ groupId, topic, partition, ...untold })));
  return groups.flatMap((group) =>
    group.partitions.map(({ topic, partition, oldOffset = null, newOffset = null }) => ({ ...untold, groupId: group.groupId, topic, partition, oldOffset, newOffset })),
  );
}

function withResults(meant: readonly AuditedPartition[], { groups = [], deletions = [], outcome, copied, uncertain = false, error: whole = null }: z.infer<typeof result>): readonly AuditedPartition[] {
  if (outcome !== undefined) return meant.map((group) => ({ ...group, ...outcome }));
  if (copied !== undefined) return meant.map((partition) => ({ ...partition, status: copied !== null ? 'applied' : uncertain ? 'unknown' : 'failed', error: whole }));
  const became = new Map<string, Pick<AuditedPartition, 'status' | 'readBack' | 'error'>>();
  for (const { groupId, partitions } of groups) {
    for (const { topic, partition, status: of, readBack = null, error = null } of partitions) became.set(keyOf({ groupId, topic, partition }), { status: of, readBack, error });
  }
  for (const { groupId, partition, status: of, failure: why } of deletions) {
    became.set(keyOf({ groupId, topic: partition?.topic ?? null, partition: partition?.partition ?? null }), { status: of, readBack: null, error: why?.message ?? null });
  }
  return meant.map((partition) => ({ ...partition, ...became.get(keyOf(partition)) }));
}

function keyOf({ groupId, topic, partition }: Pick<AuditedPartition, 'groupId' | 'topic' | 'partition'>): string {
  return JSON.stringify([groupId, topic, partition]);
}
