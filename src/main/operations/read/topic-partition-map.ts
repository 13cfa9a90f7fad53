export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Values by topic and partition. Topic names are hostile: they are never joined into a key. */
export class TopicPartitionMap<Value> {
  private readonly topics = new Map<string, Map<number, Value>>();

  get(topic: string, partition: number): Value | undefined {
    return this.topics.get(topic)?.get(partition);
  }

  set(topic: string, partition: number, value: Value): void {
    const partitions = this.topics.get(topic) ?? new Map<number, Value>();
    this.topics.set(topic, partitions);
    partitions.set(partition, value);
  }

  get size(): number {
    let size = 0;
    for (const partitions of this.topics.values()) size += partitions.size;
    return size;
  }

  /** In the order of topic names and partitions. */
  sorted(): readonly { readonly topic: string; readonly partition: number; readonly value: Value }[] {
    return [...this.topics]
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .flatMap(([topic, partitions]) => [...partitions].sort(([left], [right]) => left - right).map(([partition, value]) => ({ topic, partition, value })));
  }
}
