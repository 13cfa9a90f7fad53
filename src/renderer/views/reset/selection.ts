import type { GroupDetail } from '../../../shared/group';
import type { ResetScope } from '../../../shared/reset';

/** The partitions of a group by topic, in its page's order. */
export interface TopicOfGroup {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number; readonly committed: number | null }[];
}

/** Chosen partitions by topic; another object for another choice. */
export type Selection = ReadonlyMap<string, ReadonlySet<number>>;

export function topicsOf({ topics, columns }: GroupDetail): readonly TopicOfGroup[] {
  const byTopic = new Map<string, { readonly partition: number; readonly committed: number | null }[]>();
  for (let row = 0; row < columns.partition.length; row += 1) {
    const topic = topics[columns.topic[row] ?? 0] ?? '';
    const committed = columns.committedOffset[row] ?? Number.NaN;
    const of = byTopic.get(topic) ?? [];
    byTopic.set(topic, of);
    of.push({ partition: columns.partition[row] ?? 0, committed: Number.isNaN(committed) ? null : committed });
  }
  return [...byTopic].map(([topic, partitions]) => ({ topic, partitions }));
}

export function chooseAll(topics: readonly TopicOfGroup[]): Selection {
  return new Map(topics.map(({ topic, partitions }) => [topic, new Set(partitions.map(({ partition }) => partition))]));
}

export function toggle(selection: Selection, topic: string, partitions: readonly number[], on: boolean): Selection {
  const chosen = new Set(selection.get(topic));
  for (const partition of partitions) {
    if (on) chosen.add(partition);
    else chosen.delete(partition);
  }
  const changed = new Map(selection);
  if (chosen.size === 0) changed.delete(topic);
  else changed.set(topic, chosen);
  return changed;
}

export function countChosen(selection: Selection): number {
  let count = 0;
  for (const partitions of selection.values()) count += partitions.size;
  return count;
}

export function scopeOf(selection: Selection): ResetScope {
  return { kind: 'topics', topics: [...selection].map(([topic, partitions]) => ({ topic, partitions: [...partitions].sort((left, right) => left - right) })) };
}
