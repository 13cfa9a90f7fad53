import { formatCounted } from '../../shared/text';

export interface NotCounted {
  /** Partitions whose lag could not be read. */
  readonly unknownPartitions: number;
  /** Partitions with no committed offset that are not known to be empty. */
  readonly uncommittedPartitions: number;
  /** What those lack; a committed offset unless said otherwise. */
  readonly offsetWord?: 'committed offset' | 'start offset';
}

/** Whether a sum of lag is only a lower bound: some partition is not in it. */
export function isLowerBound({ unknownPartitions, uncommittedPartitions }: NotCounted): boolean {
  return unknownPartitions + uncommittedPartitions > 0;
}

/** What a sum of lag leaves out, as a phrase; null when it leaves nothing out. */
export function notCounted({ unknownPartitions, uncommittedPartitions, offsetWord = 'committed offset' }: NotCounted): string | null {
  const parts = [
    uncommittedPartitions === 0 ? '' : `${formatCounted(uncommittedPartitions, 'partition')} ${uncommittedPartitions === 1 ? 'has' : 'have'} no ${offsetWord}; what waits there is not counted`,
    unknownPartitions === 0 ? '' : `the lag of ${formatCounted(unknownPartitions, 'partition')} is not known`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('; ');
}
