import type { Failure } from '../../../shared/failure';
import type { Verification } from '../../../shared/reset';
import type { Result } from '../../../shared/result';
import { listen } from '../../bridge';
import { cancelReset, type Confirmation } from '../../state/reset-actions';
import { useVisit } from '../../state/route';
import { createStore, useStore, type Store } from '../../state/store';
import { usePlanExpiry, type PlanExpiry } from './use-plan-expiry';

/** How far carrying out a plan has come. */
interface Carrying<Plan, Outcome> {
  /** Null: nothing is under way. */
  readonly running: Plan | null;
  /** Partitions that were committed so far; null: nothing was told yet. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** What is being done, as far as that is told in a sentence. */
  readonly told: string | null;
  /** Epoch ms of the result. */
  readonly done: { readonly plan: Plan; readonly result: Outcome; readonly at: number; readonly reason: string } | null;
  /** Whether what was applied holds; null before the first look. */
  readonly looked: { readonly verification: Verification; readonly isLast: boolean } | null;
  /** Why it was not even begun. */
  readonly problem: Failure | null;
}

export interface CarryingOut<Plan, Outcome> extends Carrying<Plan, Outcome> {
  /** The one that is or was carried out, else the newest. */
  readonly plan: Plan | null;
  /** Of a plan that may still be carried out. */
  readonly expiry: PlanExpiry;
  start(plan: Plan, confirmation: Confirmation): Promise<void>;
  /** What is committed stays; the result says how far it came. */
  stop(): void;
  /** Back to planning, after a refusal. */
  forget(): void;
}

const IDLE = { running: null, progress: null, told: null, done: null, looked: null, problem: null } as const;
const VISITS_KEPT = 20;
/** Longer than the engine watches what was applied. */
const LOOKED_FOR_MS = 90_000;
/** By visit: who looks elsewhere while it is under way finds it again, with what became of it. */
const kept = new Map<number, Store<Carrying<never, never>>>();

/** Carrying out a plan once: under way, done, or why not. `newest`: the plan that would be. */
export function useCarryOut<Plan extends { readonly planId: string; readonly expiresAt: number }, Outcome>(profileId: string, newest: Plan | null, execute: (profileId: string, planId: string, confirmation: Confirmation) => Promise<Result<Outcome>>): CarryingOut<Plan, Outcome> {
  const store = storeOf<Plan, Outcome>(useVisit());
  const carrying = useStore(store);
  const begun = carrying.done?.plan ?? carrying.running;
  const expiry = usePlanExpiry(begun === null ? newest : null);
  const change = (part: Partial<Carrying<Plan, Outcome>>): void => store.set({ ...store.get(), ...part });
  return {
    ...carrying,
    plan: begun ?? newest,
    expiry,
    start: async (plan, confirmation) => {
      change({ ...IDLE, running: plan });
      const stopCounting = listen('offsets:progressed', (event) => event.planId === plan.planId && change({ progress: event }));
      const stopTelling = listen('members:progressed', (event) => event.planId === plan.planId && change({ told: event.text }));
      const stopLooking = listen('offsets:verified', (event) => event.planId === plan.planId && change({ looked: event }));
      const result = await execute(profileId, plan.planId, confirmation);
      stopCounting();
      stopTelling();
      setTimeout(() => {
        stopLooking();
        const { done, looked } = store.get();
        if (done?.plan.planId === plan.planId && looked?.isLast !== true) change({ looked: endedEarly(looked?.verification ?? null) });
      }, result.ok ? LOOKED_FOR_MS : 0);
      change(result.ok ? { running: null, done: { plan, result: result.value, at: Date.now(), reason: confirmation.reason } } : { running: null, problem: result.failure });
    },
    stop: () => carrying.running !== null && void cancelReset(profileId, carrying.running.planId),
    forget: () => store.set(IDLE),
  };
}

/** The engine was started again, or the cluster removed. */
function endedEarly(verification: Verification | null): Carrying<never, never>['looked'] {
  return { verification: { movedBack: verification?.movedBack ?? [], failures: [{ scope: 'watch', code: 'ENDED', message: 'Watching ended before its time. Look at the group.' }] }, isLast: true };
}

function storeOf<Plan, Outcome>(visit: number): Store<Carrying<Plan, Outcome>> {
  const known = kept.get(visit) ?? createStore<Carrying<never, never>>(IDLE);
  kept.set(visit, known);
  for (const oldest of kept.keys()) if (kept.size > VISITS_KEPT) kept.delete(oldest);
  return known as unknown as Store<Carrying<Plan, Outcome>>;
}
