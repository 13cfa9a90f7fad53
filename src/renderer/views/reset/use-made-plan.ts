import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure';
import type { Result } from '../../../shared/result';

export interface MadePlan<Plan> {
  readonly plan: Plan | null;
  readonly failure: Failure | null;
  readonly isPlanning: boolean;
  /** Makes a fresh one of the same wish. */
  again(): void;
}

/** A plan that needs no choices: made at once, and again when asked for. */
export function useMadePlan<Plan>(make: () => Promise<Result<Plan>>): MadePlan<Plan> {
  const [round, setRound] = useState(0);
  const [made, setMade] = useState<{ readonly round: number; readonly plan: Plan | null; readonly failure: Failure | null } | null>(null);
  const newest = useRef(make);
  useEffect(() => {
    newest.current = make;
  });
  useEffect(() => {
    let gone = false;
    void newest.current().then((result) => {
      if (!gone) setMade({ round, plan: result.ok ? result.value : null, failure: result.ok ? null : result.failure });
    });
    return () => {
      gone = true;
    };
  }, [round]);
  return { plan: made?.plan ?? null, failure: made?.failure ?? null, isPlanning: made?.round !== round, again: () => setRound((before) => before + 1) };
}
