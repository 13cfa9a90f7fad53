import type { ResolvedRequest } from '../../shared/reset';
import { readArguments, wholeNumber } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf } from '../connection-options';
import { UsageError } from '../usage';
import { CHANGE_OPTIONS, changeOf, WATCH_OPTION } from './change-options';
import { sessionOf, type OperationContext } from './context';
import { carryOut } from './reset';

const OPTIONS = { ...CONNECTION_OPTIONS, ...CHANGE_OPTIONS, ...WATCH_OPTION, group: { type: 'string' }, topic: { type: 'string' }, partition: { type: 'string' }, records: { type: 'string' } } as const;

/** `skip …`: one partition past some records. Throws UsageError. */
export function runSkip(args: readonly string[], context: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const partition = wholeNumber('partition', values.partition, 0, 2_147_483_647);
  const by = wholeNumber('records', values.records, 1, Number.MAX_SAFE_INTEGER) ?? 1;
  const { group, topic } = values;
  if (group === undefined || topic === undefined || partition === null || positionals.length > 0) throw new UsageError('skip takes --group G --topic T --partition P, and --records N for more than one.');
  const change = changeOf(values);
  const request: ResolvedRequest = { groupIds: [group], target: { kind: 'shift-by', by }, scope: { kind: 'topics', topics: [{ topic, partitions: [partition] }] }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
  return context.withClient(connectionOf(values), change.execute, async (client, calls, saved) => {
    await client.connect(calls);
    return carryOut(sessionOf(context, client, calls, saved), request, change);
  });
}
