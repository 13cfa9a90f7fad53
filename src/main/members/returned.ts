import type { GroupMember } from '../../shared/group';
import type { RebalanceMember } from '../../shared/rebalances';
import type { GroupNow } from './read-group';

/** What a member that comes back has in common with the one it was, the surest first; null: nothing of that kind. */
const WAYS: readonly ((member: RebalanceMember) => string | null)[] = [
  ({ memberId }) => memberId,
  ({ groupInstanceId }) => groupInstanceId,
  ({ groupInstanceId, clientId, host }) => (groupInstanceId === null ? JSON.stringify([clientId, host]) : null),
];

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
  for (const traitOf of WAYS) {
    const waiting = byTrait(newcomers.values(), traitOf);
    for (const memberId of [...gone]) {
      const was = old.get(memberId);
      const trait = was === undefined ? null : traitOf(was);
      const is = trait === null ? undefined : waiting.get(trait)?.next().value;
      if (was === undefined || is === undefined) continue;
      returned.set(is.memberId, was);
      newcomers.delete(is.memberId);
      gone.delete(memberId);
    }
  }
  return returned;
}

/** Those that have the trait, in their order, each to be taken once: a group may have thousands of members. */
function byTrait(members: Iterable<GroupMember>, traitOf: (member: RebalanceMember) => string | null): ReadonlyMap<string, IterableIterator<GroupMember>> {
  const found = new Map<string, GroupMember[]>();
  for (const member of members) {
    const trait = traitOf(member);
    const alike = trait === null ? undefined : found.get(trait);
    if (alike !== undefined) alike.push(member);
    else if (trait !== null) found.set(trait, [member]);
  }
  return new Map(Array.from(found, ([trait, alike]) => [trait, alike.values()]));
}
