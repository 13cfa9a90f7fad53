import type { Audit, AuditedDetail } from '../../shared/audit';
import { succeeded, type Result } from '../../shared/result';
import { invoke } from '../bridge';
import { caught } from './caught';

/** Reads back what an operation without a result has meant; fails when the cluster cannot be read. */
export function settleOperation(profileId: string, operationId: string): Promise<Result<AuditedDetail>> {
  return caught(() => invoke('offsets:settle', { profileId, operationId }));
}

/** Every change with what was meant and what became of it, one after the other. Fails at the first that cannot be read. */
export async function readOperations(profileId: string, { operations }: Pick<Audit, 'operations'>): Promise<Result<readonly AuditedDetail[]>> {
  const details: AuditedDetail[] = [];
  for (const { operationId } of operations) {
    const read = await caught(() => invoke('audit:readOperation', { profileId, operationId }));
    if (!read.ok) return read;
    details.push(read.value);
  }
  return succeeded(details);
}

/** Asks where to, and writes it there. Null: it was cancelled; otherwise where it is. */
export function saveText(suggestedName: string, text: string): Promise<Result<string | null>> {
  return caught(() => invoke('files:save', { suggestedName, text }));
}
