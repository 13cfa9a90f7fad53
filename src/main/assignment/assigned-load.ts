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

/** What each of so many members has. */
export function loadsOf(owners: Owners, lag: Float64Array, members: number): readonly AssignedLoad[] {
  const loads = Array.from({ length: members }, () => ({ partitions: 0, lag: 0, unknownPartitions: 0 }));
  owners.forEach((owner, row) => {
    const load = loads[owner];
    if (load === undefined) return;
    const own = lag[row] ?? NaN;
    load.partitions += 1;
    if (Number.isNaN(own)) load.unknownPartitions += 1;
    else load.lag += own;
  });
  return loads.map(withUnknown);
}

export function sumOfLoads(loads: readonly (AssignedLoad | null)[]): AssignedLoad {
  const sum = { partitions: 0, lag: 0, unknownPartitions: 0 };
  for (const load of loads) {
    sum.partitions += load?.partitions ?? 0;
    sum.lag += load?.lag ?? 0;
    sum.unknownPartitions += load?.unknownPartitions ?? 0;
  }
  return withUnknown(sum);
}

function withUnknown({ partitions, lag, unknownPartitions }: { readonly partitions: number; readonly lag: number; readonly unknownPartitions: number }): AssignedLoad {
  return { partitions, lag: partitions > 0 && unknownPartitions === partitions ? null : lag, unknownPartitions };
}
