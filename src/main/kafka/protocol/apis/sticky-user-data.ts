import type { TopicPartitions } from '../../../../shared/group';
import { Reader } from '../reader';
import { decodeTopicPartitions } from './consumer-protocol';

export interface StickyUserData {
  /** What it owned before it joined; null: cooperative-sticky's does not say (its subscription does). */
  readonly ownedPartitions: readonly TopicPartitions[] | null;
  /** The generation in which it owned that; null: none, or from before Kafka 2.3. */
  readonly generation: number | null;
}

/**
 * What Kafka's own sticky assignors put into a subscription's user data. Null for any other assignor. Throws DecodeError.
 *
 * sticky => [previous_assignment] generation(1, Kafka 2.3)
 *   previous_assignment => topic [partitions]
 * cooperative-sticky => generation
 */
export function decodeStickyUserData(assignor: string, userData: Uint8Array | null): StickyUserData | null {
  if (userData === null || userData.length === 0 || (assignor !== 'sticky' && assignor !== 'cooperative-sticky')) return null;
  const reader = new Reader(userData);
  const ownedPartitions = assignor === 'sticky' ? decodeTopicPartitions(reader) : null;
  const generation = reader.remaining >= 4 ? reader.int32() : -1;
  return { ownedPartitions, generation: generation < 0 ? null : generation };
}
