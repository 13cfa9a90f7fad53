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

/** A plan made at once, and again when asked for or when the wish is another one. `make` null: nothing that could be planned is wished. */
export function useMadePlan<Plan>(make: (() => Promise<Result<Plan>>) | null, wish = ''): MadePlan<Plan> {
  const [round, setRound] = useState(0);
  const of = `${round} ${wish}`;
  const [made, setMade] = useState<{ readonly of: string; readonly plan: Plan | null; readonly failure: Failure | null } | null>(null);
  const newest = useRef(make);
  useEffect(() => {
    newest.current = make;
  });
  useEffect(() => {
    let gone = false;
    void newest.current?.().then((result) => {
      if (!gone) setMade({ of, plan: result.ok ? result.value : null, failure: result.ok ? null : result.failure });
    });
    return () => {
      gone = true;
    };
  }, [of]);
  const shown = make === null ? null : made;
  return { plan: shown?.plan ?? null, failure: shown?.failure ?? null, isPlanning: make !== null && made?.of !== of, again: () => setRound((before) => before + 1) };
}
