import { formatCount, formatDuration } from '../../../shared/text';
import type { LongestSession } from '../../../shared/time-outs';

/** When members that were killed before waiting began (epoch ms) are gone: reckoned from then, since nobody knows when a member was last heard of. */
export function sessionCountdown(since: number, now: number, { sessionMs, source, isTold }: LongestSession): string {
  const leftMs = sessionMs - (now - since);
  if (leftMs > 0) return `Members that were killed before are gone in ${formatCount(Math.ceil(leftMs / 1_000))} s at most, by ${source}.`;
  return `The session time-out of ${formatDuration(sessionMs)} is over: who is still here is alive${isTold ? '' : ', or has a longer one'}.`;
}
