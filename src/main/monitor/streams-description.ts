import type { SubtopologyTasks, TopicPartitions } from '../../shared/group';
import type { DescribedStreamsGroup } from '../kafka/protocol/apis/streams-group-describe';
import type { GroupDescription } from './group-record';

/** Of all members together, what they have and what they are to get. What is beyond that is not told: it must not hold the engine up. */
const MOST_READ = 4_000_000;

interface Topology {
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly partitionsOf: (topic: string) => number | null;
  /** How much may still be read. */
  left: number;
}

/**
 * A streams group's description; `partitionsOf` tells how many partitions a topic has, null if that is not known. What a member's active
 * tasks read is its assignment: null where the topology does not tell it, or it is too much.
 */
export function fromStreams(group: DescribedStreamsGroup, partitionsOf: (topic: string) => number | null): GroupDescription {
  const { subtopologies } = group;
  const topology: Topology = { sources: new Map((subtopologies ?? []).map((part) => [part.subtopologyId, part.sourceTopics])), partitionsOf, left: MOST_READ };
  const subscription = subtopologies === null ? null : [...new Set([...topology.sources.values()].flat())];
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
      subscription,
      subscribedPattern: null,
      assignment: readBy(member.assignment.active, topology),
      targetAssignment: readBy(member.targetAssignment.active, topology),
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
function readBy(tasks: readonly SubtopologyTasks[], topology: Topology): readonly TopicPartitions[] | null {
  const read = new Map<string, number[]>();
  for (const { subtopologyId, partitions } of tasks) {
    const topics = topology.sources.get(subtopologyId);
    if (topics === undefined) return null;
    topology.left -= topics.length * (partitions.length + 1);
    if (topology.left < 0) return null;
    for (const topic of topics) {
      const most = topology.partitionsOf(topic) ?? Infinity;
      const own = read.get(topic) ?? [];
      read.set(topic, own);
      for (const partition of partitions) if (partition < most) own.push(partition);
    }
  }
  return [...read].flatMap(([topic, partitions]) => (partitions.length === 0 ? [] : [{ topic, partitions }]));
}
