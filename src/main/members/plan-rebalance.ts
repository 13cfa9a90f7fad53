import { KAFKA_ASSIGNORS } from '../../shared/assignors';
import type { Failure } from '../../shared/failure';
import { REBALANCING_STATES } from '../../shared/group';
import type { RebalanceInstead, RebalancePlan } from '../../shared/members';
import type { RebalanceProtocol } from '../../shared/rebalances';
import { formatCounted } from '../../shared/text';
import { rebalanceProtocolOf } from '../rebalances/rebalance-protocol';
import type { PlanFrame } from './plan-frame';
import { partitionsOf, plannedMember } from './planned-members';
import type { GroupNow } from './read-group';

/** Of these it is known that they endure a member without topics and without data of its own. */
const PLAIN_ASSIGNORS: ReadonlySet<string> = new Set(KAFKA_ASSIGNORS.classic);
/** Kafka Streams' own: its leader fails, and its instance with it, over a member without its data. */
const STREAMS_ASSIGNOR = 'stream';

/** What triggering a rebalance would do to the group as it is. */
export function planRebalance(group: GroupNow, frame: PlanFrame): RebalancePlan {
  const { groupId, groupType, groupState, assignor } = group;
  const members = group.members.map(plannedMember);
  const partitions = partitionsOf(members);
  const protocol = rebalanceProtocolOf(group);
  const refused = refusalOf(group);
  return {
    kind: 'rebalance',
    ...frame,
    groupId,
    groupType,
    groupState,
    assignor,
    protocol,
    members,
    partitions,
    stops: refused !== null ? null : protocol === 'cooperative' ? 0 : protocol === 'eager' ? partitions : null,
    consequences: refused === null ? consequencesOf(group, protocol, partitions) : [],
    refusal: refused === null ? null : { scope: `group ${groupId}`, code: refused.code, message: refused.message },
    instead: refused?.instead ?? null,
  };
}

interface Refused extends Pick<Failure, 'code' | 'message'> {
  readonly instead: RebalanceInstead;
}

function refusalOf({ groupId, groupType, groupState, protocolType, assignor, members }: GroupNow): Refused | null {
  if (groupType === 'consumer') {
    return { code: 'NOT_APPLICABLE', instead: 'remove-members', message: `${groupId} is a KIP-848 group: its coordinator works out the assignment whenever a member, a subscription or a number of partitions changes, and moves only what is different. There is no rebalance to trigger. A member can be removed instead: its partitions go to others at once, and it comes straight back.` };
  }
  if (groupType === 'share') return { code: 'NOT_APPLICABLE', instead: null, message: `${groupId} is a share group: its members are handed single records and own no partition, so there is no rebalance to trigger. A process that hangs is to be restarted: what it had acquired is handed out again when its lock times out.` };
  if (groupType === 'streams') return { code: 'NOT_APPLICABLE', instead: null, message: `${groupId} is a streams group (KIP-1071): its coordinator assigns its tasks itself, and there is no rebalance to trigger. Restart an instance instead.` };
  if (members.length === 0) {
    if (protocolType === '' || protocolType === null) return { code: 'NOT_APPLICABLE', instead: null, message: `${groupId} only holds committed offsets: its consumers assign partitions to themselves and are no members, so there is nothing to rebalance.` };
    return { code: 'NO_MEMBERS', instead: null, message: `${groupId} is ${groupState} and has no members: there is nothing to rebalance.` };
  }
  if (REBALANCING_STATES.has(groupState)) return { code: 'REBALANCE_IN_PROGRESS', instead: null, message: `A rebalance of ${groupId} is on already (${groupState}). Another one would only lengthen it: wait until it is Stable.` };
  if (groupState !== 'Stable') return { code: 'STATE_UNKNOWN', instead: null, message: `${groupId} is ${groupState}, which is not Stable: what a rebalance would do to it is not known.` };
  if (protocolType !== 'consumer') return { code: 'NOT_APPLICABLE', instead: 'remove-members', message: `The members of ${groupId} are not consumers (protocol type ${protocolType ?? 'unknown'}): what they tell each other is their own, and a member that does not speak it could break them. Trigger it where they are run (Connect: restart a worker), or remove one of them: it comes straight back.` };
  if (assignor === STREAMS_ASSIGNOR) return { code: 'NOT_APPLICABLE', instead: 'remove-members', message: `${groupId} is a Kafka Streams application: the member that leads it would fail if it met one without Streams’ own data, even for a moment. Restart an instance instead, or remove one of its members: it comes straight back.` };
  if (assignor === null) return { code: 'PROTOCOL_UNKNOWN', instead: 'remove-members', message: `The broker does not tell which assignor the members of ${groupId} agreed on, so nobody can join them, even for a moment.` };
  return null;
}

function consequencesOf({ assignor, members }: GroupNow, protocol: RebalanceProtocol | null, partitions: number | null): readonly string[] {
  const name = assignor ?? '';
  const statics = members.filter(({ groupInstanceId }) => groupInstanceId !== null).length;
  const all = partitions === null ? 'All partitions' : partitions === 1 ? 'The one partition' : `All ${formatCounted(partitions, 'partition')}`;
  const verb = partitions === 1 ? 'stops and comes back' : 'stop and come back';
  const what =
    protocol === 'eager'
      ? `${all} ${verb}: ${name} is eager, so every member gives up everything before it joins again. As a rule each gets back what it had.`
      : protocol === 'cooperative'
        ? `No partition is expected to move: ${name} is cooperative, so members go on with what they own while they join again. A partition that nobody owns now, or an imbalance, would be put right.`
        : `Whether members give up their partitions is not known: ${name} is not one of Kafka’s own assignors.`;
  return [
    what,
    `One rebalance, and nobody is removed: a member without topics joins and, while the group waits for the others, leaves again.`,
    `It lasts until ${members.length === 1 ? 'the one member has' : `all ${formatCounted(members.length, 'member')} have`} joined again. Each notices at its next heartbeat (every 3 s unless set otherwise) and first finishes the batch it is at; one that does not come is waited for until the rebalance time-out (its max.poll.interval.ms, 5 min unless set otherwise) and then left out.`,
    ...(statics === 0 ? [] : [statics === 1 ? 'The static member keeps its membership.' : `The ${formatCounted(statics, 'static member')} keep their membership.`]),
    'A commit that is under way meanwhile may be refused (REBALANCE_IN_PROGRESS); consumers then commit again later, or handle those records again.',
    ...(PLAIN_ASSIGNORS.has(name) ? [] : [`${name} is not one of Kafka’s own assignors: should the connection be lost for some seconds in between, the member that leads has to assign to one without topics and without data.`]),
  ];
}
