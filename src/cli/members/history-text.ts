import { displayName } from '../../shared/display-name';
import type { Rebalance, RebalanceHistory } from '../../shared/rebalances';
import { formatCounted, formatDuration } from '../../shared/text';
import { table } from '../table';
import type { DoneHere } from './done-here';

/** One that is over, in one line. */
export function rebalanceText({ startedAt, durationMs, kind, count, countIsExact, generation, groupEpoch, moved, joined, left, replaced, cause }: Rebalance): string {
  const counter = groupEpoch.to !== null ? `epoch ${groupEpoch.from ?? '?'} -> ${groupEpoch.to}` : generation.to !== null ? `generation ${generation.from ?? '?'} -> ${generation.to}` : 'generation not told';
  const took = durationMs.most === null ? `at least ${formatDuration(durationMs.least)}` : `${formatDuration(durationMs.least)} to ${formatDuration(durationMs.most)}`;
  return [
    new Date(startedAt).toISOString(),
    kind,
    `${countIsExact ? '' : 'at least '}${formatCounted(count, 'rebalance')} in ${took}`,
    counter,
    `${moved === null ? '?' : moved.count} moved`,
    `${joined.count} joined, ${left.count} left, ${replaced.count} replaced`,
    `${cause.kind} (${cause.certainty}): ${displayName(cause.evidence, 500)}`,
  ].join('  ');
}

/** What was done from here, and how the group is now. */
export function historyText(done: readonly DoneHere[], { watchedSince, underWay, storm }: RebalanceHistory, sinceMs: number): string {
  const operations =
    done.length === 0
      ? `Nothing was done to its members from this computer in the last ${formatDuration(sinceMs)}.`
      : table(done, [
          { title: 'TIME', value: ({ at }) => new Date(at).toISOString() },
          { title: 'ACTION', value: ({ action }) => action },
          { title: 'USER', value: ({ user }) => user },
          { title: 'OUTCOME', value: ({ outcome }) => outcome },
          { title: 'REASON', value: ({ reason }) => reason || null },
        ]);
  return [
    operations,
    underWay === null ? 'No rebalance is on.' : `A rebalance is on: ${displayName(underWay.groupState, 80)} for ${formatDuration(underWay.sinceMs)}${underWay.timeOutMs === null ? '' : `, and for ${formatDuration(underWay.timeOutMs)} more at most`}. ${displayName(underWay.evidence, 500)}`,
    ...(storm === null ? [] : [`Storm: at least ${storm.rebalances} rebalances in ${storm.minutes} min. ${displayName(storm.evidence, 500)}`]),
    watchedSince === null ? 'The group was never described.' : `Watched since ${new Date(watchedSince).toISOString()}; what was before is not known here. Kafka keeps no history of rebalances: add --watch SECONDS, or look into the window, which watches all the time.`,
  ].join('\n');
}
