import { REBALANCING_STATES } from '../../shared/group';
import type { RebalanceUnderWay } from '../../shared/rebalances';
import { listOf, type Look } from './look';
import { memberNames } from './names';

/** Who a rebalance that is on waits for; null: the group is settled. `before`: the last settled description, null if none was seen. */
export function underWayOf(before: Look | null, startedAt: number, newest: Look & { readonly assignmentEpoch: number | null }, now: number): RebalanceUnderWay | null {
  const { groupState } = newest;
  if (!REBALANCING_STATES.has(groupState)) return null;
  return { groupState, sinceMs: Math.max(0, now - startedAt), timeOutMs: null, ...(newest.groupEpoch === null ? classic(before, newest) : modern(before, newest)) };
}

/** While a classic group rebalances its coordinator tells who its members are, and not who has joined again. */
function classic(before: Look | null, { groupState, members }: Look): Pick<RebalanceUnderWay, 'waitsFor' | 'evidence'> {
  if (groupState === 'CompletingRebalance') {
    return { waitsFor: null, evidence: 'All have joined; the leader, which Kafka does not name, has not told the assignment yet. Members that do not take it within the longest max.poll.interval.ms of the group (5 min by default) are removed.' };
  }
  const old = new Set(before?.members.map(({ memberId }) => memberId));
  const candidates = members.filter(({ memberId }) => old.has(memberId));
  const end = 'Kafka does not tell who has joined again. Those that have not by the longest max.poll.interval.ms of the group (5 min by default, not told either) are removed.';
  if (candidates.length === 0) return { waitsFor: null, evidence: `The group waits for members to join. ${end}` };
  const only = candidates.length === 1 ? `${memberNames(candidates)} is the only one that was there before: unless a newcomer is still joining, the group waits for it. ` : `The group waits for some of the ${candidates.length} members that were there before. `;
  return { waitsFor: { certainty: 'possible', members: listOf(candidates) }, evidence: `${only}${end}` };
}

/** A member that has taken over its target has the assignment's epoch, unless it still waits for others to give up partitions. */
function modern(before: Look | null, { groupState, members, groupEpoch, assignmentEpoch }: Look & { readonly assignmentEpoch: number | null }): Pick<RebalanceUnderWay, 'waitsFor' | 'evidence'> {
  if (groupState === 'Assigning') return { waitsFor: null, evidence: `The coordinator works out the assignment for epoch ${groupEpoch ?? '?'}.` };
  const behind = members.filter(({ memberEpoch }) => memberEpoch !== null && assignmentEpoch !== null && memberEpoch < assignmentEpoch);
  if (behind.length === 0) return { waitsFor: null, evidence: 'Every member has acknowledged the newest assignment; some have yet to take over partitions, at their next heartbeat.' };
  const wanted = new Map<string, Set<number>>();
  for (const { targetAssignment } of members) for (const { topic, partitions } of targetAssignment ?? []) wanted.set(topic, new Set([...(wanted.get(topic) ?? []), ...partitions]));
  const held = new Map(before?.members.map((member) => [member.memberId, member.assignment]));
  const holding = behind.filter((member) => {
    const own = new Map(member.targetAssignment?.map(({ topic, partitions }) => [topic, new Set(partitions)]));
    return (held.get(member.memberId) ?? []).some(({ topic, partitions }) => partitions.some((partition) => own.get(topic)?.has(partition) !== true && wanted.get(topic)?.has(partition) === true));
  });
  const awaited = holding.length > 0 ? holding : behind;
  const what = holding.length > 0 ? 'give up partitions that others are to get' : 'acknowledge the newest assignment';
  return {
    waitsFor: { certainty: 'certain', members: listOf(awaited) },
    evidence: `${memberNames(awaited)} ${awaited.length === 1 ? 'has' : 'have'} yet to ${what} (epoch ${assignmentEpoch ?? '?'}). Who does not by its max.poll.interval.ms (5 min by default, not told) is removed.`,
  };
}
