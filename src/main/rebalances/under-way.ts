import { REBALANCING_STATES, type GroupMember } from '../../shared/group';
import type { RebalanceUnderWay } from '../../shared/rebalances';
import { formatDuration } from '../../shared/text';
import { sessionSource, type GroupTimeOuts } from '../../shared/time-outs';
import { listOf, type Look, type MemberCommits } from './look';
import { memberNames } from './names';
import { silenceOf } from './silence';

type Newest = Look & { readonly assignmentEpoch: number | null };
/** `since`: epoch ms from which on every member should have sent a heartbeat to the present coordinator, with the present assignment worked out. */
export type Heartbeats = GroupTimeOuts & { readonly since: number };
type Wait = Pick<RebalanceUnderWay, 'waitsFor' | 'evidence' | 'timeOutMs'>;

/** Its `before` is the last settled description, null if none was seen; `startedAt` is epoch ms of the first look that showed it, `commits` what members were seen to commit by then. */
export interface OpenRebalance {
  readonly startedAt: number;
  readonly before: Look | null;
  readonly commits: ReadonlyMap<string, MemberCommits>;
}

/** Heartbeats that are missing before anything is said of them. */
const MISSED_HEARTBEATS = 2;

/** Who a rebalance that is on waits for, those first that had fallen silent before it; null: the group is settled. `heartbeats` null: the group's time-outs are not told. */
export function underWayOf(open: OpenRebalance, newest: Newest, now: number, heartbeats: Heartbeats | null): RebalanceUnderWay | null {
  const { groupState } = newest;
  if (!REBALANCING_STATES.has(groupState)) return null;
  return { groupState, sinceMs: Math.max(0, now - open.startedAt), ...(newest.groupEpoch === null ? { ...classic(open, newest), timeOutMs: null } : modern(open, newest, now, heartbeats)) };
}

/** While a classic group rebalances its coordinator tells who its members are, and not who has joined again. */
function classic(open: OpenRebalance, { groupState, members }: Look): Pick<RebalanceUnderWay, 'waitsFor' | 'evidence'> {
  if (groupState === 'CompletingRebalance') {
    return { waitsFor: null, evidence: 'All have joined; the leader, which Kafka does not name, has not told the assignment yet. Members that do not take it within the longest max.poll.interval.ms of the group (5 min by default) are removed.' };
  }
  const old = new Set(open.before?.members.map(({ memberId }) => memberId));
  const { members: candidates, suspicion } = silentFirst(open, members.filter(({ memberId }) => old.has(memberId)));
  const end = 'Kafka does not tell who has joined again. A dead one is removed as soon as its session ends (45 s by default), one that lives and has not joined again after the longest max.poll.interval.ms of the group (5 min by default). Neither is told.';
  if (candidates.length === 0) return { waitsFor: null, evidence: `The group waits for members to join. ${end}` };
  const only = candidates.length === 1 ? `${memberNames(candidates)} is the only one that was there before: unless a newcomer is still joining, the group waits for it. ` : `The group waits for some of the ${candidates.length} members that were there before. `;
  return { waitsFor: { certainty: 'possible', members: listOf(candidates) }, evidence: `${suspicion}${only}${end}` };
}

/** `suspicion`: a sentence, or empty. */
function silentFirst({ startedAt, commits }: OpenRebalance, members: readonly GroupMember[]): { readonly members: readonly GroupMember[]; readonly suspicion: string } {
  const silentMs = new Map<GroupMember, number>();
  for (const member of members) {
    const silence = silenceOf({ at: startedAt, openedAt: startedAt, isIdle: false, commits: commits.get(member.memberId) ?? null });
    if (silence.kind === 'silent') silentMs.set(member, silence.ms);
  }
  if (silentMs.size === 0) return { members, suspicion: '' };
  const silent = [...silentMs.keys()].sort((left, right) => (silentMs.get(right) ?? 0) - (silentMs.get(left) ?? 0));
  const longest = formatDuration(Math.max(...silentMs.values()));
  const suspicion = `${memberNames(silent)} had committed nothing for ${silent.length === 1 ? '' : 'up to '}${longest} before it began, though records waited: dead, or busy for too long. `;
  return { members: [...silent, ...members.filter((member) => !silentMs.has(member))], suspicion };
}

