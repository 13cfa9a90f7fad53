import type { Rebalance } from '../../shared/rebalances';
import { formatCounted } from '../../shared/text';
import type { HandOver } from '../../shared/what-if';

/** Older ones say little of how the group is now. */
const NEWEST = 5;

/** A sentence on how long the group's last rebalances took; newest first, null: nobody watched it. */
export function howLongItTook(kind: HandOver, rebalances: readonly Rebalance[] | null): string {
  const [one, many] = kind === 'consumer' ? ['change of its assignment', 'changes of its assignment'] : ['rebalance', 'rebalances'];
  if (rebalances === null) return `How long its last ${many} took is not known: nobody watched it.`;
  const took = rebalances.filter((rebalance) => rebalance.endedAt !== null && rebalance.kind !== 'none').slice(0, NEWEST);
  if (took.length === 0) return `No ${one} was seen lately, so how long one takes is not known.`;
  const seenWhole = took.filter(({ durationMs }) => durationMs.most !== null);
  const told = seenWhole.length > 0 ? seenWhole : took;
  const least = Math.min(...told.map(({ durationMs }) => durationMs.least));
  const most = Math.max(...told.map(({ durationMs }) => durationMs.most ?? Infinity));
  return `Its last ${told.length === 1 ? one : formatCounted(told.length, one, many)} took ${rangeText(least, most)}.`;
}

/** Ms; `most` Infinity: not known. What lies between two looks is only known to have been shorter than the time between them. */
function rangeText(least: number, most: number): string {
  if (most === Infinity) return `at least ${tenths(least)} s`;
  if (least === 0) return `at most ${tenths(most)} s`;
  return tenths(least) === tenths(most) ? `${tenths(most)} s` : `${tenths(least)} to ${tenths(most)} s`;
}

function tenths(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
