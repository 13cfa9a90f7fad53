import type { AuditLine, AuditLog } from '../../main/operations/journal/audit-log';
import { displayName, visibleJson } from '../../shared/display-name';
import { readArguments } from '../arguments';
import { EXIT } from '../exit-status';
import { table } from '../table';
import { UsageError } from '../usage';
import { print } from './context';

const OPTIONS = { search: { type: 'string' }, verify: { type: 'boolean' }, export: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** `audit …`: what was changed from this computer, and whether its chain is whole: exit status 0, or 2 where it is broken. Throws UsageError. */
export function runAudit(args: readonly string[], audit: AuditLog): number {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`“${displayName(positionals[0] ?? '', 80)}” was not expected after audit. To look for something give --search TEXT.`);
  if ([values.verify, values.export, values.json].filter((given) => given === true).length > 1) throw new UsageError('Give one of --verify, --export and --json.');
  const { lines, brokenAt } = audit.read();
  const found = values.search === undefined ? lines : withText(lines, values.search);
  if (values.export === true) for (const line of found) print(JSON.stringify(line)); // as they are: their hashes must still fit
  else if (values.verify === true) print(brokenAt === null ? `${audit.path}: ${lines.length} lines, each carries the hash of the one before.` : `${audit.path}: ${brokenAt - 1} lines are whole.`);
  else if (values.json === true) print(visibleJson({ whole: brokenAt === null, brokenAt, lines: found }));
  else print(found.length === 0 ? (lines.length === 0 ? 'Nothing was changed yet.' : 'Nothing of that is in the audit.') : linesText(found));
  if (brokenAt === null) return EXIT.allKnown;
  process.stderr.write(`The audit file was changed or damaged at line ${brokenAt}: what follows it proves nothing.\n`);
  return EXIT.someFailed;
}

/** All lines of the operations of which one line has the text, whatever its case. */
function withText(lines: readonly AuditLine[], text: string): readonly AuditLine[] {
  const wanted = text.toLowerCase();
  const operations = new Set(lines.filter((line) => JSON.stringify(line).toLowerCase().includes(wanted)).map(({ operationId }) => operationId));
  return lines.filter(({ operationId }) => operations.has(operationId));
}

function linesText(lines: readonly AuditLine[]): string {
  return table(lines, [
    { title: 'TIME', value: (line) => new Date(line.at).toISOString() },
    { title: 'OPERATION', value: (line) => line.operationId },
    { title: 'KIND', value: (line) => line.kind },
    { title: 'ACTION', value: (line) => textOf(line['action']) },
    { title: 'USER', value: (line) => textOf(line['user']) },
    { title: 'PRINCIPAL', value: (line) => textOf(line['principal']) },
    { title: 'REASON', value: (line) => textOf(line['reason']) },
  ]);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
