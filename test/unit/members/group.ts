import type { GroupNow } from '../../../src/main/members/read-group';
import type { GroupMember } from '../../../src/shared/group';

export const FRAME = { planId: 'p', kafkaClusterId: 'c', createdAt: 0, expiresAt: 1 };

/** A member with so many partitions of `flow`, counted from `first`. */
export function member(memberId: string, partitions: number, more: Partial<GroupMember> = {}, first = 0): GroupMember {
  const assignment = [{ topic: 'flow', partitions: Array.from({ length: partitions }, (_, index) => first + index) }];
  return { memberId, groupInstanceId: null, clientId: 'app', host: '10.0.0.1', rack: null, subscription: ['flow'], subscribedPattern: null, assignment, targetAssignment: null, memberEpoch: null, memberType: null, generation: null, ownedPartitions: null, ...more };
}

export function group(more: Partial<GroupNow> = {}): GroupNow {
  return { groupId: 'g', coordinatorId: 1, groupType: 'classic', protocolType: 'consumer', at: 0, groupState: 'Stable', assignor: 'range', groupEpoch: null, members: [member('a', 2), member('b', 2, {}, 2)], ...more };
}
