import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Makes a workload's topics and starts its traffic and its members. Resolves when all are started; what takes time to
 * show (lag that grows, rebalances) shows within the following minute.
 * @param {import('./kafka-clients.mjs').KafkaClients} clients
 * @param {import('./workload.mjs').Workload} workload
 * @param {import('./progress.mjs').Report} [report]
 */
export async function runWorkload(clients, workload, report = () => undefined) {
  const { topics, groups } = workload;
  await clients.call('createTopics', { topics: topics.map(({ topic, replicas, perSecond }) => ({ topic, replicas, partitions: perSecond.length })) });
  report(0.3, 'topics');
  await Promise.all(topics.map((topic) => seed(clients, topic)));
  await Promise.all(topics.map(({ topic, perSecond }) => clients.call('startTraffic', { topic, perSecond })));
  report(0.5, 'traffic');
  let started = 0;
  await Promise.all(
    groups.map(async (group) => {
      await startGroup(clients, group);
      started += 1;
      report(0.5 + (0.5 * started) / groups.length, `${started} of ${groups.length} groups`);
    }),
  );
}

/**
 * @param {import('./kafka-clients.mjs').KafkaClients} clients
 * @param {import('./workload.mjs').Topic} topic
 */
async function seed(clients, { topic, seed: counts = [], deletedBefore = [] }) {
  await Promise.all(counts.map((count, partition) => clients.call('produce', { topic, partition, count })));
  await Promise.all(deletedBefore.map((before, partition) => (before > 0 ? clients.call('deleteRecords', { topic, partition, before }) : undefined)));
}

/**
 * @param {import('./kafka-clients.mjs').KafkaClients} clients
 * @param {import('./workload.mjs').Group} wish
 */
async function startGroup(clients, { group, members = [], commits, stops, share }) {
  if (share) await clients.call('setGroupConfig', { group, name: 'share.auto.offset.reset', value: 'earliest' });
  if (commits !== undefined) await clients.call('commit', { group, offsets: commits });
  const names = await Promise.all(members.map((wish) => clients.call('startMembers', { group, ...wish })));
  if (!stops) return;
  await clients.call('awaitGroup', { group, members: names.flat().length });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const committed = /** @type {unknown[]} */ (await clients.call('committedOffsets', { groups: [group] }));
    if (committed.length > 0) break;
    await sleep(100);
  }
  await clients.call('stopMembers', { names: names.flat() });
}
