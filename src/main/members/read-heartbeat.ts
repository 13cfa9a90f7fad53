import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { readGroupTimeOuts } from '../kafka/group-time-outs';
import type { GroupNow } from './read-group';

/** Heartbeat interval of a KIP-848 group's members, ms; null: not told (classic groups, before Kafka 4.0, no right). Rejects with CANCELLED only. */
export async function readHeartbeat(client: ClusterClient, group: GroupNow, calls: CallOptions): Promise<number | null> {
  if (group.groupType !== 'consumer') return null;
  return (await readGroupTimeOuts(client, group.coordinatorId, [group], calls)).get(group.groupId)?.heartbeatMs ?? null;
}