/** A member that has taken over its target has the assignment's epoch, unless it still waits for others to give up partitions. */
function modern(open: OpenRebalance, { groupState, members, groupEpoch, assignmentEpoch }: Newest, now: number, heartbeats: Heartbeats | null): Wait {
  const { before } = open;
  if (groupState === 'Assigning') return { waitsFor: null, timeOutMs: null, evidence: `The coordinator works out the assignment for epoch ${groupEpoch ?? '?'}.` };
  const behind = members.filter(({ memberEpoch }) => memberEpoch !== null && assignmentEpoch !== null && memberEpoch < assignmentEpoch);
  if (behind.length === 0) return { waitsFor: null, timeOutMs: null, evidence: 'Every member has acknowledged the newest assignment; some have yet to take over partitions, at their next heartbeat.' };
  const wanted = wantedOf(members);
  const held = new Map(before?.members.map((member) => [member.memberId, member.assignment]));
  const holding = behind.filter((member) => {
    const own = new Map(member.targetAssignment?.map(({ topic, partitions }) => [topic, new Set(partitions)]));
    return (held.get(member.memberId) ?? []).some(({ topic, partitions }) => partitions.some((partition) => own.get(topic)?.has(partition) !== true && wanted.get(topic)?.has(partition) === true));
  });
  const { members: awaited, suspicion } = silentFirst(open, holding.length > 0 ? holding : behind);
  const stopped = before === null ? null : whyStopped(before, awaited, assignmentEpoch, now, heartbeats);
  if (stopped !== null) return { waitsFor: { certainty: 'certain', members: listOf(awaited) }, ...stopped };
  const what = holding.length > 0 ? 'give up partitions that others are to get' : 'acknowledge the newest assignment';
  return {
    waitsFor: { certainty: 'certain', members: listOf(awaited) },
    timeOutMs: null,
    evidence: `${memberNames(awaited)} ${awaited.length === 1 ? 'has' : 'have'} yet to ${what} (epoch ${assignmentEpoch ?? '?'}). ${suspicion}A dead one is removed when its session ends, one that lives after its max.poll.interval.ms (5 min by default, not told).`,
  };
}

/** What members are to have, by topic. */
function wantedOf(members: readonly GroupMember[]): ReadonlyMap<string, ReadonlySet<number>> {
  const wanted = new Map<string, Set<number>>();
  for (const { targetAssignment } of members) {
    for (const { topic, partitions } of targetAssignment ?? []) {
      const ofTopic = wanted.get(topic) ?? new Set<number>();
      wanted.set(topic, ofTopic);
      for (const partition of partitions) ofTopic.add(partition);
    }
  }
  return wanted;
}

/**
 * A member that has nothing to give up acknowledges the newest assignment with its next heartbeat. When several have passed without, it sends none, and its session ends. Null:
 * that does not hold of all of them, or it is too early to say. Where there was another assignment since `before`, a member may have something to give up for that one.
 */
function whyStopped(before: Look, awaited: readonly GroupMember[], assignmentEpoch: number | null, now: number, heartbeats: Heartbeats | null): Pick<Wait, 'evidence' | 'timeOutMs'> | null {
  if (heartbeats === null || heartbeats.heartbeatMs === null || assignmentEpoch !== (before.groupEpoch ?? NaN) + 1) return null;
  const { since, sessionMs, heartbeatMs } = heartbeats;
  const old = new Map(before.members.map((member) => [member.memberId, member]));
  const timeOutMs = since + sessionMs - now;
  if (!(now - since > MISSED_HEARTBEATS * heartbeatMs) || timeOutMs <= 0 || !awaited.every((member) => hasOnlyToAcknowledge(member, old.get(member.memberId)))) return null;
  const subject = `${memberNames(awaited)} ${awaited.length === 1 ? 'has' : 'have'}`;
  const rest = awaited.length === 1 ? 'It is removed when its session is' : 'They are removed when their sessions are';
  return {
    timeOutMs,
    evidence: `${subject} nothing to give up for the newest assignment (epoch ${assignmentEpoch}), and would acknowledge it with the next heartbeat, due every ${formatDuration(heartbeatMs)}: none has come for at least ${formatDuration(now - since)}. ${rest} over, by ${sessionSource('consumer', sessionMs)}.`,
  };
}

function hasOnlyToAcknowledge({ memberType, memberEpoch, targetAssignment }: GroupMember, before: GroupMember | undefined): boolean {
  if (memberType !== 'consumer' || memberEpoch === null || memberEpoch <= 0 || memberEpoch !== before?.memberEpoch || before.assignment === null || targetAssignment === null) return false;
  const target = new Map(targetAssignment.map(({ topic, partitions }) => [topic, new Set(partitions)]));
  return before.assignment.every(({ topic, partitions }) => partitions.every((partition) => target.get(topic)?.has(partition) === true));
}
