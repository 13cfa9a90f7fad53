import type { AuditedDetail } from '../../../shared/audit';
import { visibleJson } from '../../../shared/display-name';
import { csvLine } from '../../format/csv-line';

/** One change a line, with all its partitions. */
export function auditJsonl(details: readonly AuditedDetail[]): string {
  return details.map((detail) => `${visibleJson(detail)}\n`).join('');
}

const HEAD = ['time', 'operation', 'action', 'user', 'host', 'principal', 'reason', 'group', 'topic', 'partition', 'before', 'meant', 'status', 'readBack', 'error'] as const;

/** One partition a line; empty: none, or not known. */
export function auditCsv(details: readonly AuditedDetail[]): string {
  const lines = details.flatMap(({ operation, partitions }) =>
    partitions.map(({ groupId, topic, partition, oldOffset, newOffset, status, readBack, error }) =>
      csvLine([new Date(operation.at).toISOString(), operation.operationId, operation.action, operation.user, operation.host, operation.principal, operation.reason, groupId, topic, partition, oldOffset, newOffset, status, readBack, error]),
    ),
  );
  return [csvLine(HEAD), ...lines].join('');
}
