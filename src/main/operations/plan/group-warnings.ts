import type { GroupWarning } from '../../../shared/reset';
import type { Metadata } from '../../kafka/protocol/apis/metadata';

const OF_STREAMS = /-(?:changelog|repartition)$/u;

/**
 * Tells what else hangs on a group's offsets. A classic group of Kafka Streams looks like any other: it is known by the topics
 * that Streams names after it.
 */
export function groupWarningsOf({ topics }: Metadata): (groupId: string, groupType: string | null) => readonly GroupWarning[] {
  const ofStreams = topics.flatMap(({ topic }) => (OF_STREAMS.test(topic) ? [topic] : []));
  return (groupId, groupType) => [
    ...(groupType === 'streams' || ofStreams.some((topic) => topic.startsWith(`${groupId}-`)) ? ['streams' as const] : []),
    ...(groupId.startsWith('connect-') ? ['connect' as const] : []),
  ];
}
