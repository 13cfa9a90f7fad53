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

/** When a member's partitions were last seen to be committed, as of the last reading of offsets; NaN: never. */
export interface MemberCommits {
  readonly lastCommitAt: number;
  /** Epoch ms of that reading; NaN: none. */
  readonly readAt: number;
  /** Epoch ms since when it has had its partitions, at the latest: what was committed before, another may have. */
  readonly ownedSince: number;
  /** Records waited in its partitions at that reading. */
  readonly waiting: boolean;
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
