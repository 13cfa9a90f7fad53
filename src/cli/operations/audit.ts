import { visibleJson } from '../../shared/display-name';
import type { AuditLog } from '../../main/operations/audit-log';
import { table } from '../table';

/** Prints what was done and checks the chain. Exit status: 0 whole, 2 broken. */
export function printAudit(audit: AuditLog, asJson: boolean): number {
  const { lines, brokenAt } = audit.read();
  const text = asJson
    ? visibleJson({ whole: brokenAt === null, brokenAt, lines })
    : lines.length === 0
      ? 'Nothing was changed yet.'
      : table(lines, [
          { title: 'TIME', value: (line) => new Date(line.at).toISOString() },
          { title: 'OPERATION', value: (line) => line.operationId },
          { title: 'KIND', value: (line) => line.kind },
          { title: 'ACTION', value: (line) => textOf(line['action']) },
          { title: 'USER', value: (line) => textOf(line['user']) },
          { title: 'REASON', value: (line) => textOf(line['reason']) },
        ]);
  process.stdout.write(`${text}\n`);
  if (brokenAt === null) return 0;
  process.stderr.write(`The audit file was changed or damaged at line ${brokenAt}: what follows it proves nothing.\n`);
  return 2;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
