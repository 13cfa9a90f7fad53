import type { GroupMember } from '../../shared/group';
import type { DescribedShareGroup } from '../kafka/admin';
import type { DescribedConsumerGroup } from '../kafka/protocol/apis/consumer-group-describe';
import type { DescribedGroup } from '../kafka/protocol/apis/describe-groups';
import type { GroupDescription, GroupRecord } from './group-record';
import { lookOf, noteLook } from './group-look';
import type { MemberDecoder } from './member-decoder';

export const CONSUMER_PROTOCOL = 'consumer';

/**
 * A classic description. Null when it says Dead: for a group that was just listed this means that the classic API
 * does not know it (a KIP-848 group, or one just deleted), never that it is dead.
 */
export function fromClassic(group: DescribedGroup, decoder: MemberDecoder): GroupDescription | null {
  if (group.groupState === 'Dead') return null;
  const consumes = group.protocolType === CONSUMER_PROTOCOL;
  const decoded = group.members.map((member) => decoder.decode(group.groupId, group.groupState, group.assignor, consumes ? member : { ...member, metadata: NOTHING, assignment: NOTHING }));
  return {
    groupState: group.groupState,
    protocolType: group.protocolType,
    assignor: group.assignor === '' ? null : group.assignor,
    groupEpoch: null,
    assignmentEpoch: null,
    members: decoded.map(({ member }) => (consumes ? member : { ...member, subscription: null, assignment: null })),
    failures: decoded.flatMap(({ failure }) => (failure === null ? [] : [failure])),
  };
}

const NOTHING = new Uint8Array(0);

export function fromConsumer(group: DescribedConsumerGroup): GroupDescription {
  return {
    groupState: group.groupState,
    protocolType: CONSUMER_PROTOCOL,
    assignor: group.assignor === '' ? null : group.assignor,
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      host: member.host,
      rack: member.rack,
      subscription: member.subscribedTopics,
      // Brokers write an empty one for none.
      subscribedPattern: member.subscribedPattern || null,
      assignment: member.assignment,
      targetAssignment: member.targetAssignment,
      memberEpoch: member.memberEpoch,
      memberType: member.memberType === 1 ? 'consumer' : member.memberType === 0 ? 'classic' : null,
      generation: null,
      ownedPartitions: null,
    })),
    failures: [],
  };
}

export function fromShare(group: DescribedShareGroup): GroupDescription {
  return {
    groupState: group.groupState,
    protocolType: 'share',
    assignor: group.assignor === '' ? null : group.assignor,
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: null,
      clientId: member.clientId,
      host: member.host,
      rack: member.rack,
      subscription: member.subscribedTopics,
      subscribedPattern: null,
      assignment: member.assignment,
      targetAssignment: null,
      memberEpoch: member.memberEpoch,
      memberType: null,
      generation: null,
      ownedPartitions: null,
    })),
    failures: [],
  };
}

/** Takes over a description; rows are to be made again where members or what they own changed. True where anything that screens list changed: those, the assignor or the state. */
export function applyDescription(record: GroupRecord, description: GroupDescription, at: number): boolean {
  const before = record.description;
  const changed = before === null || !sameMembers(before.members, description.members);
  const shown = before === null || before.assignor !== description.assignor || record.groupState !== description.groupState;
  if (changed || !sameRebalance(before, description)) noteLook(record, lookOf(record), description, at);
  // A coordinator that was started again begins every member's session anew.
  if (before === null || before.assignmentEpoch !== description.assignmentEpoch || record.descriptionFailure !== null) record.assignmentSeenAt = at;
  record.description = description;
  record.describedAt = at;
  if (Number.isNaN(record.firstDescribedAt)) record.firstDescribedAt = at;
  record.descriptionFailure = null;
  record.groupState = description.groupState;
  if (description.protocolType !== null) record.protocolType = description.protocolType;
  if (changed) record.rowsDirty = true;
  return changed || shown;
}

function sameMembers(left: readonly GroupMember[], right: readonly GroupMember[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((member, index) => {
    const other = right[index];
    if (other === undefined || member.memberId !== other.memberId || member.memberEpoch !== other.memberEpoch) return false;
    return samePartitions(member.assignment, other.assignment) && samePartitions(member.targetAssignment, other.targetAssignment) && sameInOrder(member.subscription, other.subscription);
  });
}

function samePartitions(left: GroupMember['assignment'], right: GroupMember['assignment']): boolean {
  if (left === null || right === null || left === right) return left === right;
  return left.length === right.length && left.every(({ topic, partitions }, index) => topic === right[index]?.topic && sameInOrder(partitions, right[index].partitions));
}

function sameInOrder<Value>(left: readonly Value[] | null, right: readonly Value[] | null): boolean {
  if (left === null || right === null || left === right) return left === right;
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

/** Of the same members with the same partitions: whether they have joined again since, or are about to. */
function sameRebalance(before: GroupDescription, after: GroupDescription): boolean {
  if (before.groupState !== after.groupState || before.assignor !== after.assignor || before.groupEpoch !== after.groupEpoch) return false;
  return after.members.every((member, index) => member.generation === before.members[index]?.generation && member.subscribedPattern === before.members[index]?.subscribedPattern);
}
