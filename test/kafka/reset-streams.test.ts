import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterClient } from '../../src/main/kafka/cluster-client';
import { kafkaError } from '../../src/main/kafka/protocol/errors';
import { applyGroup } from '../../src/main/operations/carry-out/apply';
import { findCoordinators } from '../../src/main/operations/read/coordinators';
import { makePlan } from '../../src/main/operations/plan/plan';
import type { PlannedGroup } from '../../src/shared/reset';
import { startCluster, type TestCluster } from '../support/kafka';
import { connectTo } from './support/cluster-client';
import { STREAMS_GROUP_HEARTBEAT } from './support/streams-group-heartbeat';

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 10_000 };
const MEMBER = { groupId: 'enricher', memberId: 'AAAAAAAAAAAAAAAAAAAAAQ', sourceTopic: 'orders' };
let cluster: TestCluster;
let client: ClusterClient;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.createTopic('orders', 2);
  for (const partition of [0, 1]) await cluster.produce('orders', partition, 50);
  client = await connectTo(cluster);
}, 120_000);

afterAll(async () => {
  client?.close();
  await cluster?.stop();
});

test('a streams group is refused while it has members, and then moved with a warning', async () => {
  await heartbeat(0);
  expect(await planned()).toMatchObject({ groupType: 'streams', refusal: { code: 'GROUP_HAS_MEMBERS' }, warnings: ['streams'], members: [{ memberId: MEMBER.memberId, clientId: 'offsight', host: '127.0.0.1' }] });
  await heartbeat(-1);
  await cluster.commit('enricher', [0, 1].map((partition) => ({ topic: 'orders', partition, offset: 40 })));
  const group = await planned();
  expect(group).toMatchObject({ groupType: 'streams', groupState: 'Empty', refusal: null, warnings: ['streams'] });
  expect((await applyGroup(client, group, OPTIONS, () => undefined)).map(({ status, readBack }) => [status, readBack])).toEqual([['applied', 7], ['applied', 7]]);
  expect((await cluster.committedOffsets('enricher')).map(({ offset }) => offset)).toEqual([7, 7]);
  expect((await planned()).groupType).toBe('streams');
});

async function heartbeat(memberEpoch: number): Promise<void> {
  for (;;) {
    const nodeId = (await findCoordinators(client, ['enricher'], OPTIONS)).get('enricher');
    if (typeof nodeId !== 'number') throw nodeId ?? new Error('no coordinator');
    const { errorCode, message } = await client.send(nodeId, STREAMS_GROUP_HEARTBEAT, { ...MEMBER, memberEpoch }, OPTIONS);
    if (errorCode === 0) return;
    if (!kafkaError(errorCode).retriable) throw new Error(`${errorCode}: ${message ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 100)); // the coordinator is only starting
  }
}

async function planned(): Promise<PlannedGroup> {
  const scope = { kind: 'topics', topics: [{ topic: 'orders', partitions: null }] } as const;
  const [group] = (await makePlan(client, { groupIds: ['enricher'], target: { kind: 'to-offset', offset: 7 }, scope, ownTargets: [], whenNoRecord: 'ask', createGroups: false }, 60_000, OPTIONS)).groups;
  if (group === undefined) throw new Error('The plan has its group.');
  return group;
}
