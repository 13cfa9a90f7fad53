/**
 * What real consumers do, as tables: topics with their traffic, and groups with their habits (see the wishes that
 * resources/demo/java/Member.java understands).
 * @typedef {object} Topic
 * @property {string} topic
 * @property {number} replicas
 * @property {readonly number[]} perSecond records a second, one entry per partition
 * @property {readonly number[]} [seed] records that are there before anybody reads, one entry per partition
 * @property {readonly number[]} [deletedBefore] then records below this offset are deleted, one entry per partition
 *
 * @typedef {object} Group
 * @property {string} group
 * @property {string} shows which situation
 * @property {readonly Record<string, unknown>[]} [members] one entry per kind of member; `topics` unless said otherwise
 * @property {readonly { topic: string, partition: number, offset: number }[]} [commits] made by assign(), before the members start
 * @property {boolean} [stops] the members leave once they have committed
 * @property {boolean} [share]
 *
 * @typedef {{ topics: readonly Topic[], groups: readonly Group[] }} Workload
 */

/** @param {number} partitions @param {number} value @returns {number[]} */
const each = (partitions, value) => Array.from({ length: partitions }, () => value);

/** Makes a consumer that is behind take its partitions in turn, instead of one to its end before the next. */
const SMALL_FETCHES = { 'max.partition.fetch.bytes': '1200' };

