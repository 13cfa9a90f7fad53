import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted, formatRate } from '../../../shared/text';
import type { AssignedLoad, WhatIf, WhatIfMember } from '../../../shared/what-if';

/** What the change comes to, in a sentence. */
export function whatIfSentence({ moved, movedBetween, columns, stopped, rebalances, restarts, assignor, members }: WhatIf): string {
  const all = columns.partition.length;
  const moves = movedBetween === null ? `${formatCount(moved)} of ${formatCounted(all, 'partition')} ${moved === 1 ? 'moves' : 'move'}` : `${formatCount(movedBetween.least)} to ${formatCount(movedBetween.most)} of ${formatCounted(all, 'partition')} ${all === 1 ? 'moves' : 'move'}`;
  const stops = stopped === 0 ? 'none stands still' : stopped === all && all > 1 ? 'all of them stand still on the way' : `${formatCount(stopped)} ${stopped === 1 ? 'stands' : 'stand'} still on the way`;
  const idle = members.filter(({ after }) => after?.partitions === 0).length;
  const rounds = rebalances === null || rebalances === 0 ? '' : ` It takes ${formatCounted(rebalances, 'rebalance')}.`;
  // Of a KIP-848 group, whose broker takes the assignor that most ask for.
  const by = assignor.before === assignor.after ? '' : ` ${displayName(assignor.after, 60)} instead of ${displayName(assignor.before, 60)}.`;
  if (restarts !== null) return `${displayName(assignor.after, 60)} instead of ${displayName(assignor.before, 60)} takes ${restarts.rounds === 2 ? 'two rolling restarts' : 'a rolling restart'} of every member; each restart is an eager rebalance. In the end ${moves}.${idle === 0 ? '' : ` ${formatCounted(idle, 'member')} would be idle.`}`;
  return `${moves}; ${stops}.${rounds}${idle === 0 ? '' : ` ${formatCounted(idle, 'member')} would be idle.`}${by}`;
}

/** From least to most per member, before and after: `2 to 3 partitions each (before 2)`. */
export function skewText({ members }: Pick<WhatIf, 'members'>): string {
  const before = rangeOf(members.flatMap((member) => (member.before === null ? [] : [member.before.partitions])));
  const after = rangeOf(members.flatMap((member) => (member.after === null ? [] : [member.after.partitions])));
  return `${after} per member${before === after ? ', as before' : ` (before ${before})`}`;
}

/** Who would have the most lag, and how much that is of all; null: no lag is known, or there is none. */
export function mostLagText({ members }: Pick<WhatIf, 'members'>, names: readonly string[]): string | null {
  let most = -1;
  let total = 0;
  members.forEach(({ after }, index) => {
    const lag = after?.lag ?? 0;
    total += lag;
    if (lag > (members[most]?.after?.lag ?? 0)) most = index;
  });
  const lag = members[most]?.after?.lag ?? 0;
  return lag === 0 || members.length < 2 ? null : `${names[most] ?? ''} would have ${Math.round((100 * lag) / total)} % of the known lag`;
}

/** Names by index of the members: as they are called elsewhere, and new ones as such. Ready for the screen. */
export function whatIfNames(members: readonly WhatIfMember[], known: ReadonlyMap<string, string>): string[] {
  let coming = 0;
  return members.map(({ memberId, clientId }) => {
    if (memberId !== null) return known.get(memberId) ?? displayName(clientId ?? memberId, 80);
    coming += 1;
    return `new member ${coming}`;
  });
}

/** `+12/s` of growth, `−3.1/s` where it shrinks, `0/s`; null: not known. */
export function growthText({ lagPerSecond }: AssignedLoad): string | null {
  if (lagPerSecond === null) return null;
  const shown = formatRate(Math.abs(lagPerSecond));
  return `${shown === '0' ? '' : lagPerSecond < 0 ? '−' : '+'}${shown}/s`;
}

function rangeOf(counts: readonly number[]): string {
  if (counts.length === 0) return 'none';
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  return least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
}
