import type { Failure } from '../../../shared/failure';
import { describeShareGroupOffsets } from '../../kafka/admin';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { errorName, errorText } from '../../kafka/protocol/errors';
import type { CommittedOffsets } from './partition-facts';
import { TopicPartitionMap } from './topic-partition-map';

/**
 * Start offsets of share groups of one coordinator, which stand where others have committed offsets. A Failure in a group's place: they
 * could not be read.
 */
export async function readShareStarts(client: ClusterClient, nodeId: number, groupIds: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, CommittedOffsets | Failure>> {
  const read = new Map<string, CommittedOffsets | Failure>();
  if (groupIds.length === 0) return read;
  let missing: Omit<Failure, 'scope'> = { code: 'NOT_ANSWERED', message: `Broker ${nodeId} does not tell the start offsets of share groups.` };
  try {
    for (const { groupId, errorCode, errorMessage, topics } of (await describeShareGroupOffsets(client, nodeId, groupIds, options)) ?? []) {
      if (errorCode !== 0) {
        read.set(groupId, { scope: `group ${groupId}`, code: errorName(errorCode), message: `The start offsets of ${groupId} could not be read: ${errorMessage ?? errorText(errorCode)}.` });
        continue;
      }
      const starts: CommittedOffsets = new TopicPartitionMap();
      for (const { topic, partitions } of topics) {
        for (const row of partitions) {
          const scope = `partition ${topic}-${row.partition}`;
          if (row.errorCode !== 0) starts.set(topic, row.partition, { scope, code: errorName(row.errorCode), message: `The start offset of ${topic}-${row.partition} could not be read: ${row.errorMessage ?? errorText(row.errorCode)}.` });
          else if (row.startOffset !== null) starts.set(topic, row.partition, { offset: row.startOffset, leaderEpoch: null, metadata: null });
        }
      }
      read.set(groupId, starts);
    }
  } catch (error) {
    if (options.signal.aborted) throw error;
    missing = toFailure('', error);
  }
  for (const groupId of groupIds) if (!read.has(groupId)) read.set(groupId, { ...missing, scope: `group ${groupId}` });
  return read;
}
