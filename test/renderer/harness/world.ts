import type { DemoStatus, EventName, Events, Settings } from '../../../src/shared/contract';
import type { ClusterModel, GroupModel } from './fixtures/model';

export interface WorldCluster {
  readonly model: ClusterModel;
  readonly revision: number;
  readonly sampledAt: number;
  readonly namesRevision: number;
}

/** All that the invented other side knows. */
export interface World {
  readonly start: number;
  readonly clusters: Map<string, WorldCluster>;
  settings: Settings;
  demo: DemoStatus;
  /** Until a cluster that is being added is in the list. */
  adding: Promise<void>;
  /** How long that takes. */
  readonly addingMs: number;
  readonly emit: <Name extends EventName>(name: Name, payload: Events[Name]) => void;
}

/** NaN when not known. */
export function lagAt(world: World, group: GroupModel, at: number): number {
  const seconds = (at - world.start) / 1_000;
  const noise = group.verdict === 'ok' ? (Math.sin(at / 7_000 + group.groupId.length) + 1) * 0.2 * group.lag : 0;
  const sinceStart = group.verdict === 'stalled' && seconds < -group.sinceMsAgo / 1_000 ? 0 : group.lag + group.perSecond * seconds;
  return Math.floor(Math.max(0, sinceStart + noise));
}

/** Lag of each partition at a time, in (topic, partition) order: the worst one has its share, the others the rest. */
export function partitionLags(world: World, group: GroupModel, at: number): number[] {
  const total = lagAt(world, group, at);
  const count = group.topics.reduce((sum, topic) => sum + topic.partitions, 0);
  const worstAt = group.worst === null ? -1 : group.topics.slice(0, group.worst.topic).reduce((sum, topic) => sum + topic.partitions, 0) + group.worst.partition;
  const shares = Array.from({ length: count }, (_, index) => (index === worstAt ? 0 : 1 + (index % 5)));
  const shareSum = Math.max(1, shares.reduce((sum, share) => sum + share, 0));
  const rest = worstAt === -1 ? total : total * (1 - group.worstShare);
  const lags = shares.map((share) => Math.floor((rest * share) / shareSum));
  if (worstAt !== -1) lags[worstAt] = total - lags.reduce((sum, lag) => sum + lag, 0);
  return Number.isNaN(total) ? lags.map(() => Number.NaN) : lags;
}

/** When a group's offsets were read last: those of a silent broker stay old. */
export function groupSampledAt(cluster: WorldCluster, group: GroupModel): number {
  return cluster.model.silentBrokers.includes(group.broker) ? cluster.model.brokers.find((broker) => broker.nodeId === group.broker)?.answeredAt ?? cluster.sampledAt : cluster.sampledAt;
}
