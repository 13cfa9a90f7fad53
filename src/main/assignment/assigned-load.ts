import type { AssignedLoad } from '../../shared/what-if';
import type { Owners } from './group-shape';
import type { DescribedGroup } from './present-group';

/** Lag of each row; NaN where it is not known. */
export function lagByPartition({ topics, columns }: DescribedGroup, rows: { readonly topics: readonly string[]; readonly topic: Int32Array; readonly partition: Int32Array; readonly firstRow: ReadonlyMap<string, number> }): Float64Array {
  const lag = new Float64Array(rows.topic.length).fill(NaN);
  columns.partition.forEach((partition, index) => {
    const topic = topics[columns.topic[index] ?? -1] ?? '';
    const row = (rows.firstRow.get(topic) ?? NaN) + partition;
    if (rows.partition[row] === partition && rows.topics[rows.topic[row] ?? -1] === topic) lag[row] = columns.lag[index] ?? NaN;
  });
  return lag;
}

/** What those together have whom `has` names. */
export function loadOf(owners: Owners, lag: Float64Array, has: (owner: number) => boolean): AssignedLoad {
  let partitions = 0;
  let known = 0;
  let sum = 0;
  owners.forEach((owner, row) => {
    if (owner < 0 || !has(owner)) return;
    partitions += 1;
    const own = lag[row] ?? NaN;
    if (Number.isNaN(own)) return;
    known += 1;
    sum += own;
  });
  return { partitions, lag: known === 0 && partitions > 0 ? null : sum, unknownPartitions: partitions - known };
}
