import { MOST_BROKERS } from '../kafka/usable-brokers';
import { errorName } from '../kafka/protocol/errors';
import { TOO_MANY_PARTITIONS } from '../groups/error-codes';
import { MOST_PARTITIONS, MOST_PARTITIONS_OF_TOPIC } from '../groups/partition-table';
import { formatCount } from '../../shared/text';
import type { ClusterFacts } from './cluster-facts';

const MOST_NAMED = 10;

/** Notes, in every round, what is beyond the limits of what we read of one cluster. */
export function noteLimits(facts: ClusterFacts): void {
  noteRefusedTopics(facts);
  if (facts.brokersLeftOut === 0) return;
  const all = formatCount(facts.brokersLeftOut + MOST_BROKERS);
  facts.note({ scope: 'cluster', code: 'TOO_MANY_BROKERS', message: `The cluster names ${all} brokers. Offsight talks to ${formatCount(MOST_BROKERS)} at most, so groups and log ends of the others are not known.` });
}

/** The first ones by name, the rest as a count. */
function noteRefusedTopics(facts: ClusterFacts): void {
  const code = errorName(TOO_MANY_PARTITIONS);
  const limits = `Offsight reads at most ${formatCount(MOST_PARTITIONS_OF_TOPIC)} of a topic and ${formatCount(MOST_PARTITIONS)} of a cluster`;
  const refused = [...facts.partitions.refused];
  for (const [topic, count] of refused.slice(0, MOST_NAMED)) {
    facts.note({ scope: `topic ${topic}`, code, message: `The brokers name ${formatCount(count)} partitions of ${topic}. ${limits}, so lags in this topic are not known.` });
  }
  const more = refused.length - MOST_NAMED;
  if (more > 0) facts.note({ scope: 'cluster', code, message: `${formatCount(more)} more topics have too many partitions. ${limits}, so lags in these topics are not known.` });
}
