import { displayName } from '../../../shared/display-name';
import type { Rebalance, RebalanceHistory, RebalanceCauseKind, RebalanceKind, RebalanceMember, RebalanceMembers, RebalanceProtocol, RebalanceUnderWay } from '../../../shared/rebalances';
import { formatCount, formatCounted, formatDuration } from '../../../shared/text';

export const CAUSE_WORDS = {
  'triggered-here': 'Triggered from here',
  'member-joined': 'Member joined',
  'member-left': 'Member left',
  'session-timed-out': 'Session timed out',
  'poll-interval-exceeded': 'Poll interval exceeded',
  'member-restarted': 'Member restarted',
  'rolling-restart': 'Rolling restart',
  'subscription-changed': 'Subscription changed',
  'partitions-changed': 'Partitions added',
  'coordinator-moved': 'Coordinator moved',
  unknown: 'Not known',
} as const satisfies Record<RebalanceCauseKind, string>;

/** Any join or leave takes a moment; only what hangs is worth moving the page for. */
const WORTH_TELLING_MS = 5_000;

export function isWorthTelling({ sinceMs }: RebalanceUnderWay): boolean {
  return sinceMs >= WORTH_TELLING_MS;
}

/** Causes that somebody should look into. */
export const TROUBLE_CAUSES: ReadonlySet<RebalanceCauseKind> = new Set(['session-timed-out', 'poll-interval-exceeded']);

export const KIND_WORDS = {
  'stop-the-world': 'every partition stood still',
  incremental: 'only what moved stood still',
  none: 'no partition stood still',
  unknown: 'what stood still is not known',
} as const satisfies Record<RebalanceKind, string>;

/** What a group's protocol means for whoever waits for its records; a sentence. */
export function protocolText(protocol: RebalanceProtocol | null, groupType: string | null): string {
  if (groupType === 'consumer') return 'KIP-848: the coordinator hands partitions over one by one; only what moves stands still.';
  if (protocol === 'eager') return 'Eager: in each rebalance every member gives up all its partitions first, so all of them stand still.';
  if (protocol === 'cooperative') return 'Cooperative: in a rebalance members keep what stays theirs; only what moves stands still, until a second rebalance hands it over.';
  return protocol === null ? 'No assignor is told, so how it rebalances is not known.' : 'Its assignor is not one of Kafka’s own: whether all partitions stand still in a rebalance is not known.';
}

/** How a person would call a member; ready for the screen. */
export function memberWord({ groupInstanceId, clientId, memberId }: RebalanceMember): string {
  return displayName((groupInstanceId ?? '') || clientId || memberId || '(no name)', 60);
}

/** `consumer-1, consumer-2 and 7 more`. */
export function membersWords({ count, members }: RebalanceMembers, most = 2): string {
  const named = members.slice(0, most).map(memberWord);
  if (named.length === 0) return formatCounted(count, 'member');
  return count > named.length ? `${named.join(', ')} and ${formatCount(count - named.length)} more` : named.join(', ');
}

/** Epoch ms before which rebalances were seen and are not kept any more; null: all of the last hour are. */
export function keptSince({ rebalances, forgotten }: Pick<RebalanceHistory, 'rebalances' | 'forgotten'>): number | null {
  return forgotten === 0 ? null : (rebalances[rebalances.length - 1]?.startedAt ?? null);
}

/** That a storm had more than are kept, as a sentence; null: all that were seen are counted. */
export function cappedText({ rebalances, forgotten, storm }: Pick<RebalanceHistory, 'rebalances' | 'forgotten' | 'storm'>): string | null {
  const oldest = keptSince({ rebalances, forgotten });
  const [newest] = rebalances;
  if (storm === null || oldest === null || newest === undefined || newest.startedAt - oldest >= storm.minutes * 60_000) return null;
  return `Only the last ${formatCount(rebalances.length)} are kept: how many more there were in these ${formatCount(storm.minutes)} min is not known.`;
}

/** Who came and went. */
export function whatChanged({ joined, left, replaced }: Pick<Rebalance, 'joined' | 'left' | 'replaced'>): string {
  const parts = [
    left.count === 0 ? '' : `${membersWords(left)} left`,
    replaced.count === 0 ? '' : `${membersWords({ count: replaced.count, members: replaced.pairs.map(({ after }) => after) })} came back anew`,
    joined.count === 0 ? '' : `${membersWords(joined)} joined`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nobody came or went' : parts.join(', ');
}

/** Between which lengths of time it took; `12 s so far` while it is on. */
export function tookText({ endedAt, startedAt, durationMs: { least, most } }: Rebalance, now: number): string {
  if (endedAt === null) return `${formatSeconds(Math.max(least, now - startedAt))} so far`;
  if (most === null) return `≥ ${formatSeconds(least)}`;
  if (most - least < 100 || formatSeconds(most) === formatSeconds(least)) return formatSeconds(most);
  return least < 100 ? `≤ ${formatSeconds(most)}` : `${formatSeconds(least)} to ${formatSeconds(most)}`;
}

/** From which generation (at least) or group epoch to which; null: neither is told. */
export function generationText({ generation, groupEpoch }: Pick<Rebalance, 'generation' | 'groupEpoch'>): string | null {
  const { from, to } = groupEpoch.to === null ? generation : groupEpoch;
  if (to === null) return null;
  return from === null ? `→ ${to}` : `${from} → ${to}`;
}

/** One decimal below ten seconds: rebalances are short. */
function formatSeconds(ms: number): string {
  return ms >= 1_000 && ms < 10_000 ? `${(Math.floor(ms / 100) / 10).toFixed(1)} s` : formatDuration(ms);
}
