import type { HandOver } from '../../shared/what-if';
import { formatCounted } from '../../shared/text';

/** How long the partitions that stand still do so: in words, since it is the members that decide. */
export function howItStops(kind: HandOver, stopped: number): string {
  if (stopped === 0) return 'No partition that is read now stands still.';
  const count = formatCounted(stopped, 'partition');
  switch (kind) {
    case 'eager':
      return `${stopped === 1 ? `${count} stands` : `All ${count} stand`} still: every member gives up all it has when it rejoins, and reads on once the last one has rejoined. That takes as long as the slowest member needs until its next poll, at most its max.poll.interval.ms.`;
    case 'cooperative':
      return `${count} ${stopped === 1 ? 'stands' : 'stand'} still, from when the member gives up each one until a second rebalance has assigned it; all others are read on. If members have an eager assignor configured beside cooperative-sticky, all stand still.`;
    case 'consumer':
      return `${count} ${stopped === 1 ? 'stands still' : 'stand still, each by itself'}: from when its member gives it up at a heartbeat until the new owner gets it at one of its own. All others are read on.`;
  }
}
