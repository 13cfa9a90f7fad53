import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failure';
import type { Result } from '../../../shared/result';
import { listen } from '../../bridge';
import { cancelReset, type Confirmation } from '../../state/reset-actions';

interface Done<Plan, Outcome> {
  readonly plan: Plan;
  readonly result: Outcome;
}

export interface CarryingOut<Plan, Outcome> {
  readonly isBusy: boolean;
  /** Partitions that were committed so far; null: nothing was told yet. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly done: Done<Plan, Outcome> | null;
  /** Why it was not even begun. */
  readonly problem: Failure | null;
  start(plan: Plan, confirmation: Confirmation): Promise<void>;
  /** What is committed stays; the result says how far it came. */
  stop(): void;
  /** Back to planning, after a refusal. */
  forget(): void;
}

/** Carrying out a plan once: under way, done, or why not. */
export function useCarryOut<Plan extends { readonly planId: string }, Outcome>(profileId: string, execute: (profileId: string, planId: string, confirmation: Confirmation) => Promise<Result<Outcome>>): CarryingOut<Plan, Outcome> {
  const [running, setRunning] = useState<string | null>(null);
  const [progress, setProgress] = useState<CarryingOut<Plan, Outcome>['progress']>(null);
  const [done, setDone] = useState<Done<Plan, Outcome> | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  useEffect(() => listen('offsets:progressed', (event) => event.planId === running && setProgress(event)), [running]);
  return {
    isBusy: running !== null,
    progress,
    done,
    problem,
    start: async (plan, confirmation) => {
      setRunning(plan.planId);
      setProgress(null);
      setProblem(null);
      const result = await execute(profileId, plan.planId, confirmation);
      setRunning(null);
      if (result.ok) setDone({ plan, result: result.value });
      else setProblem(result.failure);
    },
    stop: () => running !== null && void cancelReset(profileId, running),
    forget: () => setDone(null),
  };
}
