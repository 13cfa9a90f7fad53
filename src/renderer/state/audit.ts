import type { Audit, AuditedDetail, AuditedOperation, SettledDetail } from '../../shared/audit';
import type { SharedDetail } from '../../shared/shared-audit';
import { succeeded, type Result } from '../../shared/result';
import { invoke } from '../bridge';
import { caught } from './caught';

/** Reads back what an operation without a result has meant; fails when the cluster cannot be read. */
export function settleOperation(profileId: string, operationId: string): Promise<Result<SettledDetail>> {
  return caught(() => invoke('offsets:settle', { profileId, operationId }));
}

const MOST_CHANGES_AT_ONCE = 200;
const MOST_PARTITIONS_AT_ONCE = 20_000;

/** Every change with what was meant and what became of it. Fails if one of them cannot be read. */
export async function readOperations(profileId: string, { operations }: Pick<Audit, 'operations'>): Promise<Result<readonly AuditedDetail[]>> {
  const details: AuditedDetail[] = [];
  for (let from = 0; from < operations.length; ) {
    const operationIds: string[] = [];
    for (let partitions = 0; from < operations.length && operationIds.length < MOST_CHANGES_AT_ONCE && partitions < MOST_PARTITIONS_AT_ONCE; from += 1) {
      operationIds.push(operations[from]?.operationId ?? '');
      partitions += operations[from]?.meant ?? 0;
    }
    const read = await caught(() => invoke('audit:readOperations', { profileId, operationIds }));
    if (!read.ok) return read;
    details.push(...read.value);
  }
  return succeeded(details);
}

/** The same of a shared topic's changes, of which there are few thousand. */
export function readSharedOperations(profileId: string, operations: readonly AuditedOperation[]): Promise<Result<readonly SharedDetail[]>> {
  return caught(() => invoke('audit:readSharedOperations', { profileId, operationIds: operations.map(({ operationId }) => operationId) }));
}

/** Asks where to, and writes it there. Null: it was cancelled; otherwise where it is. */
export function saveText(suggestedName: string, text: string): Promise<Result<string | null>> {
  return caught(() => invoke('files:save', { suggestedName, text }));
}
