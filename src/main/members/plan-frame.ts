import { randomUUID } from 'node:crypto';
import type { Environment } from '../../shared/cluster';
import { PLAN_LIFE_MS } from '../../shared/writes';
import type { ClusterClient } from '../kafka/cluster-client';
import type { PlanFrame } from './plan-rebalance';

/** Of a plan that is made now. */
export function newFrame({ kafkaClusterId }: Pick<ClusterClient, 'kafkaClusterId'>, environment: Environment): PlanFrame {
  const createdAt = Date.now();
  return { planId: randomUUID(), kafkaClusterId, createdAt, expiresAt: createdAt + PLAN_LIFE_MS[environment] };
}
