import type { CallOptions, ClusterClient } from '../../kafka/cluster-client';
import { readGroupTimeOuts } from '../../kafka/group-time-outs';
import type { GroupReading } from './read-groups';

/**
 * Session time-outs (ms) of those groups whose settings tell when their members are removed, by group id. Left out: groups without members, those with a
 * member of the classic protocol, and those that were not told. Rejects with CANCELLED only: a plan is good without.
 */
export async function readSessions(client: ClusterClient, readings: Iterable<GroupReading>, options: CallOptions): Promise<ReadonlyMap<string, number>> {
  const byCoordinator = new Map<number, GroupReading[]>();
  for (const reading of readings) {
    const { coordinatorId, members, hasClassicMembers } = reading;
    if (coordinatorId !== null && members.length > 0 && !hasClassicMembers) byCoordinator.set(coordinatorId, [...(byCoordinator.get(coordinatorId) ?? []), reading]);
  }
  const told = await Promise.all([...byCoordinator].map(([nodeId, groups]) => readGroupTimeOuts(client, nodeId, groups, options)));
  return new Map(told.flatMap((timeOuts) => [...timeOuts].map(([groupId, { sessionMs }]) => [groupId, sessionMs] as const)));
}
