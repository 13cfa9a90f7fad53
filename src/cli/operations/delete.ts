import { visibleJson } from '../../shared/display-name';
import { deleteGroups, deleteOffsets, type DeletionResult } from '../../main/operations/delete';
import type { TopicPartition } from '../../main/operations/read-log';
import { readGroups } from '../../main/operations/read-groups';
import type { ResetScope } from '../../shared/reset';
import { EXIT } from '../exit-status';
import { failureText } from '../print';
import { table } from '../table';
import type { OperationSession } from './reset';

export interface DeleteWish {
  readonly groups: readonly string[];
  /** Null: the groups themselves. */
  readonly topics: Extract<ResetScope, { readonly kind: 'topics' }>['topics'] | null;
  readonly execute: boolean;
  readonly json: boolean;
  readonly reason: string;
}

/** Deletes groups, or committed offsets of one group; without --execute it says what it would delete. Resolves with the exit status. */
export async function runDelete({ client, calls, journal }: OperationSession, { groups, topics, execute, json, reason }: DeleteWish): Promise<number> {
  await client.connect(calls);
  const [groupId = ''] = groups;
  const partitions = topics === null ? [] : await committedIn(client, calls, groupId, topics);
  if (!execute) {
    print(topics === null ? `Would delete ${groups.join(', ')}, with all their offsets. Nothing was done: add --execute.` : `Would delete ${partitions.length} committed offsets of ${groupId}. Nothing was done: add --execute.`);
    return EXIT.allKnown;
  }
  const result = topics === null ? await deleteGroups(client, groups, { ...calls, journal, reason }) : await deleteOffsets(client, groupId, partitions, { ...calls, journal, reason });
  print(json ? visibleJson(result) : textOf(result));
  return statusOf(result);
}

async function committedIn(client: OperationSession['client'], calls: OperationSession['calls'], groupId: string, topics: NonNullable<DeleteWish['topics']>): Promise<readonly TopicPartition[]> {
  const reading = (await readGroups(client, [groupId], calls)).get(groupId);
  return (reading?.committed.sorted() ?? []).filter(({ topic, partition }) => topics.some((wanted) => wanted.topic === topic && (wanted.partitions?.includes(partition) ?? true)));
}

function statusOf(result: DeletionResult): number {
  if (result.kind === 'refused') {
    for (const failure of result.failures) process.stderr.write(`${failureText(failure)}\n`);
    return EXIT.refused;
  }
  if (result.auditFailure !== null) process.stderr.write(`${failureText(result.auditFailure)}\n`);
  for (const { failure } of result.deletions) if (failure !== null) process.stderr.write(`${failureText(failure)}\n`);
  return result.auditFailure === null && result.deletions.every(({ status }) => status !== 'failed' && status !== 'unknown') ? EXIT.allKnown : EXIT.someFailed;
}

function textOf(result: DeletionResult): string {
  if (result.kind === 'refused') return 'Nothing was deleted.';
  const body = table(result.deletions, [
    { title: 'GROUP', value: ({ groupId }) => groupId },
    { title: 'TOPIC', value: ({ partition }) => partition?.topic ?? null },
    { title: 'PARTITION', right: true, value: ({ partition }) => partition?.partition ?? null },
    { title: 'STATUS', value: ({ status }) => status },
  ]);
  return `${body}\n\nTo put the offsets back: undo ${result.operationId}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
