import type { BrokerAddress } from './cluster-client';

/** More than any cluster has; each may take three sockets. */
export const MOST_BROKERS = 2_000;

/** Each node id once (the first address stands), ascending, MOST_BROKERS at most. `leftOut`: node ids beyond these. */
export function usableBrokers(named: readonly BrokerAddress[]): { readonly brokers: readonly BrokerAddress[]; readonly leftOut: number } {
  const byNode = new Map<number, BrokerAddress>();
  for (const broker of named) if (!byNode.has(broker.nodeId)) byNode.set(broker.nodeId, broker);
  const brokers = [...byNode.values()].sort((left, right) => left.nodeId - right.nodeId);
  return { brokers: brokers.slice(0, MOST_BROKERS), leftOut: Math.max(0, brokers.length - MOST_BROKERS) };
}
