import type { GroupMember } from '../../shared/group';
import type { GroupAfterwards } from '../../shared/members';
import { formatCounted, formatDuration } from '../../shared/text';
import { generationsOf } from '../rebalances/look';
import { movesBetween } from '../rebalances/moves';
import type { Followed } from './follow';
import type { GroupNow } from './read-group';

/** What is different in the group. `returned`: members of `before` by the id under which each came back. */
export function afterwards(before: GroupNow, { now, settledAfterMs }: Followed, returned: ReadonlyMap<string, GroupMember>): GroupAfterwards {
  const isSettled = settledAfterMs !== null && now !== null;
  const isModern = before.groupEpoch !== null;
  const generation = isModern ? { from: null, to: null } : generationsOf(before.members, isSettled ? now.members : null);
  const groupEpoch = { from: before.groupEpoch, to: now?.groupEpoch ?? null };
  const moved = isSettled ? movesBetween(before, { ...now, members: now.members.map((member) => asBefore(member, returned)) }) : null;
  const rebalances = isSettled ? between(isModern ? groupEpoch : generation) : null;
  const after = { settledAfterMs, groupState: now?.groupState ?? null, generation, groupEpoch, rebalances, moved };
  return { ...after, text: textOf(after) };
}

function asBefore(member: GroupMember, returned: ReadonlyMap<string, GroupMember>): GroupMember {
  const before = returned.get(member.memberId);
  return before === undefined ? member : { ...member, memberId: before.memberId };
}

function between({ from, to }: GroupAfterwards['generation']): number | null {
  return from === null || to === null ? null : Math.max(0, to - from);
}

function textOf({ settledAfterMs, groupState, generation, groupEpoch, moved }: Omit<GroupAfterwards, 'text'>): string {
  if (settledAfterMs === null) return groupState === null ? 'What became of the group could not be read.' : `When it was last read, the group had not settled yet: it was ${groupState}.`;
  const counter = (name: string, { from, to }: GroupAfterwards['generation']): string[] => (from === null || to === null ? [] : [`${name} ${from} → ${to}`]);
  const parts = [
    `${groupState ?? 'Settled'} after ${settledAfterMs < 60_000 ? `${(settledAfterMs / 1_000).toFixed(1)} s` : formatDuration(settledAfterMs)}`,
    ...counter('generation', generation),
    ...counter('epoch', groupEpoch),
    moved === null ? 'which partitions moved is not told' : `${formatCounted(moved.count, 'partition')} moved`,
  ];
  return `${parts.join(', ')}.`;
}
