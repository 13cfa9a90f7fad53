import type { ResetScope, WishedOffset } from '../../../shared/reset';
import type { Selection, TopicToChoose } from './selection';

/** Partitions of each topic of the cluster; null: how many is not known. */
export type KnownTopics = ReadonlyMap<string, number | null>;

/** An offset of a file that a plan passes over. */
export interface UnusedLine {
  readonly line: WishedOffset;
  readonly why: 'other-group' | 'no-topic' | 'no-partition' | 'not-ticked';
}

/** Which offsets of a file are not used in such a scope, and why; `known` null: the cluster's topics could not be read. */
export function unusedLines(offsets: readonly WishedOffset[], groupIds: readonly string[], scope: ResetScope, known: KnownTopics | null): readonly UnusedLine[] {
  const groups = new Set(groupIds);
  const chosen = scope.kind === 'all-topics' ? null : new Map(scope.topics.map(({ topic, partitions }) => [topic, partitions === null ? null : new Set(partitions)]));
  const whyOf = ({ groupId, topic, partition }: WishedOffset): UnusedLine['why'] | null => {
    if (groupId !== null && !groups.has(groupId)) return 'other-group';
    if (chosen === null || (chosen.get(topic)?.has(partition) ?? chosen.has(topic))) return null;
    return isThere(known, topic, partition) ?? 'not-ticked';
  };
  return offsets.flatMap((line) => {
    const why = whyOf(line);
    return why === null ? [] : [{ line, why }];
  });
}

/** The tree, with the partitions that a file names beside those that the groups have committed; and without those that are not there. */
export function withFilePartitions(topics: readonly TopicToChoose[], offsets: readonly WishedOffset[], groupIds: readonly string[], known: KnownTopics | null): readonly TopicToChoose[] {
  const byTopic = new Map(topics.map(({ topic, partitions }) => [topic, new Map(partitions.map(({ partition, said }) => [partition, said]))]));
  for (const { groupId, topic, partition } of offsets) {
    if ((groupId !== null && !groupIds.includes(groupId)) || isThere(known, topic, partition) !== null) continue;
    const of = byTopic.get(topic) ?? new Map<number, string>();
    byTopic.set(topic, of);
    if (!of.has(partition)) of.set(partition, 'none');
  }
  return [...byTopic].map(([topic, partitions]) => ({ topic, partitions: [...partitions].sort(([left], [right]) => left - right).map(([partition, said]) => ({ partition, said })) }));
}

/** Ticks also what these lines name, where it is there. */
export function tickLines(selection: Selection, lines: readonly UnusedLine[]): Selection {
  const ticked = new Map([...selection].map(([topic, partitions]) => [topic, new Set(partitions)]));
  for (const { line, why } of lines) {
    if (why !== 'not-ticked') continue;
    const of = ticked.get(line.topic) ?? new Set<number>();
    ticked.set(line.topic, of.add(line.partition));
  }
  return ticked;
}

function isThere(known: KnownTopics | null, topic: string, partition: number): 'no-topic' | 'no-partition' | null {
  if (known === null) return null;
  const partitions = known.get(topic);
  if (partitions === undefined) return 'no-topic';
  return partitions !== null && partition >= partitions ? 'no-partition' : null;
}
