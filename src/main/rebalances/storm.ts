import type { Rebalance, RebalanceMember, RebalanceStorm } from '../../shared/rebalances';
import { formatDuration } from '../../shared/text';
import { memberOnHost } from './names';

/** Storms are looked for in so much time before now. */
export const STORM_WINDOW_MS = 10 * 60_000;
const FEWEST = 5;

interface Traffic {
  readonly member: RebalanceMember;
  rebalances: number;
  comes: boolean;
  goes: boolean;
}

/**
 * Whether the group rebalanced too often in the last ten minutes, and who comes and goes in most of it. Members that only come
 * (a deployment starts) or only go, a rolling restart and what we did ourselves are none.
 */
export function stormOf(rebalances: readonly Rebalance[], now: number): RebalanceStorm | null {
  const recent = rebalances.filter(({ startedAt, count, cause }) => now - startedAt <= STORM_WINDOW_MS && count > 0 && cause.kind !== 'rolling-restart' && cause.kind !== 'triggered-here');
  const traffic = trafficOf(recent);
  const stormy = recent.filter((rebalance) => !isOneWay(rebalance, traffic));
  const total = stormy.reduce((sum, { count }) => sum + count, 0);
  if (total < FEWEST) return null;
  const culprit = culpritOf(traffic, stormy.length);
  const since = Math.min(...stormy.map(({ startedAt }) => startedAt));
  const who = culprit === null ? 'No one member comes and goes in most of them.' : `${memberOnHost(culprit.member)} came or went in ${culprit.rebalances} of the ${stormy.length} that were seen.`;
  return { rebalances: total, minutes: STORM_WINDOW_MS / 60_000, culprit, evidence: `At least ${total} rebalances in ${formatDuration(now - since)}. ${who}` };
}

function trafficOf(recent: readonly Rebalance[]): ReadonlyMap<string, Traffic> {
  const traffic = new Map<string, Traffic>();
  for (const { joined, left, replaced } of recent) {
    const met = new Set<Traffic>();
    const meet = (member: RebalanceMember): Traffic => {
      const key = keyOf(member);
      const known = traffic.get(key) ?? { member, rebalances: 0, comes: false, goes: false };
      traffic.set(key, known);
      met.add(known);
      return known;
    };
    for (const member of joined.members) meet(member).comes = true;
    for (const member of left.members) meet(member).goes = true;
    for (const { after } of replaced.pairs) Object.assign(meet(after), { comes: true, goes: true });
    for (const known of met) known.rebalances += 1;
  }
  return traffic;
}

/** Members came for good, or went for good: it needs no other explanation. */
function isOneWay({ joined, left, replaced, cause }: Rebalance, traffic: ReadonlyMap<string, Traffic>): boolean {
  if (replaced.count > 0 || (cause.kind !== 'member-joined' && cause.kind !== 'member-left')) return false;
  return [...joined.members, ...left.members].every((member) => {
    const { comes = false, goes = false } = traffic.get(keyOf(member)) ?? {};
    return !(comes && goes);
  });
}

function culpritOf(traffic: ReadonlyMap<string, Traffic>, rebalances: number): RebalanceStorm['culprit'] {
  const [most, next] = [...traffic.values()].filter(({ comes, goes }) => comes && goes).sort((left, right) => right.rebalances - left.rebalances);
  if (most === undefined || most.rebalances * 2 <= rebalances || most.rebalances === next?.rebalances) return null;
  return { member: most.member, rebalances: most.rebalances };
}

function keyOf({ groupInstanceId, clientId, host }: RebalanceMember): string {
  return JSON.stringify(groupInstanceId === null ? [clientId, host] : [groupInstanceId]);
}
