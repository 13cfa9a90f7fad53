/**
 * One more listener on every broker, beside the plain one that the brokers themselves use.
 * @typedef {{ name: string, protocol: 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL' }} ExtraListener
 * @typedef {{ nodeId: number, port: number, controllerPort: number, extraPorts: readonly number[], folder: string }} BrokerPlan
 * @typedef {{ brokers: readonly BrokerPlan[], extraListeners: readonly ExtraListener[], zooKeeperPort: number | null, properties: Readonly<Record<string, string>> }} ClusterPlan
 */

/**
 * @param {ClusterPlan} plan
 * @param {BrokerPlan} broker
 * @returns {string} the text of its server.properties; the plan's own properties win
 */
export function serverProperties(plan, broker) {
  const internalReplicas = String(Math.min(3, plan.brokers.length));
  const listeners = [`PLAINTEXT://127.0.0.1:${broker.port}`, ...plan.extraListeners.map(({ name }, index) => `${name}://127.0.0.1:${broker.extraPorts[index]}`)];
  const protocols = ['PLAINTEXT:PLAINTEXT', ...plan.extraListeners.map(({ name, protocol }) => `${name}:${protocol}`)];
  const kraft = plan.zooKeeperPort === null;
  /** @type {Record<string, string>} */
  const roles = kraft
    ? {
        'process.roles': 'broker,controller',
        'node.id': String(broker.nodeId),
        'controller.quorum.voters': plan.brokers.map(({ nodeId, controllerPort }) => `${nodeId}@127.0.0.1:${controllerPort}`).join(','),
        'controller.listener.names': 'CONTROLLER',
        'broker.session.timeout.ms': '6000',
        'broker.heartbeat.interval.ms': '1000',
        'share.coordinator.state.topic.replication.factor': internalReplicas,
        'share.coordinator.state.topic.min.isr': '1',
        'share.coordinator.state.topic.num.partitions': '6',
        // Short sessions are for tests; the demo's consumers name their own.
        'group.consumer.min.session.timeout.ms': '3000',
        'group.consumer.session.timeout.ms': '10000',
        'group.consumer.min.heartbeat.interval.ms': '500',
        'group.consumer.heartbeat.interval.ms': '1000',
        'group.share.min.session.timeout.ms': '3000',
        'group.share.session.timeout.ms': '10000',
        'group.share.min.heartbeat.interval.ms': '500',
        'group.share.heartbeat.interval.ms': '1000',
      }
    : { 'broker.id': String(broker.nodeId), 'zookeeper.connect': `127.0.0.1:${plan.zooKeeperPort}` };
  return propertiesText({
    ...roles,
    listeners: [...listeners, ...(kraft ? [`CONTROLLER://127.0.0.1:${broker.controllerPort}`] : [])].join(','),
    'advertised.listeners': listeners.join(','),
    'listener.security.protocol.map': [...protocols, ...(kraft ? ['CONTROLLER:PLAINTEXT'] : [])].join(','),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': `${broker.folder}/data`,
    'auto.create.topics.enable': 'false',
    'offsets.topic.replication.factor': internalReplicas,
    'offsets.topic.num.partitions': '12',
    'transaction.state.log.replication.factor': internalReplicas,
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '6',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'log.segment.bytes': '16777216',
    'log.cleaner.dedupe.buffer.size': '4194304',
    'log.retention.check.interval.ms': '60000',
    ...plan.properties,
  });
}

/**
 * @param {Readonly<Record<string, string>>} properties
 * @returns {string} the text of a Java properties file
 */
export function propertiesText(properties) {
  return Object.entries(properties).map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`).join('');
}
