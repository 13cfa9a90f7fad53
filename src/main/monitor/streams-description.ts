import type { SubtopologyTasks, TopicPartitions } from '../../shared/group';
import type { DescribedStreamsGroup } from '../kafka/protocol/apis/streams-group-describe';
import type { GroupDescription } from './group-record';

/**
 * A streams group's description; `partitionsOf` tells how many partitions a topic has, null if that is not known. What a member's active
 * tasks read is its assignment: null where the topology does not tell it.
 */
export function fromStreams(group: DescribedStreamsGroup, partitionsOf: (topic: string) => number | null): GroupDescription {
  const { subtopologies } = group;
  const sources = new Map((subtopologies ?? []).map((part) => [part.subtopologyId, part.sourceTopics]));
  return {
    groupState: group.groupState,
    protocolType: 'streams',
    assignor: null,
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.assignmentEpoch,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      host: member.host,
      rack: member.rack,
      subscription: subtopologies === null ? null : [...new Set([...sources.values()].flat())],
      subscribedPattern: null,
      assignment: readBy(member.assignment.active, sources, partitionsOf),
      targetAssignment: readBy(member.targetAssignment.active, sources, partitionsOf),
      memberEpoch: member.memberEpoch,
      memberType: null,
      generation: null,
      ownedPartitions: null,
      streams: { processId: member.processId, tasks: member.assignment },
    })),
    failures: [],
  };
}

/** A subtopology has as many tasks as its largest topic has partitions: the higher ones read nothing of the others. */
function readBy(tasks: readonly SubtopologyTasks[], sources: ReadonlyMap<string, readonly string[]>, partitionsOf: (topic: string) => number | null): readonly TopicPartitions[] | null {
  const read = new Map<string, number[]>();
  for (const { subtopologyId, partitions } of tasks) {
    const topics = sources.get(subtopologyId);
    if (topics === undefined) return null;
    for (const topic of topics) {
      const most = partitionsOf(topic) ?? Infinity;
      read.set(topic, [...(read.get(topic) ?? []), ...partitions.filter((partition) => partition < most)]);
    }
  }
  return [...read].flatMap(([topic, partitions]) => (partitions.length === 0 ? [] : [{ topic, partitions }]));
}
