import type { ClusterSummary } from '../../shared/cluster';
import type { GroupDetail } from '../../shared/group';

type Read = Pick<ClusterSummary, 'profile' | 'round' | 'state' | 'sampledAt' | 'staleGroups'>;

/** Milliseconds after which figures are old: two intervals, the time a round takes, and the second that ages tick in. */
export function staleAfterMs({ profile, round }: Pick<Read, 'profile' | 'round'>): number {
  return 2 * profile.intervalMs + Math.min(round?.ms ?? 0, profile.intervalMs) + 1_000;
}

/** Rounds come, and every figure on screen is from the newest ones. Epoch ms in. */
export function isLive(cluster: Read, now: number): boolean {
  const { state, sampledAt, staleGroups } = cluster;
  return (state === 'current' || state === 'partial') && staleGroups === 0 && sampledAt !== null && now - sampledAt <= staleAfterMs(cluster);
}

/** Whether figures of this cluster that were read at `sampledAt` are old. Epoch ms in; `now` as of `shownNow`. */
export function isOld(cluster: Pick<Read, 'profile' | 'round' | 'state'>, sampledAt: number, now: number): boolean {
  return cluster.state === 'stale' || cluster.state === 'failed' || now - sampledAt > staleAfterMs(cluster);
}

/** Whether the last round renewed other groups, but not this one, whose figures are of that round's revision. */
export function isOvertaken({ staleGroups, sampledAt, revision }: Pick<ClusterSummary, 'staleGroups' | 'sampledAt' | 'revision'>, read: Pick<GroupDetail, 'sampledAt' | 'revision'>): boolean {
  return staleGroups > 0 && sampledAt !== null && read.revision === revision && read.sampledAt < sampledAt;
}

/**
 * Rows read before this time (epoch ms) are old: all of a cluster whose rounds fail, those of before the last round where
 * the engine says that some are, and whatever has not been read for two intervals. `roundAt` is when the last round began.
 */
export function oldBefore(cluster: Read, roundAt: number, now: number): number {
  if (cluster.state === 'stale' || cluster.state === 'failed') return Number.POSITIVE_INFINITY;
  return Math.max(now - staleAfterMs(cluster), cluster.staleGroups > 0 ? roundAt : Number.NEGATIVE_INFINITY);
}

/** The time that ages and durations of a cluster's figures count to: while it is paused all stands still at its last round. */
export function shownNow(cluster: Pick<Read, 'state' | 'sampledAt'> | null, now: number): number {
  return cluster?.state === 'paused' && cluster.sampledAt !== null ? cluster.sampledAt : now;
}
