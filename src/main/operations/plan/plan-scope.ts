import type { ResetRequest, ResolvedRequest, WishedOffset } from '../../../shared/reset';
import type { Metadata } from '../../kafka/protocol/apis/metadata';
import type { GroupReading } from '../read/read-groups';
import { removalsFor } from './remove-commit';
import type { Failure } from '../../../shared/failure';
import type { CommittedOffset } from '../read/partition-facts';
import { TopicPartitionMap, type TopicPartition } from '../read/topic-partition-map';

export type Wishes = TopicPartitionMap<(CommittedOffset & Pick<WishedOffset, 'topicId'>) | Failure>;

/** The partitions of one group that a request is about, in the order of topics and partitions. */
export function wantedPartitions(request: ResolvedRequest, metadata: Metadata, readings: ReadonlyMap<string, GroupReading>, groupId: string): readonly TopicPartition[] {
  const { scope, target } = request;
  const wanted = new TopicPartitionMap<true>();
  if (target.kind === 'to-offsets' || (target.kind === 'to-group' && scope.kind === 'all-topics')) {
    const isInScope = scopeTest(scope);
    for (const { topic, partition } of wishesFor(request, readings, groupId).sorted()) if (isInScope(topic, partition)) wanted.set(topic, partition, true);
    for (const { topic, partition } of removalsFor(request, groupId)) if (isInScope(topic, partition)) wanted.set(topic, partition, true);
  } else if (scope.kind === 'all-topics') {
    for (const { topic, partition } of readings.get(groupId)?.committed.sorted() ?? []) wanted.set(topic, partition, true);
  } else {
    const committed = readings.get(groupId)?.committed;
    const isLeftOut = (topic: string, partition: number): boolean => scope.onlyCommitted === true && (committed?.get(topic, partition) ?? null) === null;
    const topics = new Map(metadata.topics.map((known) => [known.topic, known.partition]));
    for (const { topic, partitions } of scope.topics) {
      const all = topics.get(topic);
      for (const partition of partitions ?? all ?? []) if (!isLeftOut(topic, partition)) wanted.set(topic, partition, true);
      // A topic that is not there must not go unsaid.
      if (partitions === null && (all === undefined || all.length === 0)) wanted.set(topic, 0, true);
    }
  }
  return wanted.sorted();
}

/** What another group, a file or a snapshot says for this group. */
export function wishesFor({ target }: ResolvedRequest, readings: ReadonlyMap<string, GroupReading>, groupId: string): Wishes {
  if (target.kind === 'to-group') return readings.get(target.groupId)?.committed ?? new TopicPartitionMap();
  const wishes: Wishes = new TopicPartitionMap();
  if (target.kind !== 'to-offsets') return wishes;
  for (const { topic, partition, offset, leaderEpoch, metadata, topicId, groupId: of } of target.offsets) {
    if ((of === null || of === groupId) && offset !== null) wishes.set(topic, partition, { offset, leaderEpoch, metadata, topicId });
  }
  return wishes;
}

function scopeTest(scope: ResetRequest['scope']): (topic: string, partition: number) => boolean {
  if (scope.kind === 'all-topics') return () => true;
  const topics = new Map(scope.topics.map(({ topic, partitions }) => [topic, partitions === null ? null : new Set(partitions)]));
  return (topic, partition) => topics.get(topic)?.has(partition) ?? topics.has(topic);
}
