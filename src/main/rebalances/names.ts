import { displayName } from '../../shared/display-name';
import type { RebalanceMember } from '../../shared/rebalances';

const MOST_NAMES = 3;
const LONGEST_NAME = 60;

/** Who they are, for the screen: `a, b ×2, c and 4 more`, by group.instance.id or else client id. */
export function memberNames(members: readonly Pick<RebalanceMember, 'groupInstanceId' | 'clientId'>[]): string {
  const counts = new Map<string, number>();
  for (const { groupInstanceId, clientId } of members) {
    const name = groupInstanceId ?? clientId;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = [...counts].slice(0, MOST_NAMES);
  const rest = members.length - named.reduce((sum, [, count]) => sum + count, 0);
  const words = named.map(([name, count]) => `${displayName(name, LONGEST_NAME)}${count > 1 ? ` ×${count}` : ''}`);
  return `${words.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `app-1 on 10.0.0.7`. */
export function memberOnHost({ groupInstanceId, clientId, host }: RebalanceMember): string {
  return `${displayName(groupInstanceId ?? clientId, LONGEST_NAME)} on ${shownHost(host)}`;
}

/** For the screen; brokers put a slash before the address. */
export function shownHost(host: string): string {
  return displayName(host.replace(/^\//u, ''), LONGEST_NAME);
}
