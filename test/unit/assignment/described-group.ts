import type { DescribedGroup, TopicLookup } from '../../../src/main/assignment/present-group';
import type { GroupMember } from '../../../src/shared/group';
import type { AssignmentChange } from '../../../src/shared/what-if';

export const noChange: AssignmentChange = { members: 0, gone: [], assignor: null, partitions: [], makeStatic: false };

/** A member with these partitions by topic, of host `host-ID`; it subscribes `orders` unless it owns others. */
export function memberOf(memberId: string, owned: Readonly<Record<string, readonly number[]>>, protocol: 'classic' | 'consumer' = 'classic'): GroupMember {
  const assignment = Object.entries(owned).map(([topic, partitions]) => ({ topic, partitions }));
  return {
    memberId,
    groupInstanceId: null,
    clientId: `client-${memberId}`,
    host: `host-${memberId}`,
    rack: null,
    subscription: assignment.length === 0 ? ['orders'] : Object.keys(owned),
    subscribedPattern: null,
    assignment,
    targetAssignment: protocol === 'consumer' ? assignment : null,
    memberEpoch: null,
    memberType: null,
    generation: null,
    ownedPartitions: null,
  };
}

/** `lag`: by topic, of its partitions from 0. */
export function describedGroup(assignor: string, members: readonly GroupMember[], lag: Readonly<Record<string, readonly number[]>> = {}): DescribedGroup {
  const topics = Object.keys(lag);
  const column = Object.values(lag).flatMap((lags, topic) => lags.map((value, partition) => ({ topic, partition, value })));
  const empty = new Float64Array(column.length);
  return {
    groupId: 'group',
    groupType: members.some(({ targetAssignment }) => targetAssignment !== null) ? 'consumer' : 'classic',
    groupState: 'Stable',
    protocolType: 'consumer',
    assignor,
    members,
    topics,
    columns: {
      topic: Int32Array.from(column, ({ topic }) => topic),
      partition: Int32Array.from(column, ({ partition }) => partition),
      lag: Float64Array.from(column, ({ value }) => value),
      committedOffset: empty, logStartOffset: empty, logEndOffset: empty, verdictSince: empty, commitChangedAt: empty, sampledAt: empty,
      lagState: new Uint8Array(column.length), verdict: new Uint8Array(column.length), owner: new Int32Array(column.length), reason: new Int32Array(column.length),
    },
  };
}

/** Those that exist, with their number of partitions; of others nothing is known. */
export function topicsOf(partitions: Readonly<Record<string, number>>): TopicLookup {
  const known = new Map(Object.entries(partitions));
  return { find: (topic) => (known.has(topic) ? { status: 'present', partitions: known.get(topic) ?? 0, topicId: null } : undefined) };
}
