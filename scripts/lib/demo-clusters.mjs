import { startCluster } from './cluster.mjs';
import { JAVA_NEEDS, ensureSystem } from './debian.mjs';
import { ensureJavaClasses, startKafkaClients } from './kafka-clients.mjs';
import { runWorkload } from './run-workload.mjs';
import { ONE_BROKER, THREE_BROKERS } from './workload.mjs';

/** @typedef {{ name: string, environment: 'development', bootstrapServers: string }} DemoCluster */

/**
 * Brings what is needed and starts both demo clusters with their workload. They end with this process.
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<{ clusters: readonly DemoCluster[], stop: () => Promise<void> }>}
 */
export async function startDemoClusters(progress) {
  await ensureSystem(JAVA_NEEDS, progress);
  await ensureJavaClasses(progress);
  const [three, one] = await progress.step('Starting two Kafka clusters, of three brokers and of one', () => Promise.all([startCluster({ brokers: 3 }), startCluster({ brokers: 1 })]));
  const [threeClients, oneClients] = await progress.step('Starting the workload: producers and consumers', async (report) => {
    const clients = await Promise.all([startKafkaClients(three.bootstrapServers), startKafkaClients(one.bootstrapServers, { heapMb: 128 })]);
    await Promise.all([runWorkload(clients[0], THREE_BROKERS, report), runWorkload(clients[1], ONE_BROKER)]);
    return clients;
  });
  return {
    clusters: [
      { name: 'demo-three', environment: 'development', bootstrapServers: three.bootstrapServers },
      { name: 'demo-one', environment: 'development', bootstrapServers: one.bootstrapServers },
    ],
    stop: async () => void (await Promise.all([threeClients.close(), oneClients.close(), three.stop(), one.stop()])),
  };
}
