import { useEffect, useRef, useState } from 'react';
import type { RefusedGroup } from './ResetRefused';
import type { MadePlan } from './use-made-plan';

export interface Waiting {
  /** Epoch ms; null: nobody waits. */
  readonly since: number | null;
  /** How many members there were then. */
  readonly members: number;
  /** What was waited for has come, and still holds. */
  readonly isOver: boolean;
  begin(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 2_000;

/**
 * Looks again and again while somebody waits for members to leave. It ends by itself when a plan says of each group that
 * was in use that it can be changed (not when a plan fails, or a group is refused for another reason), and does nothing else.
 */
export function useWaiting(planning: MadePlan<{ readonly groups: readonly RefusedGroup[] }>): Waiting {
  const [wait, setWait] = useState<{ readonly since: number; readonly groups: readonly RefusedGroup[] } | null>(null);
  const [isOver, setOver] = useState(false);
  const newest = useRef(planning);
  useEffect(() => {
    newest.current = planning;
  });
  useEffect(() => {
    if (wait === null) return undefined;
    // A newer plan would end the one that is being made: on a slow cluster none would ever be.
    const timer = setInterval(() => newest.current.isPlanning || newest.current.again(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [wait]);
  const inUse = planning.plan?.groups.filter(isInUse) ?? [];
  const isFree = wait !== null && wait.groups.every(({ groupId }) => planning.plan?.groups.some((group) => group.groupId === groupId && group.refusal === null) === true);
  useEffect(() => {
    if (!isFree) return;
    setWait(null);
    setOver(true);
  }, [isFree]);
  return {
    since: wait?.since ?? null,
    members: countMembers(wait?.groups ?? inUse),
    isOver: isOver && inUse.length === 0 && planning.plan !== null,
    begin: () => {
      setOver(false);
      setWait({ since: Date.now(), groups: inUse });
      newest.current.again();
    },
    stop: () => setWait(null),
  };
}

function isInUse({ refusal }: RefusedGroup): boolean {
  return refusal?.code === 'GROUP_HAS_MEMBERS';
}

function countMembers(groups: readonly RefusedGroup[]): number {
  return groups.reduce((sum, { members }) => sum + members.length, 0);
}
