import { expect, test } from 'vitest';
import type { ClusterClient } from '../../../src/main/kafka/cluster-client';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../../src/main/kafka/protocol/apis/list-offsets';
import { rebuildRows } from '../../../src/main/groups/group-rows';
import { ClusterFacts } from '../../../src/main/monitor/cluster-facts';
import { LogEndsPoll } from '../../../src/main/monitor/log-ends-poll';

/** The failures after broker 1, asked for that many partitions of topic t, answered each with NOT_LEADER_OR_FOLLOWER. */
async function failuresOfRefused(count: number) {
  const facts = new ClusterFacts();
  const partition = Int32Array.from({ length: count }, (_, index) => index);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition, leader: new Int32Array(count).fill(1), errorCodes: new Int16Array(count) }], null);
  const record = facts.group('g', 1);
  record.rows = rebuildRows(record.rows, new Int32Array(count), partition);
  const refuse = async (_nodeId: number, _api: unknown, { topics }: ListOffsetsRequest): Promise<ListOffsetsResponse> => ({
    topics: [{ topic: 't', from: 0, to: count }],
    partition: topics[0]?.partition ?? new Int32Array(0),
    errorCode: new Int16Array(count).fill(6),
    offset: new Float64Array(count).fill(-1),
    timestamp: new Float64Array(count).fill(-1),
    leaderEpoch: new Int32Array(count).fill(-1),
  });
  const poll = new LogEndsPoll({ send: refuse } as unknown as ClusterClient, facts);
  expect(poll.leaders()).toEqual([1]);
  await poll.read(1, 0, false, { signal: new AbortController().signal, timeoutMs: 1_000 });
  facts.publishFailures(() => false);
  return facts.roundFailures;
}

test('a leader that refuses thousands of partitions alike is one failure, with examples', async () => {
  expect(await failuresOfRefused(5_000)).toEqual([
    {
      scope: 'broker 1',
      code: 'NOT_LEADER_OR_FOLLOWER',
      message: 'The log ends of t-0, t-1, t-2 and 4,997 more partitions could not be read from broker 1: the broker no longer leads or holds this partition.',
    },
  ]);
});

test('a few refused partitions are each named as what is not known', async () => {
  expect((await failuresOfRefused(2)).map(({ scope }) => scope)).toEqual(['partition t-0', 'partition t-1']);
});
