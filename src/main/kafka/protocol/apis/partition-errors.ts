import type { Reader } from '../reader';

/** What became of each partition of one topic; error code 0 = done. */
export interface PartitionErrors {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number; readonly errorCode: number }[];
}

/**
 * [topics]
 *   topics => name [partitions]
 *     partitions => partition_index error_code
 */
export function decodePartitionErrors(reader: Reader, flexible: boolean): readonly PartitionErrors[] {
  const topics: PartitionErrors[] = [];
  for (let count = reader.arrayCount(flexible ? 3 : 6, flexible); count > 0; count -= 1) {
    const topic = reader.string(flexible);
    const partitions: { partition: number; errorCode: number }[] = [];
    for (let left = reader.arrayCount(flexible ? 7 : 6, flexible); left > 0; left -= 1) {
      partitions.push({ partition: reader.int32(), errorCode: reader.int16() });
      if (flexible) reader.skipTaggedFields();
    }
    if (flexible) reader.skipTaggedFields();
    topics.push({ topic, partitions });
  }
  return topics;
}
