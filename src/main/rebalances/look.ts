import type { GroupMember } from '../../shared/group';
import type { RebalanceMember, RebalanceMembers } from '../../shared/rebalances';

/** One description of a group, with the epoch ms at which it came. */
export interface Look {
  readonly at: number;
  readonly groupState: string;
  readonly assignor: string | null;
  readonly groupEpoch: number | null;
  readonly members: readonly GroupMember[];
}

/** What a member was seen to commit while its partitions were its own, by readings of offsets. Epoch ms; NaN: never, none. */
export interface MemberCommits {
  /** The newest reading that showed a commit since `ownedSince`. */
  readonly lastCommitAt: number;
  /** The newest reading before a look that could show it without its partitions. */
  readonly readAt: number;
  /** The first reading in which it had them: what that shows as new, another may have committed. */
  readonly ownedSince: number;
  /** Since when records have waited in some of them; NaN where none did. */
  readonly waitingSince: number;
  /** The longest time that lately passed from one commit of its partitions to the next, ms; 0: not known. */
  readonly gapMs: number;
}

const MOST_NAMED = 50;

export function identityOf({ memberId, groupInstanceId, clientId, host }: RebalanceMember): RebalanceMember {
  return { memberId, groupInstanceId, clientId, host };
}

/** All counted, the first ones named. */
export function listOf(members: readonly RebalanceMember[]): RebalanceMembers {
  return { count: members.length, members: members.slice(0, MOST_NAMED).map(identityOf) };
}

/** Classic: the generation that its members are in, at least: each says in its subscription which one it was in before. Null: none says. */
export function generationOf(members: readonly GroupMember[]): number | null {
  let newest: number | null = null;
  for (const { generation } of members) if (generation !== null && generation >= (newest ?? 0)) newest = generation + 1;
  return newest;
}

/**
 * The generations of two looks with a change between them. Members that never joined before tell no more than that it is 1 at least: a group whose
 * members were all started anew goes on counting, and would seem to begin anew.
 */
export function generationsOf(before: readonly GroupMember[] | null, after: readonly GroupMember[] | null): { readonly from: number | null; readonly to: number | null } {
  const from = before === null ? null : generationOf(before);
  const to = after === null ? null : generationOf(after);
  if (from === null || to === null) return { from, to };
  if (to === 1 || to < from) return { from, to: null };
  return { from: from === 1 && to > 2 ? null : from, to };
}
