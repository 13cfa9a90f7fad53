import type { Failure } from '../../../shared/failure';
import type { PlannedGroup } from '../../../shared/reset';
import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { toFailure } from '../../kafka/errors';
import { coordinatorOf } from '../read/coordinators';
import { pause } from '../pause';
import { readCommitted } from '../read/read-groups';
import { readShareStarts } from '../read/read-share-starts';
import type { CommittedOffsets } from '../read/partition-facts';
import { TopicPartitionMap } from '../read/topic-partition-map';
import { PAUSE_MS } from './write-offsets';

/** An attempt begins only within it: a coordinator moves in seconds, and one that is silent must not keep an operator waiting for minutes. */
const PATIENCE_MS = 20_000;
const MOST_PAUSES = 5;

/** What the group's coordinator holds now, asked for several times while it is moving; a Failure: it could not be read. Rejects never. */
export async function readBack(client: ClusterClient, { groupId, groupType }: Pick<PlannedGroup, 'groupId' | 'groupType'>, options: CallOptions): Promise<CommittedOffsets | Failure> {
  let last: Failure = { scope: `group ${groupId}`, code: 'NOT_READ', message: `The offsets of ${groupId} could not be read back.` };
  const until = performance.now() + PATIENCE_MS;
  for (let attempt = 1; performance.now() < until; attempt += 1) {
    try {
      if (attempt > 1) await pause(PAUSE_MS * Math.min(attempt, MOST_PAUSES), options.signal);
      const nodeId = await coordinatorOf(client, groupId, options);
      const read = (await (groupType === 'share' ? readShareStarts : readCommitted)(client, nodeId, [groupId], options)).get(groupId);
      if (read instanceof TopicPartitionMap) return read;
      if (read !== undefined) last = read;
    } catch (error) {
      last = toFailure(`group ${groupId}`, error);
      if (last.code === 'CANCELLED') return last;
    }
  }
  return last;
}
