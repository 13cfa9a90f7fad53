import { readOperation } from '../../main/operations/journal/read-operations';
import { undoRequest } from '../../main/operations/plan/undo';
import type { OffsetSnapshot } from '../../main/operations/journal/snapshot-store';
import { displayName } from '../../shared/display-name';
import { readArguments } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf } from '../connection-options';
import { UsageError } from '../usage';
import { CHANGE_OPTIONS, changeOf, WATCH_OPTION } from './change-options';
import { refuse, say, sessionOf, type OperationContext } from './context';
import { carryOut } from './reset';

/** `undo ID`: puts back what was committed before an operation. Throws UsageError. */
export function runUndo(args: readonly string[], context: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, { ...CONNECTION_OPTIONS, ...CHANGE_OPTIONS, ...WATCH_OPTION, again: { type: 'boolean' } });
  const [operationId] = positionals;
  if (operationId === undefined || positionals.length > 1) throw new UsageError('Which operation? Give its id, as audit lists it: undo ID.');
  const change = changeOf(values);
  const connection = connectionOf(values);
  const snapshot = snapshotOf(operationId, () => context.journal.snapshots.load(operationId));
  return context.withClient(connection, change.execute, async (client, calls, saved) => {
    await client.connect(calls);
    const detail = readOperation(context.journal, operationId);
    const request = undoRequest(snapshot, detail.ok ? detail.value : null);
    const { at = null, action = null, target = null, undoneAt = null } = request.undoes ?? {};
    if (at !== null) process.stderr.write(`note: takes back the ${displayName([action, target].filter((part) => part !== null).join(' '), 80)} of ${new Date(at).toISOString()}.\n`);
    if (undoneAt !== null) {
      const undone = { scope: `operation ${operationId}`, code: 'UNDONE_ALREADY', message: `It was taken back already at ${new Date(undoneAt).toISOString()}. To do that again add --again.` };
      if (change.execute && values.again !== true) return refuse(undone, change);
      say(undone);
    }
    const reason = change.reason === '' && saved === null ? `undo of ${operationId}` : change.reason;
    return carryOut(sessionOf(context, client, calls, saved), request, { ...change, reason }, { kafkaClusterId: snapshot.kafkaClusterId });
  });
}

function snapshotOf(operationId: string, load: () => OffsetSnapshot | null): OffsetSnapshot {
  let snapshot: OffsetSnapshot | null;
  try {
    snapshot = load();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (snapshot === null) throw new UsageError(`There is no snapshot of an operation “${displayName(operationId, 80)}” on this computer. audit lists what was done.`);
  if (snapshot.offsets.length === 0) throw new UsageError('That operation changed no offsets: there is nothing to put back.');
  return snapshot;
}
