import type { GroupMember } from '../../shared/group';
import type { PlannedMember } from '../../shared/members';
import { identityOf } from '../rebalances/look';

export function plannedMember(member: GroupMember): PlannedMember {
  return { ...identityOf(member), partitions: member.assignment?.reduce((sum, { partitions }) => sum + partitions.length, 0) ?? null, assignment: member.assignment };
}

/** That these own together; null: some member's are not told. */
export function partitionsOf(members: readonly PlannedMember[]): number | null {
  return members.reduce<number | null>((sum, { partitions }) => (sum === null || partitions === null ? null : sum + partitions), 0);
}
