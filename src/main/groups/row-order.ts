import type { PartitionTable } from './partition-table';

const PARTITIONS = 4_294_967_296;
const LOWEST_PARTITION = -2_147_483_648;

/**
 * Distinct topic-partitions in row order: by topic name, then partition (any 32-bit number: brokers are not trusted).
 * Columns and a binary search, because a cluster has a hundred thousand of them.
 */
export class RowOrder {
  /** Index into the partition table's topics. */
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  /** One number a row, ascending: the rank of its topic's name and its partition. */
  private readonly keys: Float64Array;
  private readonly rankOf: ReadonlyMap<number, number>;

  /** `topics[i]` and `partitions[i]` name one; repetitions are dropped. */
  constructor(topics: readonly number[], partitions: readonly number[], table: PartitionTable) {
    const distinct = [...new Set(topics)].sort((left, right) => ((table.topics[left]?.topic ?? '') < (table.topics[right]?.topic ?? '') ? -1 : 1));
    this.rankOf = new Map(distinct.map((topic, rank) => [topic, rank]));
    const all = new Float64Array(topics.length);
    for (let i = 0; i < all.length; i += 1) all[i] = keyOf(this.rankOf.get(topics[i] ?? 0) ?? 0, partitions[i] ?? 0);
    this.keys = withoutRepetitions(isAscending(all) ? all : all.sort());
    const count = this.keys.length;
    this.topic = new Int32Array(count);
    this.partition = new Int32Array(count);
    for (let row = 0; row < count; row += 1) {
      const key = this.keys[row] ?? 0;
      this.topic[row] = distinct[Math.floor(key / PARTITIONS)] ?? 0;
      this.partition[row] = (key % PARTITIONS) + LOWEST_PARTITION;
    }
  }

  /** -1: not among them. */
  rowOf(topic: number, partition: number): number {
    const rank = this.rankOf.get(topic);
    if (rank === undefined) return -1;
    const key = keyOf(rank, partition);
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return this.keys[low] === key ? low : -1;
  }
}

function keyOf(rank: number, partition: number): number {
  return rank * PARTITIONS + partition - LOWEST_PARTITION;
}

/** Brokers answer in order nearly always. */
function isAscending(column: Float64Array): boolean {
  for (let i = 1; i < column.length; i += 1) if ((column[i - 1] ?? 0) > (column[i] ?? 0)) return false;
  return true;
}

/** Of an ascending column, which it overwrites. */
function withoutRepetitions(column: Float64Array): Float64Array {
  let count = 0;
  for (let i = 0; i < column.length; i += 1) {
    if (i > 0 && column[i] === column[i - 1]) continue;
    column[count] = column[i] ?? 0;
    count += 1;
  }
  return column.subarray(0, count);
}
