import { fetchCommittedOffsets } from '../kafka/admin';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { toFailure } from '../kafka/errors';
import type { OffsetFetchResponse } from '../kafka/protocol/apis/offset-fetch';
import { Ahead } from './ahead';
import { epochNow, stampOf } from './clock-step';
import type { BrokerFacts, ClusterFacts } from './cluster-facts';
import { applyOffsetError } from './group-failures';
import type { GroupRecord } from './group-record';
import { applyCommitted, applyUnchanged, contradictsMetadata } from './group-structure';
import { recallAnswers } from './recall-answers';

/**
 * Reads committed offsets of groups of one broker over one lane; `requests`: the groups of each. `onAsked` is called when
 * all of them have been asked for, unless there are none. Never rejects; failures are in `facts`.
 */
export async function readCommitted(
  client: ClusterClient,
  facts: ClusterFacts,
  broker: BrokerFacts,
  requests: readonly (readonly GroupRecord[])[],
  options: CallOptions,
  onAsked: (ahead: Ahead) => void = () => undefined,
): Promise<void> {
  const ahead = new Ahead(requests.reduce((sum, records) => sum + records.length, 0), onAsked);
  await Promise.all(
    requests.map((records) =>
      fetchCommittedOffsets(client, broker.nodeId, records.map(({ groupId }) => groupId), options, {
        onSent: (groupIds, connection) => ahead.sent(groupIds, connection),
        onAnswer: (groupIds, response) => {
          takeOffsets(facts, broker, groupIds, response);
          ahead.answered(groupIds, stampOf(facts, epochNow(facts)));
        },
        onFailure: (groupIds, error) => noteFailed(facts, broker, groupIds, error),
        remembered: recallAnswers(facts, broker),
      }),
    ),
  );
}

function noteFailed(facts: ClusterFacts, broker: BrokerFacts, groupIds: readonly string[], error: unknown): void {
  const failure = toFailure(`broker ${broker.nodeId}`, error);
  facts.note(failure);
  for (const groupId of groupIds) {
    const record = facts.coordinatedBy(broker, groupId);
    if (record === undefined) continue;
    record.offsetFailure = failure;
    record.answer = null;
  }
}

function takeOffsets(facts: ClusterFacts, broker: BrokerFacts, asked: readonly string[], response: OffsetFetchResponse): void {
  const now = epochNow(facts);
  for (const group of response.groups) {
    const record = facts.coordinatedBy(broker, group.groupId ?? asked[0] ?? '');
    if (record === undefined) continue;
    if (group.errorCode === 0) {
      if (group.unchanged) applyUnchanged(record, now);
      else if (applyCommitted(record, group.topics, response, facts.partitions, now)) facts.structureChanged();
      if (contradictsMetadata(record, facts.partitions)) facts.metadataDue = true;
    } else applyOffsetError(facts, record, group.errorCode);
  }
}
