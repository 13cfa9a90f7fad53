import type { PartitionTable } from './partition-table';

const PARTITIONS = 4_294_967_296;
const LOWEST_PARTITION = -2_147_483_648;
/** So many partition numbers for each one that is named are worth a place each. */
const MOST_PLACES_EACH = 8;

/** Distinct topic-partitions in row order: by topic name, then partition (any 32-bit number: brokers are not trusted). */
export interface RowOrder {
  /** Index into the partition table's topics. */
  readonly topic: Int32Array;
  readonly partition: Int32Array;
  /** -1: not among them. */
  rowOf(topic: number, partition: number): number;
}

/** `topics[i]` and `partitions[i]` name one, in any order; repetitions are dropped. A cluster has a hundred thousand of them. */
export function rowOrder(topics: ArrayLike<number>, partitions: ArrayLike<number>, table: PartitionTable): RowOrder {
  const distinct = new Set<number>();
  for (let i = 0; i < topics.length; i += 1) if (i === 0 || topics[i] !== topics[i - 1]) distinct.add(topics[i] ?? 0);
  const inOrder = [...distinct].sort((left, right) => ((table.topics[left]?.topic ?? '') < (table.topics[right]?.topic ?? '') ? -1 : 1));
  return placed(inOrder, topics, partitions) ?? sorted(inOrder, topics, partitions);
}

interface Places {
  from: number;
  highest: number;
}

/** By a place for each partition number from 0 to a topic's highest one; null: those would be too many. */
function placed(inOrder: readonly number[], topics: ArrayLike<number>, partitions: ArrayLike<number>): RowOrder | null {
  const placesOf = new Map<number, Places>(inOrder.map((topic) => [topic, { from: 0, highest: -1 }]));
  let own: Places = { from: 0, highest: -1 };
  for (let i = 0; i < topics.length; i += 1) {
    if (i === 0 || topics[i] !== topics[i - 1]) own = placesOf.get(topics[i] ?? 0) ?? own;
    const partition = partitions[i] ?? -1;
    if (partition < 0) return null;
    if (partition > own.highest) own.highest = partition;
  }
  let places = 0;
  for (const each of placesOf.values()) {
    each.from = places;
    places += each.highest + 1;
  }
  if (places > MOST_PLACES_EACH * topics.length) return null;
  const rows = new Int32Array(places).fill(-1);
  let count = 0;
  for (let i = 0; i < topics.length; i += 1) {
    if (i === 0 || topics[i] !== topics[i - 1]) own = placesOf.get(topics[i] ?? 0) ?? own;
    const place = own.from + (partitions[i] ?? 0);
    if (rows[place] === -1) count += 1;
    rows[place] = 0;
  }
  const topic = new Int32Array(count);
  const partition = new Int32Array(count);
  let next = 0;
  for (const [index, { from, highest }] of placesOf) {
    for (let number = 0; number <= highest; number += 1) {
      if (rows[from + number] === -1) continue;
      topic[next] = index;
      partition[next] = number;
      rows[from + number] = next;
      next += 1;
    }
  }
  const rowOf = (index: number, number: number): number => {
    const { from, highest } = placesOf.get(index) ?? { from: 0, highest: -1 };
    return number >= 0 && number <= highest ? (rows[from + number] ?? -1) : -1;
  };
  return { topic, partition, rowOf };
}

/** By one ascending number for each: the rank of its topic's name and its partition. */
function sorted(inOrder: readonly number[], topics: ArrayLike<number>, partitions: ArrayLike<number>): RowOrder {
  const rankOf = new Map(inOrder.map((topic, rank) => [topic, rank]));
  const all = new Float64Array(topics.length);
  for (let i = 0; i < all.length; i += 1) all[i] = keyOf(rankOf.get(topics[i] ?? 0) ?? 0, partitions[i] ?? 0);
  const keys = withoutRepetitions(all.sort());
  return {
    topic: Int32Array.from(keys, (key) => inOrder[Math.floor(key / PARTITIONS)] ?? 0),
    partition: Int32Array.from(keys, (key) => (key % PARTITIONS) + LOWEST_PARTITION),
    rowOf(topic, partition) {
      const rank = rankOf.get(topic);
      if (rank === undefined) return -1;
      const key = keyOf(rank, partition);
      let low = 0;
      let high = keys.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((keys[middle] ?? 0) < key) low = middle + 1;
        else high = middle;
      }
      return keys[low] === key ? low : -1;
    },
  };
}

function keyOf(rank: number, partition: number): number {
  return rank * PARTITIONS + partition - LOWEST_PARTITION;
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
