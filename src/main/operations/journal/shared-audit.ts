import type { SharedAudit, SharedDetail } from '../../../shared/shared-audit';
import { failed, succeeded, type Result } from '../../../shared/result';
import { auditedOperation } from './audited-operation';
import type { Journal } from './journal';
import { auditedOperations, EVERY_CLUSTER } from './operation-list';
import { readOperation } from './read-operations';
import type { SharedReading } from './shared-lines';
import { sharedWriters } from './shared-writers';

/** What was read of a topic, as a list of one cluster's changes. */
export function sharedAudit({ lines, ...reading }: SharedReading, topic: string, kafkaClusterId: string | null): SharedAudit {
  const all = lines.map(({ line }) => line);
  const operations = auditedOperations(all, kafkaClusterId);
  return { ...reading, topic, operations, lines: lines.length, elsewhere: auditedOperations(all, EVERY_CLUSTER).length - operations.length, writers: sharedWriters(lines) };
}

/** Some of these changes in full, in this order. Throws what the disk says of this computer's own audit. */
export function sharedDetails({ lines }: SharedReading, journal: Journal, operationIds: readonly string[]): Result<readonly SharedDetail[]> {
  const all = lines.map(({ line }) => line);
  const listed = new Map(auditedOperations(all, EVERY_CLUSTER).map((operation) => [operation.operationId, operation]));
  const details: SharedDetail[] = [];
  for (const operationId of operationIds) {
    const own = all.filter((line) => line.operationId === operationId);
    const found = auditedOperation(own);
    if (found === null) return failed({ scope: 'operation', code: 'NO_SUCH_OPERATION', message: 'The lines that were read of the topic have no such change (any more).' });
    const { operation, partitions, resultAt, settled } = found;
    const here = readOperation(journal, operationId);
    details.push({ operation: listed.get(operationId) ?? operation, partitions, resultAt, settled, canUndo: here.ok && here.value.canUndo, isHere: here.ok, isShortened: own.some((line) => line['shortened'] !== undefined) });
  }
  return succeeded(details);
}
