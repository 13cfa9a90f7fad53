import { homedir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../main/operations/audit-log';
import { SnapshotStore } from '../../main/operations/snapshot-store';
import { undoRequest } from '../../main/operations/undo';
import { displayName } from '../../shared/display-name';
import type { CallOptions, ClusterClient } from '../../main/kafka/cluster-client';
import { readArguments } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from '../connection-options';
import { failureText } from '../print';
import { UsageError } from '../usage';
import { printAudit } from './audit';
import { carryOut, runReset, unknownOperation } from './reset';
import { parseResetOptions } from './reset-options';

/** What a command needs of its surroundings: opens the cluster, runs, closes. Resolves with the exit status. */
export type WithClient = (connection: ConnectionOptions, mayWrite: boolean, use: (client: ClusterClient, calls: CallOptions) => Promise<number>) => Promise<number>;

/** Runs a command that may change something. Throws UsageError. */
export function runOperation(command: string, args: readonly string[], withClient: WithClient): Promise<number> {
  const directory = dataDirectory();
  const journal = { audit: new AuditLog(join(directory, 'audit.jsonl')), snapshots: new SnapshotStore(directory) };
  switch (command) {
    case 'reset': {
      const options = parseResetOptions(args);
      return withClient(options, options.execute, (client, calls) => runReset({ client, calls, journal }, options));
    }
    case 'undo': {
      const { values, positionals } = readArguments(args, { ...CONNECTION_OPTIONS, execute: { type: 'boolean' }, json: { type: 'boolean' }, reason: { type: 'string' } });
      const [operationId] = positionals;
      if (operationId === undefined || positionals.length > 1) throw new UsageError('Which operation? Give its id: undo ID.');
      const snapshot = journal.snapshots.load(operationId);
      if (snapshot === null) {
        process.stderr.write(`${failureText(unknownOperation(operationId))}\n`);
        return Promise.resolve(1);
      }
      return withClient(connectionOf(values), values.execute === true, async (client, calls) => {
        await client.connect(calls);
        return carryOut({ client, calls, journal }, undoRequest(snapshot), { execute: values.execute === true, export: false, json: values.json === true, reason: values.reason ?? `undo of ${operationId}` }, snapshot.kafkaClusterId);
      });
    }
    case 'audit': {
      const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
      if (positionals.length > 0) throw new UsageError(`“${displayName(positionals[0] ?? '', 80)}” was not expected after audit.`);
      return Promise.resolve(printAudit(journal.audit, values.json === true));
    }
    default:
      throw new UsageError(`“${displayName(command, 80)}” is not a command.`);
  }
}

/** Where the desktop keeps its own, so that both share one history; OFFSIGHT_DATA names another folder. */
function dataDirectory(): string {
  const chosen = process.env['OFFSIGHT_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Offsight');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Offsight');
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Offsight');
}
