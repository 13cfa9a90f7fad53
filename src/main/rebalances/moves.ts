import type { GroupMember } from '../../shared/group';
import type { PartitionMove, Rebalance, RebalanceMember } from '../../shared/rebalances';
import { identityOf, type Look } from './look';

const MOST_NAMED = 60;

/** Partitions whose owner is another one in `after`. A static member, and a client that is the only one of its name on its host, is the same under another member id. Null: some member's partitions are not told. */
export function movesBetween(before: Look, after: Look): Rebalance['moved'] {
  const from = ownersOf(before.members);
  const to = ownersOf(after.members);
  if (from === null || to === null) return null;
  const same = returnedIds(before.members, after.members);
  const identities = new Map<GroupMember, RebalanceMember>();
  const told = (member: GroupMember | undefined): RebalanceMember | null => {
    if (member === undefined) return null;
    const identity = identities.get(member) ?? identityOf(member);
    identities.set(member, identity);
    return identity;
  };
  const moves: PartitionMove[] = [];
  let count = 0;
  const note = (topic: string, partition: number, old: GroupMember | undefined, owner: GroupMember | undefined): void => {
    if (isSame(old, owner, same)) return;
    count += 1;
    if (moves.length < MOST_NAMED) moves.push({ topic, partition, from: told(old), to: told(owner) });
  };
  for (const [topic, owners] of from) for (const [partition, owner] of owners) note(topic, partition, owner, to.get(topic)?.get(partition));
  for (const [topic, owners] of to) for (const [partition, owner] of owners) if (from.get(topic)?.has(partition) !== true) note(topic, partition, undefined, owner);
  return { count, moves };
}

/** Topics whose partitions are owned in `after` beyond those that were owned in `before`: `from` and `to` count them. Members' wishes are not looked at. */
export function grownTopics(before: Look, after: Look): readonly { readonly topic: string; readonly from: number; readonly to: number }[] {
  const old = ownersOf(before.members);
  const now = ownersOf(after.members);
  if (old === null || now === null || old.size === 0) return [];
  const grown: { topic: string; from: number; to: number }[] = [];
  for (const [topic, owners] of now) {
    const from = highest(old.get(topic)) + 1;
    const to = highest(owners) + 1;
    if (to > from) grown.push({ topic, from, to });
  }
  return grown;
}

function ownersOf(members: readonly GroupMember[]): ReadonlyMap<string, ReadonlyMap<number, GroupMember>> | null {
  const owners = new Map<string, Map<number, GroupMember>>();
  for (const member of members) {
    if (member.assignment === null) return null;
    for (const { topic, partitions } of member.assignment) {
      const ofTopic = owners.get(topic) ?? new Map<number, GroupMember>();
      owners.set(topic, ofTopic);
      for (const partition of partitions) ofTopic.set(partition, member);
    }
  }
  return owners;
}

/** The new member id by the old one. */
function returnedIds(before: readonly GroupMember[], after: readonly GroupMember[]): ReadonlyMap<string, string> {
  const now = onlyOnes(after);
  const ids = new Map<string, string>();
  for (const [key, member] of onlyOnes(before)) {
    const other = now.get(key);
    if (member !== null && other !== undefined && other !== null) ids.set(member.memberId, other.memberId);
  }
  return ids;
}

/** Dynamic members by client and host; null: several. */
function onlyOnes(members: readonly GroupMember[]): ReadonlyMap<string, GroupMember | null> {
  const found = new Map<string, GroupMember | null>();
  for (const member of members) {
    if (member.groupInstanceId !== null) continue;
    const key = JSON.stringify([member.clientId, member.host]);
    found.set(key, found.has(key) ? null : member);
  }
  return found;
}

function isSame(left: GroupMember | undefined, right: GroupMember | undefined, same: ReadonlyMap<string, string>): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.memberId === right.memberId || same.get(left.memberId) === right.memberId || (left.groupInstanceId !== null && left.groupInstanceId === right.groupInstanceId);
}

function highest(owners: ReadonlyMap<number, unknown> | undefined): number {
  let most = -1;
  for (const partition of owners?.keys() ?? []) if (partition > most) most = partition;
  return most;
}
