import { sharedAudit } from '../../main/operations/journal/shared-audit';
import { readSharedLines } from '../../main/operations/journal/shared-lines';
import { AUDIT_TOPIC } from '../../shared/audit';
import { displayName, visibleJson } from '../../shared/display-name';
import { isContradicted, leftOutText, readText, writerText } from '../../shared/shared-audit-text';
import type { ConnectionOptions } from '../connection-options';
import { EXIT } from '../exit-status';
import { operationsText, withText } from './audit-text';
import { print, say, type OperationContext } from './context';

export interface SharedWish {
  /** Null: everything. */
  readonly search: string | null;
  readonly form: 'text' | 'json' | 'export' | 'verify';
}

/** What the newest lines tell of the topic that a team shares: exit status 0, or 2 where some contradict others or could not be read. `topic` null: the cluster's own, or the usual one. */
export function runSharedAudit({ withClient }: OperationContext, connection: ConnectionOptions, topic: string | null, { search, form }: SharedWish): Promise<number> {
  return withClient(connection, false, async (client, calls, saved) => {
    await client.connect(calls);
    const name = topic ?? saved?.auditTopic ?? AUDIT_TOPIC;
    const reading = await readSharedLines(client, name, calls);
    const shared = sharedAudit(reading, name, client.kafkaClusterId);
    const all = reading.lines.map(({ line }) => line);
    const lines = all.filter(({ operationId }) => shared.operations.some((operation) => operation.operationId === operationId));
    const found = search === null ? lines : withText(lines, search);
    const { operations: _operations, ...about } = shared;
    if (form === 'export') for (const { line, text } of reading.lines) if (found.includes(line)) print(isPlain(text) ? text.toString('utf8') : visibleJson(line)); // as they are: their hashes must still fit
    if (form === 'verify') for (const writer of shared.writers) print(writerText(writer));
    if (form === 'json') print(visibleJson({ ...about, lines: found }));
    if (form === 'text') print(operationsText(lines, found, `The lines that were read of ${displayName(name, 249)} tell of no change of this cluster.`));
    process.stderr.write(`note: ${readText(shared)}\n`);
    const left = leftOutText(shared);
    if (left !== null) process.stderr.write(`note: ${left}\n`);
    const doubtful = shared.writers.filter(isContradicted);
    if (form !== 'verify') for (const writer of doubtful) process.stderr.write(`${writerText(writer)}\n`);
    for (const failure of shared.failures) say(failure);
    return doubtful.length + shared.failures.length === 0 ? EXIT.allKnown : EXIT.someFailed;
  });
}

/** Anybody may have written it: a terminal must not obey it. */
function isPlain(text: Buffer): boolean {
  const line = text.toString('utf8');
  return displayName(line, Infinity) === line;
}
