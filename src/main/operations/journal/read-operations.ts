import type { AuditedDetail, AuditedOperation, AuditedPartition, AuditedStatus } from '../../../shared/audit';
import { failed, succeeded, type Result } from '../../../shared/result';
import type { AuditLine } from './audit-log';
import { auditedOperation } from './audited-operation';
import type { Journal } from './journal';
import { auditedOperations, EVERY_CLUSTER } from './operation-list';

const UNCHANGED: ReadonlySet<AuditedStatus> = new Set(['failed', 'skipped', 'gone', 'not-applied']);

/** One operation of the audit in full. Throws what the disk says. */
export function readOperation(journal: Journal, operationId: string): Result<AuditedDetail> {
  const read = readOperations(journal, [operationId]);
  if (!read.ok) return read;
  const [detail] = read.value;
  return detail === undefined ? noSuchOperation() : succeeded(detail);
}

/** Several, in this order. Throws what the disk says. */
export function readOperations(journal: Journal, operationIds: readonly string[]): Result<readonly AuditedDetail[]> {
  const lines = journal.audit.linesOf(new Set([...operationIds, ...journal.audit.operationIdsWith('"undoOf":')]));
  const whole = new Map(auditedOperations([...lines.values()].flat(), EVERY_CLUSTER).map((operation) => [operation.operationId, operation]));
  const details: AuditedDetail[] = [];
  for (const operationId of operationIds) {
    const detail = detailOf(journal, operationId, lines.get(operationId) ?? [], whole.get(operationId));
    if (!detail.ok) return detail;
    details.push(detail.value);
  }
  return succeeded(details);
}

/** What the audit has of one operation. Throws what the disk says. */
export function linesOf({ audit }: Journal, operationId: string): readonly AuditLine[] {
  return audit.linesOf(new Set([operationId])).get(operationId) ?? [];
}

function detailOf({ snapshots }: Journal, operationId: string, lines: readonly AuditLine[], listed: AuditedOperation | undefined): Result<AuditedDetail> {
  const found = auditedOperation(lines);
  if (found === null) return noSuchOperation();
  const { operation, partitions, resultAt, settled } = found;
  return succeeded({ operation: listed ?? operation, partitions, resultAt, settled, canUndo: partitions.some(mayBeChanged) && snapshots.has(operationId) });
}

/** Where nobody knows what became of it, too. */
function mayBeChanged({ status }: AuditedPartition): boolean {
  return status === null || !UNCHANGED.has(status);
}

export function noSuchOperation(): Result<never> {
  return failed({ scope: 'operation', code: 'NO_SUCH_OPERATION', message: 'The audit has no such operation.' });
}
