import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { readGroupTimeOuts } from '../kafka/group-time-outs';
import type { GroupRecord } from './group-record';

const KEPT_MS = 60_000;

/** Reads the time-outs of a group whose page is open, unless that was done less than a minute ago. True: they are others than before. Never rejects. */
export async function renewTimeOuts(client: Pick<ClusterClient, 'send'>, record: GroupRecord, options: CallOptions): Promise<boolean> {
  if (record.groupType === null || performance.now() < record.timeOutsDue) return false;
  record.timeOutsDue = performance.now() + KEPT_MS;
  const before = record.timeOuts;
  try {
    record.timeOuts = (await readGroupTimeOuts(client, record.coordinatorId, [record], { ...options, lane: 1 })).get(record.groupId) ?? null;
  } catch {
    return false; // the cluster is closed
  }
  return before?.sessionMs !== record.timeOuts?.sessionMs || before?.heartbeatMs !== record.timeOuts?.heartbeatMs;
}
