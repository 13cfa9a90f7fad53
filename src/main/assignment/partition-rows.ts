import type { ChangedGroup } from './changed-group';
import { compareNames, type Owners } from './group-shape';
import type { PresentGroup } from './present-group';
import type { Settled } from './settle';

/** Every partition of the subscribed topics, before and after, in (topic, partition) order. */
export interface PartitionRows {
  readonly topics: readonly string[];
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  readonly firstRow: ReadonlyMap<string, number>;
}

export function rowsOf({ topics }: ChangedGroup): PartitionRows {
  const sorted = [...topics].sort((left, right) => compareNames(left.topic, right.topic));
  const firstRow = new Map<string, number>();
  let rows = 0;
  for (const { topic, partitions } of sorted) {
    firstRow.set(topic, rows);
    rows += partitions;
  }
  const topic = new Int32Array(rows);
  const partition = new Int32Array(rows);
  sorted.forEach((entry, index) => {
    const first = firstRow.get(entry.topic) ?? 0;
    topic.fill(index, first, first + entry.partitions);
    for (let row = first; row < first + entry.partitions; row += 1) partition[row] = row - first;
  });
  return { topics: sorted.map((entry) => entry.topic), topic, partition, firstRow };
}

/** Index into the present members by row. */
export function ownedNow({ members, topics }: PresentGroup, rows: PartitionRows): Owners {
  const owners: Owners = new Int32Array(rows.topic.length).fill(-1);
  const counts = new Map(topics.map(({ topic, partitions }) => [topic, partitions]));
  members.forEach(({ assignment }, member) => {
    for (const { topic, partitions } of assignment) {
      const first = rows.firstRow.get(topic);
      if (first === undefined) continue;
      for (const partition of partitions) if (partition >= 0 && partition < (counts.get(topic) ?? 0)) owners[first + partition] = member;
    }
  });
  return owners;
}

/** From the assignor's slots, which leave out topics that nobody subscribes any more, to rows. */
export function spread({ shape, owners }: Settled, rows: PartitionRows, indices: readonly number[]): Owners {
  const spreadOut: Owners = new Int32Array(rows.topic.length).fill(-1);
  for (const { topic, firstSlot, partitions } of shape.topics) {
    const first = rows.firstRow.get(topic) ?? 0;
    for (let partition = 0; partition < partitions; partition += 1) spreadOut[first + partition] = indices[owners[firstSlot + partition] ?? -1] ?? -1;
  }
  return spreadOut;
}
