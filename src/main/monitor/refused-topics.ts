import { errorName } from '../kafka/protocol/errors';
import { TOO_MANY_PARTITIONS } from '../groups/error-codes';
import { MOST_PARTITIONS, MOST_PARTITIONS_OF_TOPIC } from '../groups/partition-table';
import { formatCount } from '../../shared/text';
import type { ClusterFacts } from './cluster-facts';

const MOST_NAMED = 10;

/** Notes, in every round, the topics that have more partitions than we read: the first ones by name, the rest as a count. */
export function noteRefusedTopics(facts: ClusterFacts): void {
  const code = errorName(TOO_MANY_PARTITIONS);
  const limits = `Offsight reads at most ${formatCount(MOST_PARTITIONS_OF_TOPIC)} of a topic and ${formatCount(MOST_PARTITIONS)} of a cluster`;
  const refused = [...facts.partitions.refused];
  for (const [topic, count] of refused.slice(0, MOST_NAMED)) {
    facts.note({ scope: `topic ${topic}`, code, message: `The brokers name ${formatCount(count)} partitions of ${topic}. ${limits}, so lags in this topic are not known.` });
  }
  const more = refused.length - MOST_NAMED;
  if (more > 0) facts.note({ scope: 'cluster', code, message: `${formatCount(more)} more topics have too many partitions. ${limits}, so lags in these topics are not known.` });
}
