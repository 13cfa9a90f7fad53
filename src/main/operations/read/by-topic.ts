import type { TopicPartition } from './topic-partition-map';

/** As Kafka's requests name partitions: topics in the order of their first one, each with what `rowOf` makes of its partitions. */
export function byTopic<Item extends TopicPartition, Row>(items: readonly Item[], rowOf: (item: Item) => Row): readonly { readonly topic: string; readonly partitions: readonly Row[] }[] {
  const topics = new Map<string, Row[]>();
  for (const item of items) {
    const rows = topics.get(item.topic);
    if (rows === undefined) topics.set(item.topic, [rowOf(item)]);
    else rows.push(rowOf(item));
  }
  return [...topics].map(([topic, partitions]) => ({ topic, partitions }));
}