/** @type {Workload} Most situations that an operator meets; three brokers. */
export const THREE_BROKERS = {
  topics: [
    { topic: 'orders', replicas: 3, perSecond: each(6, 4), seed: each(6, 3_300) },
    { topic: 'payments', replicas: 3, perSecond: each(6, 4) },
    { topic: 'chargebacks', replicas: 2, perSecond: each(4, 1) },
    { topic: 'refunds', replicas: 2, perSecond: [1, 1, 1, 1, 1, 1, 0, 1], seed: [0, 0, 0, 0, 0, 0, 120, 0] },
    { topic: 'notifications', replicas: 2, perSecond: each(3, 5) },
    { topic: 'inventory', replicas: 2, perSecond: each(6, 2) },
    { topic: 'shipments', replicas: 3, perSecond: each(6, 2) },
    { topic: 'card-auth', replicas: 3, perSecond: each(12, 4) },
    { topic: 'emails', replicas: 2, perSecond: each(4, 2) },
    { topic: 'audit.logins', replicas: 2, perSecond: each(2, 3) },
    { topic: 'audit.changes', replicas: 2, perSecond: each(1, 2) },
    { topic: 'audit.exports', replicas: 1, perSecond: each(1, 0.5) },
    { topic: 'clicks', replicas: 2, perSecond: [40, 18, 7, 2, 0.5, 0], seed: [9_000, 4_000, 1_500, 400, 80, 0] },
    { topic: 'invoices', replicas: 2, perSecond: each(4, 6) },
    { topic: 'ledger', replicas: 2, perSecond: each(8, 2) },
    { topic: 'settlements', replicas: 3, perSecond: each(6, 3), seed: each(6, 200) },
    { topic: 'parcel-events', replicas: 2, perSecond: each(6, 1), seed: each(6, 2_000), deletedBefore: [0, 0, 1_304, 0, 1_288, 1_310] },
    { topic: 'erasures', replicas: 1, perSecond: each(3, 0), seed: each(3, 40) },
  ],
  groups: [
    { group: 'order-fulfilment', shows: 'three members on six partitions, range', members: [{ topics: ['orders'], count: 3, assignor: 'range', from: 'latest' }] },
    { group: 'order-analytics', shows: 'a second group on the same topic, far behind it and catching up', commits: [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: 'orders', partition, offset: 150 * partition })), members: [{ topics: ['orders'], perSecond: 40, maxPollRecords: 40, config: SMALL_FETCHES }] },
    { group: 'notification-sender', shows: 'five members on three partitions, two idle', members: [{ topics: ['notifications'], count: 5, assignor: 'range' }] },
    { group: 'payment-settlement', shows: 'round-robin', members: [{ topics: ['payments', 'chargebacks'], count: 2, assignor: 'roundrobin' }] },
    { group: 'inventory-sync', shows: 'sticky', members: [{ topics: ['inventory'], count: 3, assignor: 'sticky' }] },
    { group: 'fraud-scorer', shows: 'cooperative-sticky', members: [{ topics: ['card-auth', 'payments'], count: 4, assignor: 'cooperative-sticky' }] },
    { group: 'warehouse-router', shows: 'static members', members: [{ topics: ['shipments'], count: 3, assignor: 'range', instanceIds: ['warehouse-north', 'warehouse-south', 'warehouse-west'], sessionTimeoutMs: 30_000 }] },
    { group: 'card-enrichment', shows: 'the consumer protocol of KIP-848', members: [{ topics: ['card-auth'], count: 4, protocol: 'consumer' }] },
    { group: 'email-dispatch', shows: 'a share group', share: true, members: [{ topics: ['emails'], count: 3, protocol: 'share' }] },
    { group: 'audit-archiver', shows: 'subscribed by regular expression, classic', members: [{ pattern: 'audit\\..*' }] },
    { group: 'compliance-export', shows: 'subscribed by regular expression, consumer protocol', members: [{ pattern: 'audit\\..*', protocol: 'consumer', count: 2 }] },
    { group: 'clickstream-sessions', shows: 'commits every 5 s; uneven partitions', members: [{ topics: ['clicks'], count: 2, autoCommitMs: 5_000 }] },
    { group: 'clickstream-counters', shows: 'commits after each batch; uneven partitions', members: [{ topics: ['clicks'], count: 2 }] },
    { group: 'invoice-mailer', shows: 'too slow: its lag grows', members: [{ topics: ['invoices'], perSecond: 18, maxPollRecords: 18, config: SMALL_FETCHES }] },
    {
      group: 'payments-worker',
      shows: 'stuck on one bad record while its other partitions move',
      members: [{ topics: ['payments', 'chargebacks'], count: 3, assignor: 'cooperative-sticky', stuckAt: { topic: 'payments', partition: 3, offset: 40 } }],
    },
    {
      group: 'ledger-export',
      shows: 'rebalances again and again: one member exceeds max.poll.interval.ms',
      members: [
        { topics: ['ledger'], count: 2, assignor: 'range' },
        { topics: ['ledger'], firstIndex: 3, assignor: 'range', maxPollIntervalMs: 6_000, batchMs: 9_000 },
      ],
    },
    { group: 'settlement-batch', shows: 'stopped: no member, lag grows', stops: true, members: [{ topics: ['settlements'], count: 2 }] },
    { group: 'nightly-reconciliation', shows: 'commits without members by assign(), and goes on', members: [{ assign: ['ledger-0', 'ledger-1', 'ledger-2', 'ledger-3'] }] },
    {
      group: 'parcel-archive',
      shows: 'committed offsets below the log start: records deleted unread',
      commits: [0, 1, 2, 3, 4, 5].map((partition) => ({ topic: 'parcel-events', partition, offset: 400 + partition })),
    },
    { group: 'refund-audit', shows: 'one partition never committed', members: [{ topics: ['refunds'], count: 2, assignor: 'roundrobin', from: 'latest' }] },
    { group: 'feature-backfill', shows: 'reads and never commits', members: [{ topics: ['chargebacks'], commits: false }] },
    { group: 'gdpr-eraser', shows: 'no member and nothing left to read', commits: [0, 1, 2].map((partition) => ({ topic: 'erasures', partition, offset: 40 })) },
  ],
};

/** @type {Workload} A quiet cluster of one broker, where everything is well. */
export const ONE_BROKER = {
  topics: [
    { topic: 'telemetry', replicas: 1, perSecond: each(6, 4) },
    { topic: 'deployments', replicas: 1, perSecond: each(1, 0.5) },
    { topic: 'feature-flags', replicas: 1, perSecond: each(3, 1) },
    { topic: 'chat-messages', replicas: 1, perSecond: each(4, 2) },
  ],
  groups: [
    { group: 'telemetry-rollup', shows: 'two members, range', members: [{ topics: ['telemetry'], count: 2 }] },
    { group: 'deployment-notifier', shows: 'one member, one partition', members: [{ topics: ['deployments'] }] },
    { group: 'flag-cache', shows: 'the consumer protocol', members: [{ topics: ['feature-flags'], count: 2, protocol: 'consumer' }] },
    { group: 'chat-archive', shows: 'cooperative-sticky', members: [{ topics: ['chat-messages'], count: 2, assignor: 'cooperative-sticky' }] },
    { group: 'chat-search', shows: 'commits every 5 s', members: [{ topics: ['chat-messages'], autoCommitMs: 5_000 }] },
  ],
};
