import { failed, succeeded, type Result } from '../../shared/result';
import { REBALANCING_STATES, type GroupDetail, type GroupMember, type TopicPartitions } from '../../shared/group';
import { displayName } from '../../shared/display-name';
import { formatCounted } from '../../shared/text';
import { ASSIGNORS } from './assignors';
import type { AssignableTopic } from './group-shape';
import type { ReplicaRacks } from './racks';

/** What is known of topics; a PartitionTable is one. `gone`: it does not exist. */
export interface TopicLookup {
  find(topic: string): { readonly status: 'present' | 'gone' | 'unseen' | 'not-authorised' | 'failed'; readonly partitions: number; readonly topicId: string | null } | undefined;
}

/** By topic, of its partitions from 0. A failure: they could not be read. Null: not asked for; see `areRacksWanted`. */
export type RacksByTopic = Result<ReadonlyMap<string, readonly ReplicaRacks[]>> | null;

export type DescribedGroup = Pick<GroupDetail, 'groupId' | 'groupType' | 'groupState' | 'protocolType' | 'assignor' | 'members' | 'topics' | 'columns'>;

export interface PresentMember extends Pick<GroupMember, 'memberId' | 'groupInstanceId' | 'clientId' | 'host'> {
  /** Each topic once. */
  readonly subscription: readonly string[];
  /** KIP-848: its target, which is what the broker starts from. */
  readonly assignment: readonly TopicPartitions[];
  readonly rack: string | null;
}

/** A group whose assignment can be worked out. */
export interface PresentGroup {
  readonly groupId: string;
  readonly protocol: 'classic' | 'consumer';
  readonly assignor: string;
  readonly members: readonly PresentMember[];
  /** Subscribed topics that exist. */
  readonly topics: readonly AssignableTopic[];
  readonly notes: readonly string[];
}

/** The clients' assignors that heed racks, from Kafka 3.5 on. The broker's do not since 3.8. */
const RACK_AWARE: ReadonlySet<string> = new Set(['range', 'sticky', 'cooperative-sticky']);

/** Whether the racks of the partitions' replicas must be known, since members tell theirs. */
export function areRacksWanted({ groupType, assignor, members }: DescribedGroup, wished: string | null): boolean {
  return groupType !== 'consumer' && [assignor, wished].some((name) => name !== null && RACK_AWARE.has(name)) && (members ?? []).some(({ rack }) => rack !== null && rack !== '');
}

/** Topics that members subscribe by name, each once. */
export function subscribedTopics({ members }: DescribedGroup): readonly string[] {
  return [...new Set((members ?? []).flatMap(({ subscription }) => subscription ?? []))];
}

