import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure';
import type { AssignmentChange, WhatIf } from '../../shared/what-if';
import { invoke } from '../bridge';
import { caught } from './caught';
import { useViewMemory } from './view-memory';

export const NO_CHANGE: AssignmentChange = { members: 0, gone: [], assignor: null, partitions: [], makeStatic: false };

export interface AskedWhatIf {
  readonly change: AssignmentChange;
  /** The newest answer: to `change`, or while that is worked out to the one before. Null: none yet, or see `failure`. */
  readonly answer: WhatIf | null;
  readonly failure: Failure | null;
  readonly isWaiting: boolean;
  readonly ask: (change: AssignmentChange) => void;
  /** Of the group as it is by now. */
  readonly again: () => void;
}

interface Told {
  readonly of: string;
  readonly answer: WhatIf | null;
  readonly failure: Failure | null;
}

/** Each key pressed is not a question of its own. */
const PAUSE_MS = 120;

/**
 * A question about a group's assignment, kept while the window lives; worked out afresh when it changes, when it begins to be looked at,
 * and when `present`, which tells one assignment of the group from another, is another one.
 */
export function useWhatIf(profileId: string, groupId: string, present: string, isLookedAt: boolean): AskedWhatIf {
  const [change, ask] = useViewMemory<AssignmentChange>(`what if ${profileId} ${groupId}`, NO_CHANGE);
  const [round, setRound] = useState(0);
  const [told, setTold] = useState<Told | null>(null);
  const of = `${round} ${JSON.stringify(change)} ${present}`;
  useEffect(() => {
    if (!isLookedAt) return undefined;
    let isOver = false;
    const timer = setTimeout(() => {
      void caught(() => invoke('assignment:whatIf', { profileId, groupId, change })).then((result) => {
        if (!isOver) setTold({ of, answer: result.ok ? result.value : null, failure: result.ok ? null : result.failure });
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isLookedAt, profileId, groupId, change, of]);
  return { change, answer: told?.answer ?? null, failure: told?.failure ?? null, isWaiting: told?.of !== of, ask, again: () => setRound((before) => before + 1) };
}
