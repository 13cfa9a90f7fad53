import type { GroupDetail } from '../../../shared/group';
import type { OwnTarget, ResetScope } from '../../../shared/reset';
import { formatCount, formatCounted } from '../../../shared/text';

export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** The partitions of a topic that can be chosen; `said` is what stands beside each: where it is committed. */
export interface TopicToChoose {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number; readonly said: string }[];
}

/** Chosen partitions by topic; another object for another choice. */
export type Selection = ReadonlyMap<string, ReadonlySet<number>>;

/** Targets that partitions have of their own, by topic and partition. */
export type OwnTargets = ReadonlyMap<string, OwnTarget>;

/** Every partition of these groups by topic, in the order of the first group that has it. */
export function topicsOf(groups: readonly GroupDetail[]): readonly TopicToChoose[] {
  const byTopic = new Map<string, Map<number, (number | null)[]>>();
  for (const { topics, columns } of groups) {
    for (let row = 0; row < columns.partition.length; row += 1) {
      const topic = topics[columns.topic[row] ?? 0] ?? '';
      const of = byTopic.get(topic) ?? new Map<number, (number | null)[]>();
      byTopic.set(topic, of);
      const partition = columns.partition[row] ?? 0;
      const committed = columns.committedOffset[row] ?? Number.NaN;
      const known = of.get(partition) ?? [];
      of.set(partition, known);
      known.push(Number.isNaN(committed) ? null : committed);
    }
  }
  return [...byTopic].map(([topic, partitions]) => ({
    topic,
    partitions: [...partitions].sort(([left], [right]) => left - right).map(([partition, committed]) => ({ partition, said: committedText(committed, groups.length) })),
  }));
}

/** With several groups each has an offset of its own: how many there are is said instead. */
function committedText(committed: readonly (number | null)[], groups: number): string {
  const [only = null] = committed;
  if (groups === 1) return only === null ? 'none' : formatCount(only);
  return formatCounted(committed.length, 'group');
}

export function chooseAll(topics: readonly TopicToChoose[]): Selection {
  return toggleTopics(new Map(), topics, true);
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

/** All partitions of these topics. */
export function toggleTopics(selection: Selection, topics: readonly TopicToChoose[], on: boolean): Selection {
  const changed = new Map(selection);
  for (const { topic, partitions } of topics) {
    if (on) changed.set(topic, new Set(partitions.map(({ partition }) => partition)));
    else changed.delete(topic);
  }
  return changed;
}

/** What is chosen of these topics' partitions. */
export function chosenOf(selection: Selection, topics: readonly TopicToChoose[]): Selection {
  return new Map(
    topics.flatMap(({ topic, partitions }) => {
      const chosen = selection.get(topic);
      const here = partitions.filter(({ partition }) => chosen?.has(partition) === true).map(({ partition }) => partition);
      return here.length === 0 ? [] : [[topic, new Set(here)] as const];
    }),
  );
}

/** Whether all of these are chosen. */
export function isAllChosen(selection: Selection, topics: readonly TopicToChoose[]): boolean {
  return topics.every(({ topic, partitions }) => partitions.every(({ partition }) => selection.get(topic)?.has(partition) === true));
}

export function countChosen(selection: Selection): number {
  let count = 0;
  for (const partitions of selection.values()) count += partitions.size;
  return count;
}

/** `onlyCommitted`: as in ResetScope, for several groups. */
export function scopeOf(selection: Selection, onlyCommitted = false): ResetScope {
  return { kind: 'topics', onlyCommitted, topics: [...selection].map(([topic, partitions]) => ({ topic, partitions: [...partitions].sort((left, right) => left - right) })) };
}

export function ownTargetKey(topic: string, partition: number): string {
  return JSON.stringify([topic, partition]);
}

/** Null takes it back: the partition goes where all the others go. */
export function withOwnTarget(own: OwnTargets, topic: string, partition: number, target: OwnTarget['target'] | null): OwnTargets {
  const changed = new Map(own);
  if (target === null) changed.delete(ownTargetKey(topic, partition));
  else changed.set(ownTargetKey(topic, partition), { topic, partition, target });
  return changed;
}

/** Of chosen partitions only. */
export function chosenOwnTargets(own: OwnTargets, selection: Selection): readonly OwnTarget[] {
  return [...own.values()].filter(({ topic, partition }) => selection.get(topic)?.has(partition) === true);
}

/** `18,232`, `+5`, `to-earliest`: as short as a line of the tree has room for. */
export function ownTargetText(target: OwnTarget['target']): string {
  if (target.kind === 'to-offset') return `to ${formatCount(target.offset)}`;
  if (target.kind === 'shift-by') return target.by > 0 ? `by +${formatCount(target.by)}` : `by ${formatCount(target.by)}`;
  return target.kind;
}
