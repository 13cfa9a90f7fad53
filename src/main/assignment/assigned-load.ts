import type { AssignedLoad } from '../../shared/what-if';
import type { Owners } from './group-shape';
import type { PartitionRows } from './partition-rows';
import type { DescribedGroup } from './present-group';

/** NaN where it is not known. */
export interface RowLags {
  readonly lag: Float64Array;
  /** Records per second. */
  readonly rate: Float64Array;
}

/** Lag of each row, and how fast it grows. */
export function lagByRow(
  { topics, columns }: DescribedGroup,
  rows: PartitionRows,
  rates: ReadonlyMap<string, ReadonlyMap<number, number>>,
): RowLags {
  const lag = new Float64Array(rows.topic.length).fill(NaN);
  columns.partition.forEach((partition, index) => {
    const topic = topics[columns.topic[index] ?? -1] ?? '';
    const row = (rows.firstRow.get(topic) ?? NaN) + partition;
    if (rows.partition[row] === partition && rows.topics[rows.topic[row] ?? -1] === topic) lag[row] = columns.lag[index] ?? NaN;
  });
  const rate = Float64Array.from(rows.partition, (partition, row) => rates.get(rows.topics[rows.topic[row] ?? -1] ?? '')?.get(partition) ?? NaN);
  return { lag, rate };
}

/** What each of so many members has. */
export function loadsOf(owners: Owners, { lag, rate }: RowLags, members: number): readonly AssignedLoad[] {
  const sums = Array.from({ length: members }, () => new LoadSum());
  owners.forEach((owner, row) => {
    const ownLag = lag[row] ?? NaN;
    const ownRate = rate[row] ?? NaN;
    sums[owner]?.add({ partitions: 1, lag: Number.isNaN(ownLag) ? null : ownLag, unknownPartitions: Number.isNaN(ownLag) ? 1 : 0, lagPerSecond: Number.isNaN(ownRate) ? null : ownRate });
  });
  return sums.map((sum) => sum.load());
}

export function sumOfLoads(loads: readonly (AssignedLoad | null)[]): AssignedLoad {
  const sum = new LoadSum();
  for (const load of loads) if (load !== null) sum.add(load);
  return sum.load();
}

class LoadSum {
  private partitions = 0;
  private lag = 0;
  private unknownPartitions = 0;
  private lagPerSecond: number | null = null;

  add(load: AssignedLoad): void {
    this.partitions += load.partitions;
    this.lag += load.lag ?? 0;
    this.unknownPartitions += load.unknownPartitions;
    if (load.lagPerSecond !== null) this.lagPerSecond = (this.lagPerSecond ?? 0) + load.lagPerSecond;
  }

  load(): AssignedLoad {
    const { partitions, unknownPartitions, lagPerSecond } = this;
    return { partitions, lag: partitions > 0 && unknownPartitions === partitions ? null : this.lag, unknownPartitions, lagPerSecond };
  }
}
