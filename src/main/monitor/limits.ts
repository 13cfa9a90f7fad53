import type { Failure } from '../../shared/failure';
import { MOST_BROKERS } from '../kafka/usable-brokers';
import { errorName } from '../kafka/protocol/errors';
import { TOO_MANY_PARTITIONS } from '../groups/error-codes';
import { MOST_PARTITIONS, MOST_PARTITIONS_OF_TOPIC } from '../groups/partition-table';
import { formatCount, formatCounted } from '../../shared/text';
import type { ClusterFacts } from './cluster-facts';
import type { GroupRecord } from './group-record';
import { MOST_ROWS_OF_GROUP } from './wanted-rows';

const MOST_NAMED = 10;

/** Notes, in every round, what is beyond the limits of what we read of one cluster. */
export function noteLimits(facts: ClusterFacts): void {
  noteRefusedTopics(facts);
  for (const record of facts.groups.values()) {
    const failure = leftOutFailure(record);
    if (failure !== null) facts.note(failure);
  }
  if (facts.brokersLeftOut === 0) return;
  const all = formatCount(facts.brokersLeftOut + MOST_BROKERS);
  facts.note({ scope: 'cluster', code: 'TOO_MANY_BROKERS', message: `The cluster names ${all} brokers. Offsight talks to ${formatCount(MOST_BROKERS)} at most, so groups and log ends of the others are not known.` });
}

/** That the group names partitions that are beyond the limits; null if it does not. */
export function leftOutFailure({ groupId, partitionsLeftOut }: GroupRecord): Failure | null {
  if (partitionsLeftOut === 0) return null;
  const count = `${partitionsLeftOut < MOST_ROWS_OF_GROUP ? '' : 'At least '}${formatCount(partitionsLeftOut)}`;
  return {
    scope: `group ${groupId}`,
    code: errorName(TOO_MANY_PARTITIONS),
    message: `${count} of the partitions that ${groupId} has committed or that its members claim are left out, so its figures are incomplete. Offsight shows at most ${formatCount(MOST_ROWS_OF_GROUP)} partitions of a group, and of a topic those below ${formatCount(MOST_PARTITIONS_OF_TOPIC)}.`,
  };
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
  if (more > 0) facts.note({ scope: 'cluster', code, message: `${formatCounted(more, 'more topic has', 'more topics have')} too many partitions. ${limits}, so lags in ${more === 1 ? 'this topic' : 'these topics'} are not known.` });
}
