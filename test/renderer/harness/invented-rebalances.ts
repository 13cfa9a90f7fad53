import type { GroupDetail } from '../../../src/shared/group';
import { REBALANCING_STATES } from '../../../src/shared/group';
import type { Rebalance, RebalanceHistory, RebalanceMember, RebalanceMembers } from '../../../src/shared/rebalances';

const MIN = 60_000;
const NOBODY: RebalanceMembers = { count: 0, members: [] };

/** What was done to groups from here, by group. */
const triggered = new Map<string, { readonly at: number; readonly text: string }[]>();

export function noteTriggered(groupId: string, text: string): void {
  triggered.set(groupId, [...(triggered.get(groupId) ?? []), { at: Date.now(), text }]);
}

/** Rebalances that would have led to the group as it is. */
export function inventedRebalances(detail: GroupDetail, start: number): RebalanceHistory {
  const members = detail.members ?? [];
  const resolutionMs = 500;
  const base = { groupId: detail.groupId, watchedSince: detail.members === null ? null : start - 14 * MIN, resolutionMs, protocol: detail.assignor === null || detail.assignor === '' ? null : detail.groupType === 'consumer' || detail.assignor === 'cooperative-sticky' ? ('cooperative' as const) : ['range', 'roundrobin', 'sticky'].includes(detail.assignor) ? ('eager' as const) : ('unknown' as const), generation: detail.groupType === 'classic' ? 48 : null, forgotten: 0, underWay: null, storm: null };
  const own = (triggered.get(detail.groupId) ?? []).map(({ at, text }, index) => rebalanceOf(detail, { id: 900 + index, startedAt: at + 200, cause: { kind: 'triggered-here', certainty: 'certain', evidence: `${text} 200 ms before it was seen.` }, moved: { count: 0, moves: [] } }));
  if (members.length === 0) return { ...base, rebalances: [] };
  if (REBALANCING_STATES.has(detail.groupState ?? '')) return { ...base, rebalances: [rebalanceOf(detail, { id: 1, startedAt: start - 12_000, endedAt: null, moved: null, joined: listOf([members[1]!]), cause: { kind: 'member-joined', certainty: 'certain', evidence: 'audit-b joined.' } })], underWay: { groupState: detail.groupState ?? '', sinceMs: Date.now() - start + 12_000, waitsFor: { certainty: 'certain', members: listOf([members[0]!]) }, evidence: 'audit-a has nothing to give up for the newest assignment (epoch 12), and would acknowledge it with the next heartbeat, due every 5 s: none has come for at least 12 s. It is removed when its session is over, by the group’s consumer.session.timeout.ms of 1 min.', timeOutMs: 48_000 } };
  if (members.length > 40) return { ...base, rebalances: [...own, ...rollingJoins(detail, start)] };
  if (members.length >= 4) return stormy({ ...base, rebalances: own }, detail, start);
  return { ...base, rebalances: own };
}

/** One member that needs too long for its batches, again and again. */
function stormy(base: RebalanceHistory, detail: GroupDetail, start: number): RebalanceHistory {
  const sick = detail.members![3]!;
  const idAt = (index: number): RebalanceMember => ({ ...identity(sick), memberId: index === 3 ? sick.memberId : `${sick.clientId.slice(0, 40)}-0000000${index}-${['8f21', 'c07d', '1e94', '77b3'][index] ?? ''}` });
  const moves = { count: 5, moves: [0, 1, 2].map((partition) => ({ topic: detail.topics[0] ?? '', partition, from: idAt(0), to: identity(detail.members![0]!) })) };
  const past = [0, 1, 2].flatMap((index): Rebalance[] => [
    rebalanceOf(detail, { id: 2 * index + 2, startedAt: start - (10.5 - index * 3.5) * MIN, generation: { from: 41 + 2 * index, to: 42 + 2 * index }, left: listOf([idAt(index)]), moved: moves, cause: { kind: 'poll-interval-exceeded', certainty: 'likely', evidence: `${sick.clientId.slice(0, 60)} came back 36 s after it left as a new member. Before it left it had committed nothing for at least 5 min 2 s, though records waited: it was too slow for its max.poll.interval.ms (5 min by default), or it crashed, its session timed out (45 s by default) and it was started again. So long a silence is far beyond the usual sessions.` } }),
    rebalanceOf(detail, { id: 2 * index + 3, startedAt: start - (9.8 - index * 3.5) * MIN, generation: { from: 42 + 2 * index, to: 43 + 2 * index }, joined: listOf([idAt(index + 1)]), moved: moves, cause: { kind: 'member-joined', certainty: 'certain', evidence: `${sick.clientId.slice(0, 60)} joined.` } }),
  ]);
  const first = rebalanceOf(detail, { id: 1, startedAt: start - 12 * MIN, startedAfter: null, durationMs: { least: 3_400, most: null }, generation: { from: null, to: 41 }, members: { before: null, after: detail.members!.length }, cause: { kind: 'unknown', certainty: 'unknown', evidence: 'It was under way when the group was first seen.' }, moved: null });
  const storm = { rebalances: 7, minutes: 10, culprit: { member: identity(sick), rebalances: 6 }, evidence: `${sick.clientId.slice(0, 60)} comes or goes in 6 of them; the group had no rest of longer than 2 min.` };
  return { ...base, rebalances: [...base.rebalances, ...[first, ...past].reverse()], forgotten: 25, storm };
}

function rollingJoins(detail: GroupDetail, start: number): Rebalance[] {
  return Array.from({ length: 30 }, (_, index) => rebalanceOf(detail, { id: index + 1, startedAt: start - 13 * MIN + index * 4_000, joined: listOf([detail.members![index]!]), generation: { from: null, to: null }, groupEpoch: { from: 10 + index, to: 11 + index }, kind: 'incremental', moved: { count: 6, moves: [] } })).reverse();
}

function rebalanceOf(detail: GroupDetail, part: Partial<Rebalance> & { readonly id: number; readonly startedAt: number }): Rebalance {
  const count = detail.members?.length ?? 0;
  const { startedAt } = part;
  return {
    startedAfter: startedAt - 500, endedAt: startedAt + 3_100, durationMs: { least: 3_100, most: 4_100 }, kind: detail.assignor === 'cooperative-sticky' ? 'incremental' : 'stop-the-world', count: 1, countIsExact: false,
    generation: { from: 47, to: 48 }, groupEpoch: { from: null, to: null }, members: { before: count, after: count }, joined: NOBODY, left: NOBODY, replaced: { count: 0, pairs: [] }, moved: { count: 0, moves: [] },
    cause: { kind: 'member-joined', certainty: 'certain', evidence: 'A member joined.' }, triggeredHere: null,
    ...part,
  };
}

function identity({ memberId, groupInstanceId, clientId, host }: RebalanceMember): RebalanceMember {
  return { memberId, groupInstanceId, clientId, host };
}

function listOf(members: readonly RebalanceMember[]): RebalanceMembers {
  return { count: members.length, members: members.map(identity) };
}
