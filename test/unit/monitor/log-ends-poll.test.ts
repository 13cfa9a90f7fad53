import { expect, test } from 'vitest';
import type { CallOptions, ClusterClient } from '../../../src/main/kafka/cluster-client';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../../src/main/kafka/protocol/apis/list-offsets';
import { rebuildRows } from '../../../src/main/groups/group-rows';
import { Ahead } from '../../../src/main/monitor/ahead';
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

test('log ends that come late do not count as read after what was committed since, over another connection', async () => {
  const facts = new ClusterFacts();
  facts.broker(1);
  facts.partitions.applyMetadata([{ errorCode: 0, topic: 't', topicId: null, internal: false, partition: Int32Array.of(0), leader: Int32Array.of(1), errorCodes: new Int16Array(1) }], null);
  const record = facts.group('g', 1);
  record.rows = rebuildRows(record.rows, Int32Array.of(0), Int32Array.of(0));
  const connection = {};
  let answer = (): void => undefined;
  const send = (_nodeId: number, _api: unknown, _request: unknown, { onSent }: CallOptions): Promise<ListOffsetsResponse> => {
    onSent?.(connection);
    const column = Int32Array.of(0);
    const response = { topics: [{ topic: 't', from: 0, to: 1 }], partition: column, errorCode: new Int16Array(1), offset: Float64Array.of(7), timestamp: new Float64Array(1), leaderEpoch: column };
    return new Promise((resolve) => {
      answer = () => resolve(response);
    });
  };
  const poll = new LogEndsPoll({ send, fastestMs: () => 20 } as unknown as ClusterClient, facts);
  poll.groupsOf(1);
  const ahead = new Ahead(1, () => undefined);
  const began = Date.now();
  ahead.sent(['g'], connection);
  record.committedAt = began + 1;
  ahead.answered(['g'], () => began + 1);
  const reading = poll.readBehind(1, 0, ahead, { signal: new AbortController().signal, timeoutMs: 1_000 });
  record.committedAt = began + 9; // of the next round
  answer();
  await reading;
  expect({ due: poll.due(began), readAt: facts.partitions.endAskedAt[0] }).toEqual({ due: [1], readAt: began + 1 });
  record.committedAt = began + 1;
  expect(poll.due(began)).toEqual([]);
});
