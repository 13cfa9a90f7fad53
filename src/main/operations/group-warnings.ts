import type { GroupWarning } from '../../shared/reset';
import type { Metadata } from '../kafka/protocol/apis/metadata';

/**
 * What else hangs on a group's offsets. A classic group of Kafka Streams looks like any other: it is known by the topics
 * that Streams names after it.
 */
export function groupWarnings(groupId: string, groupType: string | null, { topics }: Metadata): readonly GroupWarning[] {
  const prefix = `${groupId}-`;
  const isStreams = groupType === 'streams' || topics.some(({ topic }) => topic.startsWith(prefix) && (topic.endsWith('-changelog') || topic.endsWith('-repartition')));
  return [...(isStreams ? ['streams' as const] : []), ...(groupId.startsWith('connect-') ? ['connect' as const] : [])];
}
