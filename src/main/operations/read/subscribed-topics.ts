import type { ConsumerGroupMember } from '../../kafka/protocol/apis/consumer-group-describe';
import { decodeAssignment, decodeSubscription } from '../../kafka/protocol/apis/consumer-protocol';
import type { DescribedMember } from '../../kafka/protocol/apis/describe-groups';

/** Topics that members of a KIP-848 group subscribe to; of one with a pattern, those that it has been given. */
export function topicsOfConsumers(members: readonly ConsumerGroupMember[]): ReadonlySet<string> {
  return new Set(members.flatMap(({ subscribedTopics, subscribedPattern, assignment, targetAssignment }) => [...subscribedTopics, ...(subscribedPattern === null || subscribedPattern === '' ? [] : [...assignment, ...targetAssignment].map(({ topic }) => topic))]));
}

/** The same of a classic group, as far as it tells: while it rebalances it does not, and a client may have a format of its own. */
export function topicsOfClassicMembers(members: readonly DescribedMember[]): ReadonlySet<string> {
  return new Set(
    members.flatMap(({ metadata, assignment }) => [
      ...attempt(metadata, (bytes) => decodeSubscription(bytes).topics),
      ...attempt(assignment, (bytes) => decodeAssignment(bytes).assignment.map(({ topic }) => topic)),
    ]),
  );
}

function attempt(bytes: Uint8Array, decode: (bytes: Uint8Array) => readonly string[]): readonly string[] {
  if (bytes.length === 0) return [];
  try {
    return decode(bytes);
  } catch {
    return [];
  }
}
