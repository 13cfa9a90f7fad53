import type { RebalanceCause } from '../../shared/rebalances';
import { formatDuration } from '../../shared/text';
import { memberNames } from './names';
import { isStuck, type Coming, type Going, type Return } from './returns';

/** From one restarted member to the next. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Members that were replaced one after another, each once: the cause of every rebalance in which one of them came or went, by
 * rebalance id. Empty: there was nothing of the kind. `returns` and the others are of the last half hour.
 */
export function rollingRestart(returns: readonly Return[], goings: readonly Going[]): ReadonlyMap<number, RebalanceCause> {
  const wentAgain = new Set(goings.map(({ member }) => member.memberId));
  const restarts = returns.filter((back) => !wentAgain.has(back.coming.member.memberId) && !isStuck(back)).sort((left, right) => left.coming.at - right.coming.at);
  const runs: Return[][] = [];
  for (const back of restarts) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run !== undefined && last !== undefined && back.coming.at - last.coming.at <= LONGEST_PAUSE_MS) run.push(back);
    else runs.push([back]);
  }
  const causes = new Map<number, RebalanceCause>();
  for (const run of runs) {
    if (new Set(run.map(({ coming }) => coming.at)).size < 2) continue;
    const cause = causeOf(run);
    for (const { going, coming } of run) for (const { rebalanceId } of [going, coming] satisfies Coming[]) causes.set(rebalanceId, cause);
  }
  return causes;
}

function causeOf(run: readonly Return[]): RebalanceCause {
  const first = Math.min(...run.map(({ going, coming }) => Math.min(going.at, coming.at)));
  const last = Math.max(...run.map(({ going, coming }) => Math.max(going.at, coming.at)));
  const names = memberNames(run.map(({ coming }) => coming.member));
  return { kind: 'rolling-restart', certainty: 'likely', evidence: `${run.length} members were replaced one after another within ${formatDuration(last - first)}, each once: ${names}.` };
}
