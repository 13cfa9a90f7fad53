import { displayName } from '../../shared/display-name';
import { formatCount } from '../../shared/text';
import { failed, succeeded, type Result } from '../../shared/result';
import type { AssignmentChange } from '../../shared/what-if';
import { compareNames, subscriptionKey, type AssignableTopic } from './group-shape';
import { memberOrder } from './member-order';
import type { PresentGroup, PresentMember } from './present-group';
import { areRacksHeeded, type ReplicaRacks } from './racks';

/** Beyond these the assignors could hold the engine up for seconds. */
const MOST_PARTITIONS = 20_000;
const MOST_PAIRS = 20_000_000;

/** A group after a change and before the assignor has seen it. */
export interface ChangedGroup {
  readonly assignor: string;
  /** Those that stay. Their instance ids are made up where they are to become static. */
  readonly staying: readonly PresentMember[];
  /** Those that come. All that is known of them is a subscription; their ids are made up so that they come last. */
  readonly coming: readonly PresentMember[];
  readonly topics: readonly AssignableTopic[];
  /** Nobody knows where the new members' ids would sort. */
  readonly comingAnywhere: boolean;
  readonly notes: readonly string[];
  /** Why the picture is one of several. */
  readonly doubts: readonly string[];
}

/** Fails where the change cannot be made (a member that there is not, fewer partitions than now), or the group is too large to try. */
export function changedGroup(group: PresentGroup, change: AssignmentChange): Result<ChangedGroup> {
  const known = new Set(group.members.map(({ memberId }) => memberId));
  const unknown = change.gone.find((memberId) => !known.has(memberId));
  if (unknown !== undefined) return refuse(group, 'NO_SUCH_MEMBER', `It has no member ${displayName(unknown, 120)} (any more).`);
  const topics = changedTopics(group, change);
  if (!topics.ok) return topics;
  const notes: string[] = [];
  const doubts: string[] = [];

  const left = group.members.filter(({ memberId }) => !change.gone.includes(memberId));
  const less = Math.min(left.length, Math.max(0, -change.members));
  const order = memberOrder(left);
  const going = new Set(less === 0 ? [] : order.slice(-less));
  const stay = left.filter((_, member) => !going.has(member));
  if (less > 0) doubts.push(`Which ${less === 1 ? 'member goes' : 'members go'} is not said; taken: ${namesOf(left.filter((_, member) => going.has(member)))}.`);
  const staticGone = group.members.filter((member) => member.groupInstanceId !== null && !stay.includes(member));
  if (staticGone.length > 0) notes.push(`Static members (${namesOf(staticGone)}) keep their partitions until their session time-out, or until they are removed; this is what comes then.`);
  if (stay.length + Math.max(0, change.members) === 0) return refuse(group, 'NO_MEMBERS', 'No member would be left; nobody would read.');

  const slots = topics.value.reduce((sum, { partitions }) => sum + partitions, 0);
  if (slots > MOST_PARTITIONS || slots * (group.members.length + Math.max(0, change.members)) > MOST_PAIRS) {
    return refuse(group, 'TOO_LARGE', `With ${formatCount(slots)} partitions and ${formatCount(group.members.length)} members it is too large to be worked out beside everything else.`);
  }

  const everyStatic = change.makeStatic || group.members.every(({ groupInstanceId }) => groupInstanceId !== null);
  const model = usualMember(group);
  const lastId = group.members.reduce((last, { memberId }) => (memberId > last ? memberId : last), '');
  const rack = rackOfComing(stay.length > 0 ? stay : group.members);
  const coming = Array.from({ length: Math.max(0, change.members) }, (_, index): PresentMember => ({
    memberId: `${lastId} new ${String(index + 1).padStart(6, '0')}`,
    groupInstanceId: null, clientId: '', host: '', subscription: model.subscription, assignment: [], rack,
  }));
  if (coming.length > 0) {
    doubts.push(everyStatic ? 'New members are taken to have instance ids that sort last.' : 'Where new members come in Kafka’s order depends on their member ids, which are partly random; they are taken to come last.');
    if (group.members.some(({ subscription }) => subscriptionKey(subscription) !== subscriptionKey(model.subscription))) notes.push('New members are taken to subscribe what most members do.');
    if (rack !== null && areRacksHeeded([...stay, ...coming].map((member) => member.rack), topics.value.flatMap(({ racks }) => racks ?? []))) doubts.push(`New members are taken to be in rack ${displayName(rack, 80)}, which has the fewest.`);
  }
  if (change.makeStatic) notes.push('Instance ids are taken to be in the order of today’s members. A static member that is back within its session time-out keeps its partitions without a rebalance; to become static, each one restarts once.');
  const assignor = change.assignor ?? group.assignor;
  if (assignor !== group.assignor && group.protocol === 'classic') doubts.push('Another assignor is configured in each member, which restarts for it and comes back with another member id; they are taken to keep their ids and what they own.');
  if (assignor !== group.assignor && group.protocol === 'consumer') notes.push('The broker takes the assignor that most members ask for (group.remote.assignor).');
  const instanceIds = everyStatic ? inPresentOrder([...stay, ...coming]) : null;
  const named = (member: PresentMember): PresentMember => ({ ...member, groupInstanceId: member.groupInstanceId ?? instanceIds?.get(member.memberId) ?? null });
  return succeeded({ assignor, staying: stay.map(named), coming: coming.map(named), topics: topics.value, comingAnywhere: coming.length > 0 && !everyStatic, notes, doubts });
}

