import { displayName, visibleJson } from '../../shared/display-name';
import { formatCounted } from '../../shared/text';
import { readArguments } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf } from '../connection-options';
import { EXIT } from '../exit-status';
import { UsageError } from '../usage';
import { runSharedAudit } from './audit-shared';
import { operationsText, withText } from './audit-text';
import { print, type OperationContext } from './context';

const OPTIONS = { ...CONNECTION_OPTIONS, shared: { type: 'boolean' }, topic: { type: 'string' }, search: { type: 'string' }, verify: { type: 'boolean' }, export: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** `audit …`: what was changed from this computer, and whether its chain is whole: exit status 0, or 2 where it is broken; or what a shared topic tells. Throws UsageError. */
export async function runAudit(args: readonly string[], context: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`“${displayName(positionals[0] ?? '', 80)}” was not expected after audit. To look for something give --search TEXT.`);
  if ([values.verify, values.export, values.json].filter((given) => given === true).length > 1) throw new UsageError('Give one of --verify, --export and --json.');
  if (values.shared === true) {
    const { search = null, topic = null, verify = false, export: asIs = false, json = false } = values;
    return runSharedAudit(context, connectionOf(values), topic, { search, form: verify ? 'verify' : asIs ? 'export' : json ? 'json' : 'text' });
  }
  if ([values.cluster, values['bootstrap-server'], values['command-config'], values.topic].some((given) => given !== undefined)) throw new UsageError('The audit of this computer is of all clusters. To read the topic that a team shares, add --shared.');
  const { audit } = context.journal;
  const { lines, brokenAt, torn } = audit.read();
  const found = values.search === undefined ? lines : withText(lines, values.search);
  if (values.export === true) for (const line of found) print(JSON.stringify(line)); // as they are: their hashes must still fit
  else if (values.verify === true) print(brokenAt === null ? `${audit.path}: ${lines.length} lines, each carries the hash of the one before.` : `${audit.path}: ${brokenAt - 1} lines are whole.`);
  else if (values.json === true) print(visibleJson({ whole: brokenAt === null, brokenAt, torn, lines: found }));
  else print(operationsText(lines, found, 'Nothing was changed yet.'));
  for (const { line, bytes } of torn) process.stderr.write(`note: line ${line} of the audit file was cut off after ${formatCounted(bytes, 'byte')}, when the program or the computer ended while it was written (or by hand): what it said is lost.\n`);
  if (brokenAt === null) return EXIT.allKnown;
  process.stderr.write(`The audit file was changed or damaged at line ${brokenAt}: what follows it proves nothing.\n`);
  return EXIT.someFailed;
}
