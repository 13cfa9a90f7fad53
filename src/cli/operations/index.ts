import { homedir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../main/operations/audit-log';
import { SnapshotStore } from '../../main/operations/snapshot-store';
import type { RecordsWish } from '../../main/operations/read-records';
import { undoRequest } from '../../main/operations/undo';
import { displayName } from '../../shared/display-name';
import type { CallOptions, ClusterClient } from '../../main/kafka/cluster-client';
import type { ResolvedRequest } from '../../shared/reset';
import { parseDateTime } from '../../shared/reset-time';
import { readArguments, wholeNumber } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from '../connection-options';
import { failureText } from '../print';
import { UsageError } from '../usage';
import { printAudit } from './audit';
import { runDelete } from './delete';
import { printRecords } from './records';
import { carryOut, runReset, unknownOperation } from './reset';
import { parseResetOptions, topicOf } from './reset-options';

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
    case 'delete-group':
    case 'delete-offsets': {
      const { values, positionals } = readArguments(args, { ...CONNECTION_OPTIONS, group: { type: 'string', multiple: true }, topic: { type: 'string', multiple: true }, execute: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, reason: { type: 'string' } });
      const groups = [...new Set(values.group ?? [])];
      const topics = values.topic ?? [];
      if (positionals.length > 0) throw new UsageError(`“${displayName(positionals[0] ?? '', 80)}” was not expected after ${command}.`);
      if (groups.length === 0) throw new UsageError('Which group? Give --group G.');
      if (command === 'delete-group' && topics.length > 0) throw new UsageError('delete-group deletes whole groups; for offsets of some topics there is delete-offsets.');
      if (command === 'delete-offsets' && (topics.length === 0 || groups.length > 1)) throw new UsageError('delete-offsets takes one --group and at least one --topic T or T:0,1.');
      const execute = values.execute === true;
      return withClient(connectionOf(values), execute, (client, calls) =>
        runDelete({ client, calls, journal }, { groups, topics: command === 'delete-group' ? null : topics.map(topicOf), execute, json: values.json === true, reason: values.reason ?? '' }),
      );
    }
    case 'skip': {
      const { values, positionals } = readArguments(args, { ...CONNECTION_OPTIONS, group: { type: 'string' }, topic: { type: 'string' }, partition: { type: 'string' }, records: { type: 'string' }, execute: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, reason: { type: 'string' } });
      const partition = wholeNumber('partition', values.partition, 0, 2_147_483_647);
      const by = wholeNumber('records', values.records, 1, Number.MAX_SAFE_INTEGER) ?? 1;
      const { group, topic } = values;
      if (group === undefined || topic === undefined || partition === null || positionals.length > 0) throw new UsageError('skip takes --group G --topic T --partition P, and --records N for more than one.');
      const request: ResolvedRequest = { groupIds: [group], target: { kind: 'shift-by', by }, scope: { kind: 'topics', topics: [{ topic, partitions: [partition] }] }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
      return withClient(connectionOf(values), values.execute === true, async (client, calls) => {
        await client.connect(calls);
        return carryOut({ client, calls, journal }, request, { execute: values.execute === true, export: false, json: values.json === true, reason: values.reason ?? '' });
      });
    }
    case 'records': {
      const { values, positionals } = readArguments(args, { ...CONNECTION_OPTIONS, topic: { type: 'string' }, partition: { type: 'string' }, offset: { type: 'string' }, time: { type: 'string' }, max: { type: 'string' }, json: { type: 'boolean' } });
      const partition = wholeNumber('partition', values.partition, 0, 2_147_483_647);
      const most = wholeNumber('max', values.max, 1, 10_000) ?? 10;
      const { topic } = values;
      if (topic === undefined || partition === null || positionals.length > 0) throw new UsageError('records takes --topic T --partition P, and --offset O or --time T to begin at (else the last ones), and --max N.');
      if (values.offset !== undefined && values.time !== undefined) throw new UsageError('Give --offset or --time, not both.');
      const from = beginningOf(values.offset, values.time);
      return withClient(connectionOf(values), false, (client, calls) => printRecords(client, calls, { topic, partition, from, most }, values.json === true));
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

function beginningOf(offset: string | undefined, time: string | undefined): RecordsWish['from'] {
  if (offset !== undefined) return { kind: 'offset', offset: wholeNumber('offset', offset, 0, Number.MAX_SAFE_INTEGER) ?? 0 };
  if (time === undefined) return { kind: 'last' };
  const parsed = parseDateTime(time, 'utc');
  if (!parsed.ok) throw new UsageError(parsed.problem);
  return { kind: 'time', at: parsed.at };
}

/** Where the desktop keeps its own, so that both share one history; OFFSIGHT_DATA names another folder. */
function dataDirectory(): string {
  const chosen = process.env['OFFSIGHT_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Offsight');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Offsight');
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Offsight');
}
