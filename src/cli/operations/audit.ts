import type { AuditLine, AuditLog } from '../../main/operations/journal/audit-log';
import { auditedOperations, EVERY_CLUSTER } from '../../main/operations/journal/operation-list';
import type { AuditedOperation } from '../../shared/audit';
import { displayName, visibleJson } from '../../shared/display-name';
import { formatCount, formatCounted } from '../../shared/text';
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
  const { lines, brokenAt, torn } = audit.read();
  const found = values.search === undefined ? lines : withText(lines, values.search);
  if (values.export === true) for (const line of found) print(JSON.stringify(line)); // as they are: their hashes must still fit
  else if (values.verify === true) print(brokenAt === null ? `${audit.path}: ${lines.length} lines, each carries the hash of the one before.` : `${audit.path}: ${brokenAt - 1} lines are whole.`);
  else if (values.json === true) print(visibleJson({ whole: brokenAt === null, brokenAt, torn, lines: found }));
  else print(found.length === 0 ? (lines.length === 0 ? 'Nothing was changed yet.' : 'Nothing of that is in the audit.') : operationsText(operationsOf(lines, found)));
  for (const { line, bytes } of torn) process.stderr.write(`note: line ${line} of the audit file was cut off after ${formatCounted(bytes, 'byte')}, when the program or the computer ended while it was written (or by hand): what it said is lost.\n`);
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

/** Oldest first; whether they were taken back only all lines tell. */
function operationsOf(lines: readonly AuditLine[], found: readonly AuditLine[]): readonly AuditedOperation[] {
  const wanted = new Set(found.map(({ operationId }) => operationId));
  return auditedOperations(lines, EVERY_CLUSTER).filter(({ operationId }) => wanted.has(operationId)).reverse();
}

function operationsText(operations: readonly AuditedOperation[]): string {
  return table(operations, [
    { title: 'TIME', value: ({ at }) => new Date(at).toISOString() },
    { title: 'OPERATION', value: ({ operationId }) => operationId },
    { title: 'ACTION', value: ({ action }) => action },
    { title: 'GROUP', value: ({ groupIds }) => oneOr(groupIds, 'groups') },
    { title: 'TOPIC', value: ({ topics }) => oneOr(topics, 'topics') },
    { title: 'TARGET', value: ({ target, copiedTo }) => copiedTo ?? target },
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

function outcomeText({ done, meant, undoneAt }: AuditedOperation): string {
  const outcome = done === null ? 'not known' : `${formatCount(done)} of ${formatCount(meant)}`;
  return undoneAt === null ? outcome : `${outcome}, taken back`;
}
