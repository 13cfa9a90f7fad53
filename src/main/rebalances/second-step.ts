import type { Rebalance } from '../../shared/rebalances';

/** A member joins again at its next heartbeat (3 s by default) when it has given up what a cooperative rebalance takes from it. */
const SECOND_STEP_MS = 4_000;

/** Cooperative members give up in one rebalance what they get in the next. */
export function isSecondStep(last: Rebalance, next: Rebalance): boolean {
  if (next.kind !== 'incremental' || last.kind !== 'incremental' || next.groupEpoch.to !== null || last.endedAt === null) return false;
  if (next.triggeredHere !== null || next.joined.count + next.left.count + next.replaced.count > 0) return false;
  const leftOver = last.moved?.moves.some(({ to }) => to === null) ?? false;
  return leftOver && next.startedAt - last.endedAt <= SECOND_STEP_MS + (next.startedAt - (next.startedAfter ?? next.startedAt));
}

/** Owners given up in the first step and found in the second are one move. */
export function joinedTogether(first: Rebalance, second: Rebalance): Rebalance {
  return {
    ...first,
    endedAt: second.endedAt,
    durationMs: {
      least: second.startedAt - first.startedAt + second.durationMs.least,
      most: first.startedAfter === null || second.endedAt === null ? null : second.endedAt - first.startedAfter,
    },
    count: first.count + second.count,
    generation: { from: first.generation.from, to: second.generation.to },
    moved: movedInBoth(first.moved, second.moved),
  };
}

function movedInBoth(first: Rebalance['moved'], second: Rebalance['moved']): Rebalance['moved'] {
  if (first === null || second === null) return null;
  const given = new Set<(typeof first.moves)[number]>();
  const moves = first.moves.map((move) => {
    const next = move.to === null ? second.moves.find(({ topic, partition, from }) => from === null && topic === move.topic && partition === move.partition) : undefined;
    if (next !== undefined) given.add(next);
    return next === undefined ? move : { ...move, to: next.to };
  });
  const further = second.moves.filter((move) => !given.has(move));
  return { count: first.count + second.count - given.size, moves: [...moves, ...further].slice(0, Math.max(first.moves.length, second.moves.length)) };
}
