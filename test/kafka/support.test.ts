import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type TestCluster } from '../support/kafka';

// What every other Kafka test relies on: real brokers, real members, and Kafka's own view of them.
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
});
afterAll(() => cluster.stop());

it('runs members of all kinds and lets Kafka describe them', async () => {
  await cluster.createTopics([{ topic: 'orders', partitions: 6, replicas: 3 }, { topic: 'idle', partitions: 1, replicas: 1 }]);
  expect(await cluster.produce('orders', 0, 100)).toBe(100);
  await cluster.startMembers({ group: 'classic-range', topics: ['orders'], count: 3, instanceIds: ['a', 'b', 'c'] });
  await cluster.startMembers({ group: 'new-protocol', topics: ['orders'], count: 2, protocol: 'consumer' });
  await cluster.startMembers({ group: 'shared', topics: ['orders'], protocol: 'share' });
  const classic = await cluster.awaitGroup('classic-range', { members: 3 });
  expect(classic.members.map((member) => [member.groupInstanceId, member.assignment]).sort()).toEqual([
    ['a', [{ topic: 'orders', partitions: [0, 1] }]],
    ['b', [{ topic: 'orders', partitions: [2, 3] }]],
    ['c', [{ topic: 'orders', partitions: [4, 5] }]],
  ]);
  expect(await cluster.awaitGroup('new-protocol', { members: 2 })).toMatchObject({ groupType: 'consumer', assignor: 'uniform' });
  expect((await cluster.listGroups()).map(({ groupId, groupType }) => [groupId, groupType]).sort()).toEqual([['classic-range', 'classic'], ['new-protocol', 'consumer'], ['shared', 'share']]);
});

it('commits without members, deletes records and survives the loss of a broker', async () => {
  await cluster.commit('by-hand', [{ topic: 'orders', partition: 0, offset: 10 }]);
  expect(await cluster.deleteRecords('orders', 0, 50)).toBe(50);
  await cluster.killBroker(2);
  await cluster.restartBroker(2);
  expect(await cluster.committedOffsets('by-hand')).toEqual([{ groupId: 'by-hand', topic: 'orders', partition: 0, offset: 10, metadata: '' }]);
  const log = await cluster.logOffsets('orders');
  expect(log.find(({ partition }) => partition === 0)).toEqual({ topic: 'orders', partition: 0, logStartOffset: 50, logEndOffset: 100 });
});
