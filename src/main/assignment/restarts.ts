import { displayName } from '../../shared/display-name';
import { formatCounted } from '../../shared/text';
import type { WhatIf } from '../../shared/what-if';

const COOPERATIVE = 'cooperative-sticky';

/**
 * What it takes until the members of a classic group use another assignor: members agree on one that all of them have configured, so each
 * gets the new one in a restart. While some have both, the group goes by the eager one (KIP-429). Null: it stays the same.
 */
export function restartsFor(before: string, after: string, members: number, partitions: number): WhatIf['restarts'] {
  if (before === after) return null;
  const [old, next] = [displayName(before, 60), displayName(after, 60)];
  const rounds = after === COOPERATIVE ? 2 : 1;
  const who = members === 1 ? 'The one member' : `All ${formatCounted(members, 'member')}`;
  const how =
    rounds === 2
      ? `${who} ${members === 1 ? 'restarts' : 'restart'} one by one, twice (KIP-429): first with ${next} and ${old}, then without ${old}.`
      : `${who} ${members === 1 ? 'restarts' : 'restart'} one by one, at least once, with ${next} before ${old}; ${old} may go only when all of them have ${next}.`;
  const eager = `Each restart is an eager rebalance, at least one, in which ${partitions === 1 ? 'the one partition stands' : `all ${formatCounted(partitions, 'partition')} stand`} still.`;
  return { rounds, text: `${how} ${eager} Whether members have ${next} configured already, which spares ${rounds === 2 ? 'the first restart' : 'it'}, no API tells.` };
}

/** How long a restart stops the group; a sentence. */
export const HOW_RESTARTS_STOP = 'They stand still until the last member has rejoined: as long as the slowest one needs until its next poll, at most its max.poll.interval.ms.';
