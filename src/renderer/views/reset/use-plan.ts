import { useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure';
import type { ResetPlan, ResetRequest } from '../../../shared/reset';
import { planReset } from '../../state/reset-actions';
import type { MadePlan } from './use-made-plan';

/** `plan` is the newest one; it may be of an earlier wish while `isPlanning`. */
export type Planning = MadePlan<ResetPlan>;

const TYPING_MS = 350;

/** A plan of what is wished, made again when the wish changes. Null: nothing that could be planned is wished. */
export function usePlan(profileId: string, request: ResetRequest | null): Planning {
  const key = useMemo(() => JSON.stringify(request), [request]);
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState<{ readonly key: string; readonly round: number; readonly plan: ResetPlan | null; readonly failure: Failure | null } | null>(null);
  const newest = useRef(request);
  newest.current = request;
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      if (newest.current === null) return setKnown(null);
      const result = await planReset(profileId, newest.current);
      if (!gone) setKnown({ key, round, plan: result.ok ? result.value : null, failure: result.ok ? null : result.failure });
    }, TYPING_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [profileId, key, round]);
  return {
    plan: known?.plan ?? null,
    failure: known?.failure ?? null,
    isPlanning: request !== null && (known?.key !== key || known.round !== round),
    again: () => setRound((before) => before + 1),
  };
}