function changedTopics(group: PresentGroup, { partitions }: AssignmentChange): Result<readonly AssignableTopic[]> {
  const wished = new Map(partitions.map((entry) => [entry.topic, entry.partitions]));
  for (const [topic, count] of wished) {
    const now = group.topics.find((known) => known.topic === topic);
    if (now === undefined) return refuse(group, 'NO_SUCH_TOPIC', `Its members do not subscribe a topic ${displayName(topic, 249)} that exists.`);
    if (count < now.partitions) return refuse(group, 'FEWER_PARTITIONS', `Topic ${displayName(topic, 249)} has ${now.partitions} partitions; Kafka cannot take partitions away from a topic.`);
  }
  const grown: AssignableTopic[] = [];
  for (const topic of group.topics) {
    const count = wished.get(topic.topic) ?? topic.partitions;
    const racks = topic.racks === null ? null : grownRacks(topic.racks, count);
    if (racks === null && topic.racks !== null) return refuse(group, 'RACKS', `Its assignor goes by the racks of replicas, and where those of new partitions of ${displayName(topic.topic, 249)} would be is not known.`);
    grown.push({ ...topic, partitions: count, racks });
  }
  return succeeded(grown);
}

/** Null: not known, as some partitions have replicas in other racks than others. */
function grownRacks(racks: readonly ReplicaRacks[], count: number): readonly ReplicaRacks[] | null {
  if (count === racks.length) return racks;
  const [first = new Set<string>()] = racks;
  if (racks.some((each) => each.size !== first.size || [...each].some((rack) => !first.has(rack)))) return null;
  return Array.from({ length: count }, (_, partition) => racks[partition] ?? first);
}

/** The rack of new members: the one with the fewest. Null where nobody tells one. */
function rackOfComing(members: readonly PresentMember[]): string | null {
  const counts = new Map<string, number>();
  for (const { rack } of members) if (rack !== null) counts.set(rack, (counts.get(rack) ?? 0) + 1);
  const [fewest] = [...counts].sort(([left, of], [right, other]) => of - other || compareNames(left, right));
  return fewest?.[0] ?? null;
}

/** The first of those with the most frequent subscription. */
function usualMember({ members }: PresentGroup): PresentMember {
  const bySubscription = new Map<string, PresentMember[]>();
  for (const member of members) {
    const key = subscriptionKey(member.subscription);
    const alike = bySubscription.get(key) ?? [];
    bySubscription.set(key, alike);
    alike.push(member);
  }
  const [most = []] = [...bySubscription.values()].sort((left, right) => right.length - left.length);
  const [first] = most;
  if (first === undefined) throw new Error('A group without members has no usual one.');
  return first;
}

/** Instance ids by member id that sort after all real ones, in the order in which the members stand now. */
function inPresentOrder(members: readonly PresentMember[]): ReadonlyMap<string, string> {
  return new Map(memberOrder(members).map((member, place) => [members[member]?.memberId ?? '', `\uffff${String(place).padStart(6, '0')}`]));
}

function namesOf(members: readonly PresentMember[]): string {
  const shown = members.slice(0, 3).map((member) => displayName(member.groupInstanceId ?? member.memberId, 80)).join(', ');
  return members.length > 3 ? `${shown} and ${members.length - 3} more` : shown;
}

function refuse({ groupId }: PresentGroup, code: string, message: string): Result<never> {
  return failed({ scope: `group ${groupId}`, code, message });
}
