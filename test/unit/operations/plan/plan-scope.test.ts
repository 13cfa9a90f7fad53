import { describe, expect, it } from 'vitest';
import type { GroupReading } from '../../../../src/main/operations/read/read-groups';
import { wantedPartitions } from '../../../../src/main/operations/plan/plan-scope';
import type { CommittedOffsets } from '../../../../src/main/operations/read/partition-facts';
import { TopicPartitionMap } from '../../../../src/main/operations/read/topic-partition-map';
import type { ResolvedRequest } from '../../../../src/shared/reset';

describe('the partitions that a request is about', () => {
  it('are of each of several groups only those that it has committed for', () => {
    const readings = new Map([['billing', reading('billing', 'orders')], ['search', reading('search', 'catalogue')]]);
    const topics = [{ topic: 'orders', partitions: [0, 1] }, { topic: 'catalogue', partitions: [0, 1] }];
    const wanted = (onlyCommitted: boolean, groupId: string) => wantedPartitions(requestOf(topics, onlyCommitted), { topics: [] } as never, readings, groupId).map(({ topic, partition }) => `${topic}-${partition}`);
    expect([wanted(true, 'billing'), wanted(true, 'search')]).toEqual([['orders-0', 'orders-1'], ['catalogue-0', 'catalogue-1']]);
    expect(wanted(false, 'billing')).toEqual(['catalogue-0', 'catalogue-1', 'orders-0', 'orders-1']);
  });
});

function reading(groupId: string, topic: string): GroupReading {
  const committed: CommittedOffsets = new TopicPartitionMap();
  for (const partition of [0, 1]) committed.set(topic, partition, { offset: 7, leaderEpoch: null, metadata: null });
  return { groupId, groupType: 'classic', protocolType: 'consumer', groupState: 'Empty', groupEpoch: null, members: [], hasClassicMembers: true, subscribedTopics: new Set(), coordinatorId: 1, committed, failure: null } as GroupReading;
}

function requestOf(topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[], onlyCommitted: boolean): ResolvedRequest {
  return { groupIds: ['billing', 'search'], target: { kind: 'to-earliest' }, scope: { kind: 'topics', topics, onlyCommitted }, ownTargets: [], whenNoRecord: 'ask', createGroups: false };
}
