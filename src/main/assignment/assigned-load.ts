import type { PartitionPaces } from '../../shared/partition-pace';
import type { AssignedLoad } from '../../shared/what-if';
import type { Owners } from './group-shape';
import type { PartitionRows } from './partition-rows';
import type { DescribedGroup } from './present-group';

/** Of each row; NaN where it is not known. */
export interface RowLoads {
  readonly lag: Float64Array;
  /** Records per second. */
  readonly produced: Float64Array;
  readonly read: Float64Array;
  /** 1: its reader always had something to do. */
  readonly behind: Uint8Array;
  /** 1: it has lag, and nothing was read of it. */
  readonly stuck: Uint8Array;
}

export function loadByRow({ topics, columns }: DescribedGroup, rows: PartitionRows, paces: PartitionPaces): RowLoads {
  const lag = new Float64Array(rows.topic.length).fill(NaN);
  columns.partition.forEach((partition, index) => {
    const topic = topics[columns.topic[index] ?? -1] ?? '';
    const row = (rows.firstRow.get(topic) ?? NaN) + partition;
    if (rows.partition[row] === partition && rows.topics[rows.topic[row] ?? -1] === topic) lag[row] = columns.lag[index] ?? NaN;
  });
  const paceOf = (row: number) => paces.get(rows.topics[rows.topic[row] ?? -1] ?? '')?.get(rows.partition[row] ?? -1);
  return {
    lag,
    produced: Float64Array.from(rows.partition, (_, row) => paceOf(row)?.producedPerSecond ?? NaN),
    read: Float64Array.from(rows.partition, (_, row) => paceOf(row)?.readPerSecond ?? NaN),
    behind: Uint8Array.from(rows.partition, (_, row) => (paceOf(row)?.isBehind === true ? 1 : 0)),
    stuck: Uint8Array.from(rows.partition, (_, row) => (paceOf(row)?.readPerSecond === 0 && (lag[row] ?? 0) > 0 ? 1 : 0)),
  };
}

/** What each of so many members has. `lagPerSecond`: by how these partitions are read now. */
export function loadsOf(owners: Owners, { lag, produced, read }: RowLoads, members: number): readonly AssignedLoad[] {
  const sums = Array.from({ length: members }, () => new LoadSum());
  owners.forEach((owner, row) => {
    const ownLag = known(lag[row]);
    const producedPerSecond = known(produced[row]);
    sums[owner]?.add({ partitions: 1, lag: ownLag, unknownPartitions: ownLag === null ? 1 : 0, producedPerSecond, lagPerSecond: producedPerSecond === null ? null : known(producedPerSecond - (read[row] ?? NaN)) });
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
  private producedPerSecond: number | null = 0;
  private lagPerSecond: number | null = 0;

  add(load: AssignedLoad): void {
    this.partitions += load.partitions;
    this.lag += load.lag ?? 0;
    this.unknownPartitions += load.unknownPartitions;
    this.producedPerSecond = sumOrUnknown(this.producedPerSecond, load.producedPerSecond);
    this.lagPerSecond = sumOrUnknown(this.lagPerSecond, load.lagPerSecond);
  }

  load(): AssignedLoad {
    const { partitions, unknownPartitions, producedPerSecond, lagPerSecond } = this;
    return { partitions, lag: partitions > 0 && unknownPartitions === partitions ? null : this.lag, unknownPartitions, producedPerSecond, lagPerSecond };
  }
}

function sumOrUnknown(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
