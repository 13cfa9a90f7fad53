import { randomUUID } from 'node:crypto';
import type { Environment } from '../../shared/cluster';
import type { RebalancePlan } from '../../shared/members';
import { PLAN_LIFE_MS } from '../../shared/writes';
import type { ClusterClient } from '../kafka/cluster-client';

/** What every plan for members has. */
export type PlanFrame = Pick<RebalancePlan, 'planId' | 'kafkaClusterId' | 'createdAt' | 'expiresAt'>;

/** Of a plan that is made now. */
export function newFrame({ kafkaClusterId }: Pick<ClusterClient, 'kafkaClusterId'>, environment: Environment): PlanFrame {
  const createdAt = Date.now();
  return { planId: randomUUID(), kafkaClusterId, createdAt, expiresAt: createdAt + PLAN_LIFE_MS[environment] };
}
