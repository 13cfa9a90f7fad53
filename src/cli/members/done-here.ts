import type { AuditLine } from '../../main/operations/journal/audit-log';
import { auditedOperations, isBetterResult } from '../../main/operations/journal/operation-list';
import type { AuditedOperation } from '../../shared/audit';

const ACTIONS: ReadonlySet<string> = new Set(['rebalance', 'remove-members']);

export interface DoneHere extends AuditedOperation {
  /** `unknown`: no result was written, or what became of it could not be read. */
  readonly outcome: 'done' | 'failed' | 'unknown';
}

/** What was done to a group's members, newest first, by the lines of the audit. */
export function doneHere(lines: readonly AuditLine[], kafkaClusterId: string | null, groupId: string): readonly DoneHere[] {
  const own = auditedOperations(lines, kafkaClusterId).filter(({ action, groupIds }) => ACTIONS.has(action) && groupIds.includes(groupId));
  const results = new Map<string, AuditLine>();
  for (const line of lines) if (isBetterResult(line, results.has(line.operationId))) results.set(line.operationId, line);
  return own.map((operation) => ({ ...operation, outcome: outcomeOf(operation, results.get(operation.operationId)) }));
}

/** A change that nobody saw take place is counted as not done. */
function outcomeOf({ meant, done }: AuditedOperation, result: AuditLine | undefined): DoneHere['outcome'] {
  const outcome = result?.['outcome'];
  if (done === null || (typeof outcome === 'object' && outcome !== null && 'status' in outcome && outcome.status === 'unknown')) return 'unknown';
  return done === meant ? 'done' : 'failed';
}
