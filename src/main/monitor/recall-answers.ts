import type { RememberedAnswers } from '../kafka/protocol/apis/offset-fetch';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';

/** The answers about the groups of one broker that their rows were filled from. */
export function recallAnswers(facts: ClusterFacts, broker: BrokerFacts): RememberedAnswers {
  return {
    recall(groupId) {
      const record = facts.coordinatedBy(broker, groupId);
      return record === undefined || record.rowsDirty || record.hidden.size > 0 ? null : record.answer;
    },
    remember(groupId, bytes) {
      const record = facts.coordinatedBy(broker, groupId);
      if (record === undefined) return;
      if (record.answer?.length === bytes.length) record.answer.set(bytes);
      else record.answer = new Uint8Array(bytes);
    },
  };
}
