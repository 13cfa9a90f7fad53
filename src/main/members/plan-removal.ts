import type { Failure } from '../../shared/failure';
import type { GroupMember } from '../../shared/group';
import type { MemberChoice, PlannedRemoval, RemovalPlan } from '../../shared/members';
import { rebalanceProtocolOf } from '../rebalances/rebalance-protocol';
import { formatCounted, formatDuration } from '../../shared/text';
import type { PlanFrame } from './plan-frame';
import { partitionsOf, plannedMember } from './planned-members';
import type { GroupNow } from './read-group';

/** Who would be removed from the group as it is, and what that does. `heartbeatMs`: by the group's settings; null: they do not tell. */
export function planRemoval(group: GroupNow, which: MemberChoice, frame: PlanFrame, heartbeatMs: number | null = null): RemovalPlan {
  const { groupId, groupType, groupState, assignor } = group;
  const chosen = chosenOf(group.members, which);
  const members = chosen.map((member): PlannedRemoval => ({ ...plannedMember(member), by: member.groupInstanceId === null ? 'member-id' : 'instance-id' }));
  const refusal = refusalOf(group, which, chosen);
  return {
    kind: 'removal',
    ...frame,
    which,
    groupId,
    groupType,
    groupState,
    assignor,
    protocol: rebalanceProtocolOf(group),
    members,
    remaining: group.members.length - members.length,
    consequences: refusal === null ? consequencesOf(group, members, heartbeatMs) : [],
    refusal,
  };
}

function chosenOf(members: readonly GroupMember[], which: MemberChoice): readonly GroupMember[] {
  if (which.kind === 'all') return members;
  if (which.kind === 'host') return members.filter(({ host }) => host === which.host);
  const memberIds = new Set(which.memberIds);
  const instanceIds = new Set(which.instanceIds);
  return members.filter(({ memberId, groupInstanceId }) => memberIds.has(memberId) || (groupInstanceId !== null && instanceIds.has(groupInstanceId)));
}

function refusalOf({ groupId, groupType, groupState, members }: GroupNow, which: MemberChoice, chosen: readonly GroupMember[]): Failure | null {
  const scope = `group ${groupId}`;
  if (groupType === 'share') return { scope, code: 'NOT_APPLICABLE', message: `${groupId} is a share group: Kafka removes no member of a share group from outside. Stop its process: what it had acquired is handed out again when its lock times out.` };
  if (groupType === 'streams') return { scope, code: 'NOT_APPLICABLE', message: `${groupId} is a streams group (KIP-1071): Kafka removes no member of one from outside. Stop its process.` };
  if (members.length === 0) return { scope, code: 'NO_MEMBERS', message: `${groupId} is ${groupState} and has no members.` };
  if (which.kind === 'members') {
    const memberIds = new Set(chosen.map(({ memberId }) => memberId));
    const instanceIds = new Set(chosen.map(({ groupInstanceId }) => groupInstanceId));
    const absent = [...which.memberIds.filter((memberId) => !memberIds.has(memberId)), ...(which.instanceIds ?? []).filter((instanceId) => !instanceIds.has(instanceId))];
    if (absent.length > 0) return { scope, code: 'NO_SUCH_MEMBER', message: `${groupId} has no member ${absent[0] ?? ''} (any more)${absent.length === 1 ? '' : `, nor ${formatCounted(absent.length - 1, 'other that was named', 'others that were named')}`}.` };
  }
  if (chosen.length === 0) return { scope, code: 'NO_SUCH_MEMBER', message: which.kind === 'host' ? `${groupId} has no member on ${which.host}.` : `No member of ${groupId} was named.` };
  return null;
}

function consequencesOf(group: GroupNow, removed: readonly PlannedRemoval[], heartbeatMs: number | null): readonly string[] {
  const { groupType, members, assignor } = group;
  const protocol = rebalanceProtocolOf(group);
  const isModern = groupType === 'consumer';
  const partitions = partitionsOf(removed);
  const all = partitionsOf(members.map(plannedMember));
  const rest = members.length - removed.length;
  const statics = removed.filter(({ by }) => by === 'instance-id').length;
  const one = removed.length === 1;
  const theirs = partitions === null ? 'The partitions' : `The ${formatCounted(partitions, 'partition')}`;
  const goTo = rest === 0 ? `${theirs} have no owner until members come back.` : `${theirs} of the removed ${one ? 'member' : 'members'} go to the ${rest === 1 ? 'other member' : formatCounted(rest, 'other member')}.`;
  const others = rest === 0 || isModern ? null : protocol === 'eager' ? `${all === null ? 'All partitions' : `All ${formatCounted(all, 'partition')}`} stop meanwhile, those of the others too: ${assignor ?? 'its assignor'} is eager.` : protocol === 'cooperative' ? 'The others go on with what they own.' : protocol === null ? 'Whether the others stop meanwhile is not known: the coordinator does not tell the assignor now, as while a group rebalances.' : 'Whether the others stop meanwhile is not known: the assignor is not one of Kafka’s own.';
  return [
    goTo,
    ...(others === null ? [] : [others]),
    `What ${one ? 'it has' : 'they have'} read and not committed is handled again by whoever gets the partitions: ${one ? 'its' : 'their'} next commit fails.`,
    backOf(group, removed, heartbeatMs),
    ...(statics === 0 ? [] : [`${statics === 1 ? 'A static member that is dead frees its partitions' : `${formatCounted(statics, 'static member')}: those that are dead free their partitions`} now, instead of when the session times out. One that lives comes back under the same instance id.`]),
  ];
}

/** Whether who is removed comes back, and when. */
function backOf({ groupType, members }: GroupNow, removed: readonly PlannedRemoval[], heartbeatMs: number | null): string {
  const one = removed.length === 1;
  if (groupType !== 'consumer') return `This stops no process: ${one ? 'if it lives, it comes' : 'those that live come'} straight back, within seconds, and that is another rebalance.`;
  const going = new Set(removed.map(({ memberId }) => memberId));
  const staying = members.filter(({ memberId }) => !going.has(memberId));
  if (staying.length > 0 && staying.every(({ memberType }) => memberType === 'classic')) {
    return 'No member of the consumer protocol would be left, so the group becomes a classic group again (unless group.consumer.migration.policy forbids it). A process of that protocol then does not come back by itself: its next heartbeat is refused (GROUP_ID_NOT_FOUND), and Java’s consumer gives up over it.';
  }
  return `This stops no process. ${one ? 'It goes' : 'Each goes'} on working for up to its heartbeat interval (${heartbeatMs === null ? '5 s unless set otherwise' : formatDuration(heartbeatMs)}) before it notices, while others already have its partitions; then it comes straight back, unless its application ends over the error (UnknownMemberIdException) that a client gets which just then fetches its committed offsets.`;
}
