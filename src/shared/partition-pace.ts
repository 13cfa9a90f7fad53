/** What was written to one partition, and read of it by the group, over the last minutes. */
export interface PartitionPace {
  /** Records per second. */
  readonly producedPerSecond: number;
  /** Of committed offsets. */
  readonly readPerSecond: number;
  /** At both ends of that time more waited than is read in ten seconds: its reader always had something to do. */
  readonly isBehind: boolean;
}

/** By topic and partition; what is not known is absent. */
export type PartitionPaces = ReadonlyMap<string, ReadonlyMap<number, PartitionPace>>;
