import { useNow } from '../../state/now';

export interface PlanExpiry {
  readonly isOver: boolean;
  /** Null: there is no plan. */
  readonly leftMs: number | null;
}

/** How long a plan may still be applied. */
export function usePlanExpiry(plan: { readonly expiresAt: number } | null): PlanExpiry {
  const now = useNow();
  return plan === null ? { isOver: false, leftMs: null } : { isOver: now > plan.expiresAt, leftMs: plan.expiresAt - now };
}
