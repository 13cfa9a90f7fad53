import { compareNames, type JoinedMember } from './group-shape';

/** Members as range and round-robin take their turns: static ones first by instance id, then the others by member id. */
export function memberOrder(members: readonly Pick<JoinedMember, 'memberId' | 'groupInstanceId'>[]): readonly number[] {
  return [...members.keys()].sort((one, other) => {
    const left = members[one];
    const right = members[other];
    if (left === undefined || right === undefined) return 0;
    if (left.groupInstanceId !== null && right.groupInstanceId !== null) return compareNames(left.groupInstanceId, right.groupInstanceId);
    if (left.groupInstanceId !== null) return -1;
    if (right.groupInstanceId !== null) return 1;
    return compareNames(left.memberId, right.memberId);
  });
}
