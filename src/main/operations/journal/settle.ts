import { hostname } from 'node:os';
import { OFFSET_ACTIONS, type AuditedPartition, type AuditedStatus, type SettledDetail } from '../../../shared/audit';
import type { Failure } from '../../../shared/failure';
import { failed, succeeded, type Result } from '../../../shared/result';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { auditedOperation, type AuditedLines } from './audited-operation';
import { closeJournal, type Journal } from './journal';
import { linesOf, noSuchOperation, readOperation } from './read-operations';
import { readGroups, type GroupReading } from '../read/read-groups';

/**
 * Of an operation that has no result (the program was ended): reads back what it meant to change, says of each whether it is so, and
 * writes that to the audit as its result; if some of it cannot be read, nothing is written. One that has a result stays as it is. The client may be one that only reads. Rejects with KafkaFailure if the cluster cannot be read.
 */
export async function settleOperation(client: ClusterClient, journal: Journal, operationId: string, options: CallOptions): Promise<Result<SettledDetail>> {
  const found = auditedOperation(linesOf(journal, operationId));
  if (found === null) return noSuchOperation();
  if (found.resultAt !== null) return detailOf(journal, operationId, null);
  if (found.kafkaClusterId !== client.kafkaClusterId) return failed(failure('ANOTHER_CLUSTER', 'That was done on another cluster than the one that answers at this address.'));
  if (!OFFSET_ACTIONS.has(found.operation.action)) return failed(failure('CANNOT_BE_SETTLED', 'Only changes of committed offsets can be read back. Look at the group, or into the topic, itself.'));
  if (isAtWork(found)) return failed(failure('UNDER_WAY', `The process that began it (${found.process ?? 'unknown'}) is still at work. Wait until it has ended.`));
  const before = offsetsBefore(journal, operationId);
  const readings = await readGroups(client, found.operation.groupIds, options);
  const settled = found.partitions.map((partition) => {
    const oldOffset = before.get(JSON.stringify([partition.groupId, partition.topic, partition.partition])) ?? partition.oldOffset;
    return { partition, ...settle({ ...partition, oldOffset }, readings.get(partition.groupId)) };
  });
  const unread = settled.find(({ status }) => status === 'unknown');
  if (unread !== undefined) return failed(unread.failure ?? failure('NOT_READ', 'What is committed now could not be read. Try again.'));
  const auditFailure = await closeJournal(journal, operationId, { settled: true, ...resultOf(settled) });
  return auditFailure?.scope === 'disk' ? failed(auditFailure) : detailOf(journal, operationId, auditFailure);
}

function detailOf(journal: Journal, operationId: string, auditFailure: Failure | null): Result<SettledDetail> {
  const detail = readOperation(journal, operationId);
  return detail.ok ? succeeded({ ...detail.value, auditFailure }) : detail;
}

/** Of a deletion only the snapshot has them. */
function offsetsBefore({ snapshots }: Journal, operationId: string): ReadonlyMap<string, number | null> {
  try {
    return new Map((snapshots.load(operationId)?.offsets ?? []).map(({ groupId, topic, partition, offset }) => [JSON.stringify([groupId, topic, partition]), offset]));
  } catch {
    return new Map(); // damaged: an undo says so
  }
}

interface Settled {
  readonly status: AuditedStatus;
  readonly readBack: number | null;
  readonly failure: Failure | null;
}

/** A deletion is like a change to nothing. */
function settle({ topic, partition, oldOffset, newOffset }: AuditedPartition, reading: GroupReading | undefined): Settled {
  if (reading === undefined || reading.failure !== null) return { status: 'unknown', readBack: null, failure: reading?.failure ?? null };
  if (topic === null || partition === null) return { status: reading.groupState === null ? 'deleted' : 'not-applied', readBack: null, failure: null };
  const held = reading.committed.get(topic, partition) ?? null;
  if (held !== null && 'code' in held) return { status: 'unknown', readBack: null, failure: held };
  const readBack = held?.offset ?? null;
  return { status: readBack === newOffset ? 'applied' : readBack === oldOffset ? 'not-applied' : 'moved', readBack, failure: null };
}

function resultOf(settled: readonly (Settled & { readonly partition: AuditedPartition })[]): object {
  const groups = new Map<string, object[]>();
  const deletions: object[] = [];
  for (const { partition: { groupId, topic, partition }, status, readBack, failure: why } of settled) {
    if (topic === null) {
      deletions.push({ groupId, partition: null, status, failure: why });
      continue;
    }
    const partitions = groups.get(groupId) ?? [];
    groups.set(groupId, partitions);
    partitions.push({ topic, partition, status, readBack, error: why?.message ?? null });
  }
  return { groups: [...groups].map(([groupId, partitions]) => ({ groupId, partitions })), deletions };
}

/** Nothing takes that long; after it another program may have got the process id. */
const OVER_AFTER_MS = 60 * 60_000;

/** Whether another process of this computer that is still there wrote the intent. Our own would have it in its hands. */
function isAtWork({ process: pid, operation }: AuditedLines): boolean {
  if (pid === null || pid === process.pid || operation.host !== hostname() || Date.now() - operation.at > OVER_AFTER_MS) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function failure(code: string, message: string): Failure {
  return { scope: 'operation', code, message };
}
