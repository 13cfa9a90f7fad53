import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { JOIN_GROUP } from '../../src/main/kafka/protocol/apis/join-group';
import { OFFSET_DELETE } from '../../src/main/kafka/protocol/apis/offset-delete';
import { errorName } from '../../src/main/kafka/protocol/errors';
import { makeDeletionPlan } from '../../src/main/operations/plan/plan-deletion';
import { findCoordinators } from '../../src/main/operations/read/coordinators';
import type { PlannedGroupDeletion } from '../../src/shared/deletion';
import { startCluster, type TestCluster } from '../support/kafka';
import { STREAMS_GROUP_HEARTBEAT } from './support/streams-group-heartbeat';
import { connectTo } from './support/cluster-client';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 20_000 };
const JOIN = { sessionTimeoutMs: 60_000, rebalanceTimeoutMs: 60_000, protocols: [{ name: 'v1', metadata: new Uint8Array(4) }], reason: 'test' };

describe.each(['4.3.0', '2.8.2'])('Kafka %s', (version) => {
  let cluster: TestCluster;
  let client: ClusterClient;

  beforeAll(async () => {
    cluster = await startCluster({ version });
    await cluster.createTopics([{ topic: 'orders', partitions: 1 }, { topic: 'others', partitions: 1 }]);
    for (const topic of ['orders', 'others']) await cluster.produce(topic, 0, 50);
    client = await connectTo(cluster);
  }, 120_000);

  afterAll(async () => {
    client?.close();
    await cluster?.stop();
  });

  test('offsets of a live group that is no consumer group are refused by the plan as by Kafka', async () => {
    await commit('workers');
    expect((await planned('workers')).refusal).toBeNull();
    await join('workers', 'connect');
    expect(await deleted('workers', 'others')).toEqual(['NON_EMPTY_GROUP']);
    expect(await planned('workers')).toMatchObject({ refusal: { code: 'GROUP_HAS_MEMBERS', message: expect.stringContaining('protocol type connect') as string } });
  });

  test.runIf(version === '4.3.0')('offsets of topics that a live streams group reads are left by the plan, as by Kafka', async () => {
    await commit('enricher');
    await heartbeat('enricher', 0);
    const problems = async () => (await planned('enricher')).partitions.map(({ topic, problem }) => [topic, problem?.code ?? 'NONE']);
    expect(await problems()).toEqual([['orders', 'GROUP_SUBSCRIBED_TO_TOPIC'], ['others', 'NONE']]);
    expect([await deleted('enricher', 'orders'), await deleted('enricher', 'others')]).toEqual([['GROUP_SUBSCRIBED_TO_TOPIC'], ['NONE']]);
    await heartbeat('enricher', -1);
    expect(await problems()).toEqual([['orders', 'NONE'], ['others', 'NONE']]);
    expect(await deleted('enricher', 'orders')).toEqual(['NONE']);
  });

  async function commit(group: string): Promise<void> {
    await cluster.commit(group, ['orders', 'others'].map((topic) => ({ topic, partition: 0, offset: 7 })));
  }

  async function planned(groupId: string): Promise<PlannedGroupDeletion> {
    const [group] = (await makeDeletionPlan(client, { kind: 'offsets', groupId, partitions: ['orders', 'others'].map((topic) => ({ topic, partition: 0 })) }, 60_000, OPTIONS)).groups;
    if (group === undefined) throw new Error('The plan has its group.');
    return group;
  }

  /** What Kafka says to it: of the group, or of its partition. */
  async function deleted(groupId: string, topic: string): Promise<readonly string[]> {
    const response = await client.send(await coordinatorOf(groupId), OFFSET_DELETE, { groupId, topics: [{ topic, partitions: [0] }] }, OPTIONS);
    return response.errorCode === 0 ? response.topics.flatMap(({ partitions }) => partitions.map(({ errorCode }) => errorName(errorCode))) : [errorName(response.errorCode)];
  }

  async function join(groupId: string, protocolType: string): Promise<void> {
    const nodeId = await coordinatorOf(groupId);
    const { memberId } = await client.send(nodeId, JOIN_GROUP, { ...JOIN, groupId, memberId: '', protocolType }, OPTIONS);
    expect(await client.send(nodeId, JOIN_GROUP, { ...JOIN, groupId, memberId, protocolType }, OPTIONS)).toMatchObject({ errorCode: 0 });
  }

  async function heartbeat(groupId: string, memberEpoch: number): Promise<void> {
    expect(await client.send(await coordinatorOf(groupId), STREAMS_GROUP_HEARTBEAT, { groupId, memberId: 'AAAAAAAAAAAAAAAAAAAAAQ', memberEpoch, sourceTopic: 'orders' }, OPTIONS)).toEqual({ errorCode: 0, message: null });
  }

  async function coordinatorOf(groupId: string): Promise<number> {
    const nodeId = (await findCoordinators(client, [groupId], OPTIONS)).get(groupId);
    if (typeof nodeId !== 'number') throw nodeId ?? new Error('no coordinator');
    return nodeId;
  }
});
