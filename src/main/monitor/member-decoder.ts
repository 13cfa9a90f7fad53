import type { Failure } from '../../shared/failure';
import type { GroupMember, TopicPartitions } from '../../shared/group';
import { DecodeError } from '../kafka/protocol/decode-error';
import { decodeAssignment, decodeSubscription, type Subscription } from '../kafka/protocol/apis/consumer-protocol';
import type { DescribedMember } from '../kafka/protocol/apis/describe-groups';
import { decodeStickyUserData } from '../kafka/protocol/apis/sticky-user-data';

interface Decoded {
  readonly metadata: Uint8Array;
  readonly assignment: Uint8Array;
  readonly subscription: readonly string[] | null;
  readonly rack: string | null;
  readonly generation: number | null;
  readonly ownedPartitions: readonly TopicPartitions[] | null;
  readonly assigned: readonly TopicPartitions[] | null;
  readonly failure: Failure | null;
}

/**
 * Reads the blobs that classic members exchange. Most polls bring the same bytes again, so the last ones are kept
 * (as copies: a slice would keep the whole answer alive).
 */
export class MemberDecoder {
  private known = new Map<string, Decoded>();
  private used = new Map<string, Decoded>();

  /** `assignor`: the group's, whose metadata alone is told of all that the member could do. */
  decode(groupId: string, groupState: string, assignor: string, member: DescribedMember): { readonly member: GroupMember; readonly failure: Failure | null } {
    const key = `${groupId}\u0000${member.memberId}`;
    const before = this.known.get(key) ?? this.used.get(key);
    const decoded = before !== undefined && same(before.metadata, member.metadata) && same(before.assignment, member.assignment) ? before : read(groupId, assignor, member);
    this.used.set(key, decoded);
    return {
      member: {
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        host: member.host,
        rack: decoded.rack,
        subscription: decoded.subscription,
        subscribedPattern: null,
        assignment: decoded.assigned ?? (groupState === 'Stable' && member.assignment.length === 0 ? [] : null),
        targetAssignment: null,
        memberEpoch: null,
        memberType: null,
        generation: decoded.generation,
        ownedPartitions: decoded.ownedPartitions,
      },
      failure: decoded.failure,
    };
  }

  /** Forgets the members that were not met since the last call. */
  endRound(): void {
    this.known = this.used;
    this.used = new Map();
  }
}

/** While a group rebalances the broker sends neither blob: not told, which is not the same as none. */
function read(groupId: string, assignor: string, member: DescribedMember): Decoded {
  const failures: string[] = [];
  const subscription = attempt(member.metadata, decodeSubscription, 'subscription', failures);
  const sticky = subscription === null ? null : attempt(subscription.userData ?? NOTHING, (bytes) => decodeStickyUserData(assignor, bytes), 'user data', []);
  const assigned = attempt(member.assignment, (bytes) => decodeAssignment(bytes).assignment, 'assignment', failures);
  return {
    metadata: new Uint8Array(member.metadata),
    assignment: new Uint8Array(member.assignment),
    subscription: subscription?.topics ?? null,
    rack: subscription?.rack ?? null,
    generation: subscription === null ? null : generationOf(subscription, sticky?.generation ?? null),
    ownedPartitions: subscription === null ? null : ownedBy(subscription, sticky?.ownedPartitions ?? null),
    assigned,
    failure:
      failures.length === 0
        ? null
        : {
            scope: `group ${groupId}`,
            code: 'MEMBER_UNREADABLE',
            message: `The ${failures.join(' and ')} of member ${member.memberId} could not be read. Its client may use its own format; its partitions are shown without owner.`,
          },
  };
}

const NOTHING = new Uint8Array(0);

/** Those that can tell (version 2, Kafka 3.5) say -1 where they were in none, which is before the first. */
function generationOf({ version, generation }: Subscription, ofUserData: number | null): number | null {
  return generation ?? (version >= 2 ? 0 : ofUserData);
}

function ownedBy({ version, ownedPartitions }: Subscription, previous: readonly TopicPartitions[] | null): readonly TopicPartitions[] | null {
  if (ownedPartitions.length > 0) return ownedPartitions;
  return previous ?? (version >= 1 ? [] : null);
}

function attempt<Value>(bytes: Uint8Array, decode: (bytes: Uint8Array) => Value, what: string, failures: string[]): Value | null {
  if (bytes.length === 0) return null;
  try {
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    failures.push(`${what} (${error.message})`);
    return null;
  }
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return false;
  return true;
}
