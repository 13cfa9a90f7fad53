import type { Failure } from '../../../shared/failure';

/** A plan's times in epoch ms, and what it was made for. */
interface PlanFrame {
  readonly kafkaClusterId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export function planFailure(code: string, message: string): Failure {
  return { scope: 'plan', code, message };
}

export function noSuchPlan(): Failure {
  return planFailure('NO_SUCH_PLAN', 'That plan is not known (any more). Look at a fresh one.');
}

/** Null: the plan may still be carried out. One that was made at a time that by the computer's clock is yet to come is of nobody knows what age. */
export function whyExpired({ createdAt, expiresAt }: Pick<PlanFrame, 'createdAt' | 'expiresAt'>): Failure | null {
  const now = Date.now();
  return now < createdAt || now > expiresAt ? planFailure('PLAN_EXPIRED', 'The plan is too old to be carried out. Look at a fresh one.') : null;
}

/** Null: the same wish was planned again on the same cluster. */
export function whyAnotherCluster(plan: Pick<PlanFrame, 'kafkaClusterId'>, now: Pick<PlanFrame, 'kafkaClusterId'>): Failure | null {
  if (plan.kafkaClusterId === now.kafkaClusterId) return null;
  return { scope: 'cluster', code: 'ANOTHER_CLUSTER', message: `The plan was made for cluster ${plan.kafkaClusterId ?? 'unknown'}; ${now.kafkaClusterId ?? 'an unknown one'} answers at this address now.` };
}
