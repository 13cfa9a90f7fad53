import { Name } from '../../ui/Name';
import { Unknown } from '../../ui/Unknown';
import { isLowerBound, notCounted, type NotCounted } from '../../format/lag-bound';

interface WorstPartitionProps extends NotCounted {
  /** The partition that the group's verdict is about; null: the engine names none. */
  readonly place: { readonly topic: string; readonly partition: number } | null;
  /** Over known partitions; NaN: none is known. */
  readonly totalLag: number;
}

/** The worst partition of a group. None only where every one was read and none lags. */
export function WorstPartition({ place, totalLag, ...missing }: WorstPartitionProps) {
  if (place !== null) return <Name text={place.topic} suffix={`-${place.partition}`} />;
  if (totalLag === 0 && !isLowerBound(missing)) return <span className="dim">none</span>;
  return <Unknown word="not known" reason={notCounted(missing) ?? 'no partition with a known lag'} />;
}
