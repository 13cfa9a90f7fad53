import type { GroupMember } from '../../shared/group';
import type { RebalanceMember } from '../../shared/rebalances';
import type { GroupNow } from './read-group';

/**
 * Who of the removed came back, by the id that it has now: under its own id (KIP-848), its instance id, or (dynamic members of a classic
 * group, which get a new id) as a newcomer with the same client id on the same host. Each newcomer is one of them at most.
 */
export function pairReturned(before: GroupNow, removed: readonly RebalanceMember[], now: GroupNow | null): ReadonlyMap<string, GroupMember> {
  const returned = new Map<string, GroupMember>();
  const old = new Map(before.members.map((member) => [member.memberId, member]));
  const newcomers = new Map((now?.members ?? []).map((member) => [member.memberId, member]));
  const gone = new Set(removed.map(({ memberId }) => memberId));
  for (const memberId of old.keys()) if (!gone.has(memberId)) newcomers.delete(memberId);
  const ways: readonly ((was: RebalanceMember, is: GroupMember) => boolean)[] = [
    (was, is) => was.memberId === is.memberId,
    (was, is) => was.groupInstanceId !== null && was.groupInstanceId === is.groupInstanceId,
    (was, is) => was.groupInstanceId === null && is.groupInstanceId === null && was.clientId === is.clientId && was.host === is.host,
  ];
  for (const isSame of ways) {
    for (const memberId of [...gone]) {
      const was = old.get(memberId);
      const is = was === undefined ? undefined : [...newcomers.values()].find((newcomer) => isSame(was, newcomer));
      if (was === undefined || is === undefined) continue;
      returned.set(is.memberId, was);
      newcomers.delete(is.memberId);
      gone.delete(memberId);
    }
  }
  return returned;
}
