import type { ClusterSummary } from '../../shared/cluster';

const READ_ANEW = { scope: 'cluster', code: 'READ_ANEW', message: 'The part of Offsight that talks to Kafka was started again and reads this cluster anew.' };

/**
 * What to show when a summary comes. An engine that was started again knows nothing yet: what the one before read of
 * the same connection stays, as stale, until its first round ends. Never for another connection: those are other figures.
 */
export function carryOver(known: ClusterSummary | undefined, next: ClusterSummary): ClusterSummary {
  if (known === undefined || known.sampledAt === null || next.sampledAt !== null) return next;
  if (next.state !== 'connecting' && next.state !== 'failed') return next;
  if (known.profile.bootstrapServers !== next.profile.bootstrapServers || known.profile.commandConfig !== next.profile.commandConfig) return next;
  return {
    ...known,
    profile: next.profile,
    state: 'stale',
    brokers: next.brokers.length === 0 ? known.brokers : next.brokers,
    failure: next.failure ?? READ_ANEW,
    failures: next.failures,
    retryAt: next.retryAt,
  };
}
