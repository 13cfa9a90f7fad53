import type { Rebalance, RebalanceMember, RebalanceStorm } from '../../shared/rebalances';
import { formatDuration } from '../../shared/text';
import { memberOnHost } from './names';

const WINDOW_MS = 10 * 60_000;
const FEWEST = 5;

/** Whether the group rebalanced too often in the last ten minutes, and who comes or goes in most of it. A rolling restart is none. */
export function stormOf(rebalances: readonly Rebalance[], now: number): RebalanceStorm | null {
  const recent = rebalances.filter(({ startedAt, count, cause }) => now - startedAt <= WINDOW_MS && count > 0 && cause.kind !== 'rolling-restart');
  const total = recent.reduce((sum, { count }) => sum + count, 0);
  if (total < FEWEST) return null;
  const culprit = culpritOf(recent);
  const since = Math.min(...recent.map(({ startedAt }) => startedAt));
  const who = culprit === null ? 'No one member comes or goes in most of them.' : `${memberOnHost(culprit.member)} came or went in ${culprit.rebalances} of the ${recent.length} that were seen.`;
  return { rebalances: total, minutes: WINDOW_MS / 60_000, culprit, evidence: `At least ${total} rebalances in ${formatDuration(now - since)}. ${who}` };
}

function culpritOf(recent: readonly Rebalance[]): RebalanceStorm['culprit'] {
  const met = new Map<string, { member: RebalanceMember; rebalances: number }>();
  for (const { joined, left, replaced } of recent) {
    const those = new Map([...joined.members, ...left.members, ...replaced.pairs.map(({ after }) => after)].map((member) => [keyOf(member), member]));
    for (const [key, member] of those) {
      const known = met.get(key);
      met.set(key, { member, rebalances: (known?.rebalances ?? 0) + 1 });
    }
  }
  const [most, next] = [...met.values()].sort((left, right) => right.rebalances - left.rebalances);
  return most !== undefined && most.rebalances * 2 > recent.length && most.rebalances > (next?.rebalances ?? 0) ? most : null;
}

function keyOf({ groupInstanceId, clientId, host }: RebalanceMember): string {
  return JSON.stringify(groupInstanceId === null ? [clientId, host] : [groupInstanceId]);
}
