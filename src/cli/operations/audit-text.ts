import type { AuditLine } from '../../main/operations/journal/audit-log';
import { auditedOperations, EVERY_CLUSTER } from '../../main/operations/journal/operation-list';
import type { AuditedOperation } from '../../shared/audit';
import { formatCount } from '../../shared/text';
import { table } from '../table';

/** All lines of the operations of which one line has the text, whatever its case. */
export function withText(lines: readonly AuditLine[], text: string): readonly AuditLine[] {
  const wanted = text.toLowerCase();
  const operations = new Set(lines.filter((line) => JSON.stringify(line).toLowerCase().includes(wanted)).map(({ operationId }) => operationId));
  return lines.filter(({ operationId }) => operations.has(operationId));
}

/** Operations of which lines were found, oldest first; whether they were taken back only all lines tell. */
function operationsOf(lines: readonly AuditLine[], found: readonly AuditLine[]): readonly AuditedOperation[] {
  const wanted = new Set(found.map(({ operationId }) => operationId));
  return auditedOperations(lines, EVERY_CLUSTER).filter(({ operationId }) => wanted.has(operationId)).reverse();
}

/** Operations of which lines were found, of all lines, as a table. `none`: what is said where there is no line at all. */
export function operationsText(lines: readonly AuditLine[], found: readonly AuditLine[], none: string): string {
  if (found.length === 0) return lines.length === 0 ? none : 'Nothing of that is in the audit.';
  return table(operationsOf(lines, found), [
    { title: 'TIME', value: ({ at }) => new Date(at).toISOString() },
    { title: 'OPERATION', value: ({ operationId }) => operationId },
    { title: 'ACTION', value: ({ action }) => action },
    { title: 'GROUP', value: ({ groupIds }) => oneOr(groupIds, 'groups') },
    { title: 'TOPIC', value: ({ topics }) => oneOr(topics, 'topics') },
    { title: 'TARGET', value: ({ target, copiedTo, members }) => copiedTo ?? target ?? oneOr(members, 'members') },
    { title: 'OUTCOME', value: outcomeText },
    { title: 'USER', value: ({ user }) => user },
    { title: 'PRINCIPAL', value: ({ principal }) => principal },
    { title: 'REASON', value: ({ reason }) => (reason === '' ? null : reason) },
  ]);
}

/** Its name, or how many there are. */
function oneOr(names: readonly string[], many: string): string | null {
  return names.length > 1 ? `${formatCount(names.length)} ${many}` : (names[0] ?? null);
}

function outcomeText({ done, meant, unknown, undoneAt }: AuditedOperation): string {
  const outcome = done === null || (unknown > 0 && unknown === meant) ? 'not known' : `${formatCount(done)} of ${formatCount(meant)}${unknown === 0 ? '' : `, ${formatCount(unknown)} not known`}`;
  return undoneAt === null ? outcome : `${outcome}, taken back`;
}
