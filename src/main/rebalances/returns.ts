import type { RebalanceMember, ReturnedBy } from '../../shared/rebalances';
import type { MemberCommits } from './look';
import { isSilent } from './silence';

/** A member seen for the first time in the description of `at` (epoch ms), in rebalance `rebalanceId`. */
export interface Coming {
  readonly at: number;
  readonly rebalanceId: number;
  readonly member: RebalanceMember;
}

/** A member that the description of `at` lacked for the first time; `commits` null: it is not known to have had partitions. */
export interface Going extends Coming {
  /** Epoch ms of the first look that showed the rebalance. */
  readonly openedAt: number;
  /** It is known to have had no partition. */
  readonly isIdle: boolean;
  /** Of the consumer protocol: the same process would come back under the same member id. */
  readonly keepsId: boolean;
  readonly commits: MemberCommits | null;
  /** Another member committed while this one did not. */
  readonly othersCommitted: boolean;
}

/** A newcomer that seems to be one who left (or is about to be seen leaving: then `coming` is the earlier). */
export interface Return {
  readonly going: Going;
  readonly coming: Coming;
  readonly by: ReturnedBy;
}

const WAYS: readonly { readonly by: ReturnedBy; readonly withinMs: number; readonly isMet: (left: RebalanceMember, right: RebalanceMember) => boolean }[] = [
  { by: 'member-id', withinMs: 30 * 60_000, isMet: (left, right) => left.memberId === right.memberId },
  { by: 'instance-id', withinMs: 30 * 60_000, isMet: (left, right) => left.groupInstanceId !== null && left.groupInstanceId === right.groupInstanceId },
  { by: 'client-id-and-host', withinMs: 10 * 60_000, isMet: (left, right) => isDynamic(left, right) && left.clientId === right.clientId && left.host === right.host },
  // Another host: a container that was started elsewhere. All members of a deployment may have one client id, so only soon after.
  { by: 'client-id', withinMs: 2 * 60_000, isMet: (left, right) => isDynamic(left, right) && left.clientId === right.clientId },
];

/** Pairs those who came with those who went, each once; the surest way first, then the nearest in time. */
export function pairReturns(goings: readonly Going[], comings: readonly Coming[]): readonly Return[] {
  const returns: Return[] = [];
  const gone = new Set(goings);
  const come = new Set(comings);
  for (const { by, withinMs, isMet } of WAYS) {
    for (const going of goings) {
      if (!gone.has(going)) continue;
      let nearest: Coming | null = null;
      for (const coming of come) {
        const apart = Math.abs(coming.at - going.at);
        if (apart > withinMs || !isMet(going.member, coming.member) || !mayFollow(going, coming)) continue;
        if (nearest === null || apart < Math.abs(nearest.at - going.at)) nearest = coming;
      }
      if (nearest === null) continue;
      returns.push({ going, coming: nearest, by });
      gone.delete(going);
      come.delete(nearest);
    }
  }
  return returns;
}

/** Who came first is another one, unless the other had fallen silent by then. */
function mayFollow(going: Going, coming: Coming): boolean {
  if (coming.at > going.at || (coming.at === going.at && coming.rebalanceId === going.rebalanceId)) return true;
  return coming.member.memberId !== going.member.memberId && isSilent(going) && coming.at > (going.commits?.lastCommitAt ?? NaN);
}

function isDynamic(left: RebalanceMember, right: RebalanceMember): boolean {
  return left.groupInstanceId === null && right.groupInstanceId === null;
}

/** It was silent, left and came back: its process hung, or died and was started again. The same member id tells that it lived. */
export function isStuck({ going, coming, by }: Return): boolean {
  return by === 'member-id' || (by === 'client-id-and-host' && coming.at >= going.at && isSilent(going));
}
