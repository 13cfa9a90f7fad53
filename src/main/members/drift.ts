import type { Failure } from '../../shared/failure';
import type { RebalancePlan, RemovalPlan } from '../../shared/members';
import { failed, succeeded, type Result } from '../../shared/result';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { whyAnotherCluster, whyExpired } from '../operations/plan/plan-failures';
import type { PlanFrame } from './plan-frame';
import { readGroup, type GroupNow } from './read-group';

/** The group of a plan that may be carried out: read afresh, and planned again to the same effect. Rejects with KafkaFailure. */
export async function groupAsPlanned<Plan extends RebalancePlan | RemovalPlan>(client: ClusterClient, plan: Plan, planAgain: (group: GroupNow, frame: PlanFrame) => Plan, calls: CallOptions): Promise<Result<GroupNow>> {
  const refusal = whyExpired(plan) ?? plan.refusal;
  if (refusal !== null) return failed(refusal);
  const group = await readGroup(client, plan.groupId, calls);
  const drift = membersDrift(plan, planAgain(group, { ...plan, kafkaClusterId: client.kafkaClusterId }));
  return drift === null ? succeeded(group) : failed(drift);
}

/** What is different between a plan and the same wish planned again now; null: it may be carried out as it is. */
export function membersDrift<Plan extends RebalancePlan | RemovalPlan>(plan: Plan, now: Plan): Failure | null {
  const { groupId } = plan;
  const scope = `group ${groupId}`;
  const elsewhere = whyAnotherCluster(plan, now);
  if (elsewhere !== null) return elsewhere;
  if (now.refusal !== null) return now.refusal;
  if (plan.groupType !== now.groupType) return { scope, code: 'TYPE_CHANGED', message: `${groupId} was a ${plan.groupType ?? 'new'} group and is a ${now.groupType ?? 'new'} one now.` };
  if (plan.groupState !== now.groupState) return { scope, code: 'STATE_CHANGED', message: `${groupId} was ${plan.groupState ?? 'absent'} and is ${now.groupState ?? 'absent'} now.` };
  if (plan.assignor !== now.assignor) return { scope, code: 'ASSIGNOR_CHANGED', message: `The assignor of ${groupId} was ${plan.assignor ?? 'none'} and is ${now.assignor ?? 'none'} now.` };
  if (membersOf(plan) !== membersOf(now)) return { scope, code: 'MEMBERS_CHANGED', message: `The members of ${groupId}, or what they own, are no longer those of the plan. Look at a fresh one.` };
  return null;
}

function membersOf(plan: RebalancePlan | RemovalPlan): string {
  const members = plan.members.map(({ memberId, groupInstanceId, partitions }) => JSON.stringify([memberId, groupInstanceId, partitions])).sort();
  return JSON.stringify([members, plan.kind === 'removal' ? plan.remaining : null]);
}
