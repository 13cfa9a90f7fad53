import { formatCount, formatCounted } from '../../../shared/text';

export interface CalmCounts {
  readonly total: number;
  readonly keepUp: number;
  /** Some of them, or all of it, could not be read. */
  readonly unread: number;
  /** Sampled for too short to be judged. */
  readonly notJudged: number;
  /** Rounds fail: the figures tell how it was. */
  readonly isPast: boolean;
  /** Some figures are old. */
  readonly someOld: boolean;
  /** Everything is known, current, and keeps up. */
  readonly allKeepUp: boolean;
  /** Groups that rebalance too often, told before this. */
  readonly restless?: number;
}

/** What is said first of groups none of which is known to be broken or behind: no more than is known. */
export function calmHead({ total, keepUp, unread, notJudged, isPast, someOld, allKeepUp, restless = 0 }: CalmCounts): string {
  const then = isPast ? ' when last read.' : '.';
  if (allKeepUp) return `${total === 1 ? 'The one group' : `All ${formatCount(total)} groups`} ${isPast ? 'kept' : total === 1 ? 'keeps' : 'keep'} up${then}`;
  if (unread > 0) return `${formatCount(unread)} of ${formatCounted(total, 'group')} could not be read in full${then}`;
  if (notJudged === total) return isPast ? `No group could be judged${then}` : `${formatCounted(total, 'group')} ${total === 1 ? 'is' : 'are'} being watched; ${total === 1 ? 'it cannot' : 'none can'} be judged yet.`;
  if (notJudged > 0) return `${formatCount(keepUp)} of ${formatCounted(total, 'group')} ${isPast ? 'kept' : keepUp === 1 ? 'keeps' : 'keep'} up, ${formatCount(notJudged)} not judged yet${then}`;
  const no = restless > 0 ? 'No other group' : 'No group';
  if (isPast) return `${no} needed attention${then}`;
  return someOld ? `${no} with current figures needs attention.` : `${no} needs attention.`;
}