/** The group as the assignor (`assignor`: another than its own, or null) would find it; a failure tells why nothing can be said. */
export function presentGroup(group: DescribedGroup, lookup: TopicLookup, racks: RacksByTopic, assignor: string | null): Result<PresentGroup> {
  const protocol = group.groupType === 'consumer' ? 'consumer' : 'classic';
  if (group.groupType === 'share' || group.groupType === 'streams') return refuse(group, 'NOT_APPLICABLE', `A ${group.groupType} group's partitions are not assigned by one of the assignors of consumers.`);
  if (group.members === null) return refuse(group, 'MEMBERS_UNKNOWN', 'Its members are not known.');
  const { members } = group;
  if (members.length === 0) return refuse(group, 'NO_MEMBERS', 'It has no members, so nothing tells what would be subscribed.');
  if (group.protocolType !== 'consumer') return refuse(group, 'NOT_APPLICABLE', `Its protocol type is “${displayName(group.protocolType ?? 'unknown', 80)}”, not consumer.`);
  const present = group.assignor;
  if (present === null) return refuse(group, 'ASSIGNOR_UNKNOWN', 'Its assignor is not told, as while it rebalances.');
  if (!ASSIGNORS[protocol].has(present)) return refuse(group, 'ASSIGNOR_UNKNOWN', unknownAssignor(present, protocol));
  if (assignor !== null && !ASSIGNORS[protocol].has(assignor)) return refuse(group, 'NO_SUCH_ASSIGNOR', unknownAssignor(assignor, protocol));
  const wantsRacks = areRacksWanted(group, assignor);
  if (wantsRacks && racks?.ok !== true) return refuse(group, 'RACKS', `Its members tell racks, and the racks of the partitions’ replicas are not known${racks === null ? '.' : `: ${racks.failure.message}`}`);
  const told = members.map((member) => ({ member, assignment: protocol === 'consumer' ? member.targetAssignment : member.assignment }));
  const hidden = told.filter(({ member, assignment }) => member.subscription === null || assignment === null);
  if (hidden.length > 0) {
    return refuse(group, 'NOT_TOLD', `What ${hidden.length} of its ${members.length} members subscribe or own is not told: it rebalances (${group.groupState ?? 'state unknown'}), or they write it in a way of their own.`);
  }
  const subscriptions = subscriptionsOf(members);
  if (subscriptions === null) return refuse(group, 'PATTERN', 'Members subscribe by regular expressions that the broker resolves, and not all by the same: to which topics each one leads is not told.');

  const topics: AssignableTopic[] = [];
  const absent: string[] = [];
  for (const topic of new Set(subscriptions.topics.flat())) {
    const entry = lookup.find(topic);
    if (entry?.status === 'gone') absent.push(topic);
    else if (entry?.status === 'present') topics.push({ topic, topicId: entry.topicId, partitions: entry.partitions, racks: wantsRacks && racks?.ok === true ? (racks.value.get(topic) ?? []) : null });
    else return refuse(group, 'TOPIC_UNKNOWN', `How many partitions topic ${displayName(topic, 249)} has is not known.`);
  }
  const unracked = topics.find((topic) => topic.racks !== null && topic.racks.length !== topic.partitions);
  if (unracked !== undefined) return refuse(group, 'RACKS', `Its members tell racks, and the racks of the replicas of topic ${displayName(unracked.topic, 249)} are not known.`);
  if (topics.length === 0) return refuse(group, 'NO_TOPICS', 'None of the topics that its members subscribe exists.');
  return succeeded({
    groupId: group.groupId,
    protocol,
    assignor: present,
    members: told.map(({ member, assignment }, index) => ({
      memberId: member.memberId, groupInstanceId: member.groupInstanceId, clientId: member.clientId, host: member.host,
      subscription: subscriptions.topics[index] ?? [], assignment: assignment ?? [], rack: member.rack === '' ? null : member.rack,
    })),
    topics,
    notes: [
      ...(absent.length === 0 ? [] : [`Subscribed and absent: ${listed(absent)}.`]),
      ...(subscriptions.fromPattern ? ['The topics behind the members’ regular expression are taken from their target assignment.'] : []),
      ...mixedNote(protocol, members),
      ...(protocol === 'consumer' && REBALANCING_STATES.has(group.groupState ?? '') ? ['The group is still reconciling; “before” is its target assignment.'] : []),
    ],
  });
}

/** The coordinator assigns to all members alike; how those of the classic protocol stand still depends on what they have configured. */
function mixedNote(protocol: 'classic' | 'consumer', members: readonly GroupMember[]): readonly string[] {
  const classic = members.filter(({ memberType }) => memberType === 'classic').length;
  if (protocol === 'classic' || classic === 0) return [];
  return [`${classic} of its ${formatCounted(members.length, 'member')} still ${classic === 1 ? 'uses' : 'use'} the classic protocol: where the assignment of such a member changes it joins again, and if its own assignor is eager, gives up all of its partitions meanwhile.`];
}

/** By member. Null where a pattern's topics cannot be told: the target assignment shows them only if all members have the same one. */
function subscriptionsOf(members: readonly GroupMember[]): { readonly topics: readonly (readonly string[])[]; readonly fromPattern: boolean } | null {
  const patterns = new Set(members.map(({ subscribedPattern }) => subscribedPattern ?? ''));
  if (patterns.size === 1 && patterns.has('')) return { topics: members.map(({ subscription }) => [...new Set(subscription)]), fromPattern: false };
  if (patterns.size > 1 || members.some(({ subscription }) => (subscription?.length ?? 0) > 0)) return null;
  const topics = [...new Set(members.flatMap(({ targetAssignment }) => targetAssignment?.map(({ topic }) => topic) ?? []))];
  return { topics: members.map(() => topics), fromPattern: true };
}

function unknownAssignor(assignor: string, protocol: 'classic' | 'consumer'): string {
  const other = protocol === 'classic' ? 'consumer' : 'classic';
  const shown = `“${displayName(assignor, 80)}”`;
  if (ASSIGNORS[other].has(assignor)) return `${shown} is an assignor of the ${other} protocol, and this is a ${protocol} group.`;
  return `What the assignor ${shown} would do is not known: Offsight knows ${[...ASSIGNORS[protocol].keys()].join(', ')}.`;
}

function listed(topics: readonly string[]): string {
  const shown = topics.slice(0, 5).map((topic) => displayName(topic, 80)).join(', ');
  return topics.length > 5 ? `${shown} and ${topics.length - 5} more` : shown;
}

function refuse({ groupId }: DescribedGroup, code: string, message: string): Result<never> {
  return failed({ scope: `group ${groupId}`, code, message });
}
