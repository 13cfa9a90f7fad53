import { MOST_PARTITIONS_OF_TOPIC, type PartitionTable } from '../groups/partition-table';

/** Rows of one group: three times what is promised of a cluster. */
export const MOST_ROWS_OF_GROUP = 300_000;
/** Members may claim any name: beyond so many topics, only Metadata and committed offsets add one. */
export const MOST_TOPICS_FOR_CLAIMS = 200_000;

const KEYS_OF_TOPIC = 4_294_967_296;

/** Topic-partitions that a group names, up to our limits. The first ones named are kept. */
export class WantedRows {
  /** Index into the partition table's topics, and partition, of each wish; the same may be there several times. */
  readonly topics: number[] = [];
  readonly partitions: number[] = [];
  private readonly table: PartitionTable;
  /** Made only where there are so many wishes that repetitions among them matter. */
  private distinct: Set<number> | null = null;
  private readonly beyond = new Set<number>();

  constructor(table: PartitionTable) {
    this.table = table;
  }

  /** Distinct partitions that are beyond the limits; so many or more at MOST_ROWS_OF_GROUP. */
  get leftOut(): number {
    return this.beyond.size;
  }

  want(topic: number, partition: number): void {
    if (!isPartitionRead(partition)) return this.leaveOut(topic, partition);
    if (this.topics.length >= MOST_ROWS_OF_GROUP) {
      this.distinct ??= new Set(this.topics.map((each, index) => keyOf(each, this.partitions[index] ?? 0)));
      const key = keyOf(topic, partition);
      if (this.distinct.has(key)) return;
      if (this.distinct.size >= MOST_ROWS_OF_GROUP) return this.leaveOut(topic, partition);
      this.distinct.add(key);
    }
    this.topics.push(topic);
    this.partitions.push(partition);
  }

  /** What a member says that it has: the topic need not exist. */
  claim(topic: string, partitions: readonly number[]): void {
    const isRoom = this.table.topics.length < MOST_TOPICS_FOR_CLAIMS || this.table.find(topic) !== undefined;
    const index = isRoom ? this.table.indexOf(topic) : -1;
    for (const partition of partitions) {
      if (isRoom) this.want(index, partition);
      else this.leaveOut(index, partition);
    }
  }

  private leaveOut(topic: number, partition: number): void {
    if (this.beyond.size < MOST_ROWS_OF_GROUP) this.beyond.add(keyOf(topic, partition));
  }
}

/** Brokers are not trusted: beyond these, nothing is read. */
export function isPartitionRead(partition: number): boolean {
  return partition >= 0 && partition < MOST_PARTITIONS_OF_TOPIC;
}

function keyOf(topic: number, partition: number): number {
  return topic * KEYS_OF_TOPIC + partition;
}
