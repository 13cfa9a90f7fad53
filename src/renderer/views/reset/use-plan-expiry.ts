import { useNow } from '../../state/now';

export interface PlanExpiry {
  readonly isOver: boolean;
  /** Null: there is no plan that could expire. */
  readonly leftMs: number | null;
}

/** How long a plan may still be carried out. */
export function usePlanExpiry(plan: { readonly expiresAt: number } | null): PlanExpiry {
  const now = useNow();
  return plan === null ? { isOver: false, leftMs: null } : { isOver: now > plan.expiresAt, leftMs: plan.expiresAt - now };
}
