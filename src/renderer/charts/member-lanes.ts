import type { Rebalance, RebalanceMember } from '../../shared/rebalances';

/** A stretch of time in which one member id was in the group. */
export interface LaneSegment {
  readonly memberId: string;
  /** Epoch ms; null: it was there before anybody looked. */
  readonly from: number | null;
  /** Epoch ms; null: it is there. */
  readonly to: number | null;
}

/** One member as people see it: a static member, or a client on a host, under whichever member ids it had. */
export interface MemberLane {
  readonly key: string;
  readonly member: RebalanceMember;
  /** In order of time; they do not overlap. */
  readonly segments: readonly LaneSegment[];
}

interface Stay {
  readonly member: RebalanceMember;
  readonly from: number | null;
  to: number | null;
}

/**
 * Who was in the group when. `rebalances` newest first, `present` the members now. Lanes of those that came or went stand first, those
 * with most member ids on top; each keeps the order of `present` otherwise.
 */
export function memberLanes(rebalances: readonly Rebalance[], present: readonly RebalanceMember[]): MemberLane[] {
  const lanes = new Map<string, { readonly member: RebalanceMember; segments: LaneSegment[] }[]>();
  for (const { member, from, to } of staysOf(rebalances, present)) {
    const key = keyOf(member);
    const own = lanes.get(key) ?? [];
    lanes.set(key, own);
    const segment = { memberId: member.memberId, from, to };
    const free = own.find(({ segments }) => isBefore(segments[segments.length - 1], segment));
    if (free === undefined) own.push({ member, segments: [segment] });
    else free.segments.push(segment);
  }
  const all = [...lanes].flatMap(([key, own]) => own.map((lane, index): MemberLane => ({ key: `${key}\n${index}`, ...lane })));
  return all.map((lane, index) => ({ lane, index })).sort((left, right) => unrest(right.lane) - unrest(left.lane) || left.index - right.index).map(({ lane }) => lane);
}

/** Whether a lane has anything to show but that it was there all the time. */
export function isRestless(lane: MemberLane): boolean {
  return unrest(lane) > 0;
}

function staysOf(rebalances: readonly Rebalance[], present: readonly RebalanceMember[]): Stay[] {
  const stays: Stay[] = [];
  const open = new Map<string, Stay>();
  const come = (member: RebalanceMember, from: number | null): void => {
    if (open.has(member.memberId)) return;
    const stay: Stay = { member, from, to: null };
    stays.push(stay);
    open.set(member.memberId, stay);
  };
  const go = (member: RebalanceMember, to: number): void => {
    come(member, null);
    const stay = open.get(member.memberId);
    if (stay !== undefined) stay.to = to;
    open.delete(member.memberId);
  };
  for (const { startedAt, endedAt, joined, left, replaced } of [...rebalances].reverse()) {
    for (const member of left.members) go(member, startedAt);
    for (const { before } of replaced.pairs) go(before, startedAt);
    for (const { after } of replaced.pairs) come(after, endedAt ?? startedAt);
    for (const member of joined.members) come(member, endedAt ?? startedAt);
  }
  for (const member of present) come(member, null);
  return stays.sort((left, right) => (left.from ?? 0) - (right.from ?? 0));
}

function keyOf({ groupInstanceId, clientId, host }: RebalanceMember): string {
  return groupInstanceId === null ? `client ${clientId}\n${host}` : `static ${groupInstanceId}`;
}

function isBefore(last: LaneSegment | undefined, next: LaneSegment): boolean {
  return last !== undefined && last.to !== null && next.from !== null && last.to <= next.from;
}

function unrest({ segments }: MemberLane): number {
  return segments.length - 1 + (segments[0]?.from === null ? 0 : 0.5) + (segments[segments.length - 1]?.to === null ? 0 : 0.5);
}
