import type { MemberChoice, MembersResult, RebalancePlan, RemovalPlan } from '../../shared/members';
import type { Result } from '../../shared/result';
import { invoke } from '../bridge';
import { caught } from './caught';
import { whenUnlocked, type Confirmation } from './reset-actions';

export function planRebalance(profileId: string, groupId: string): Promise<Result<RebalancePlan>> {
  return caught(() => invoke('members:planRebalance', { profileId, groupId }));
}

export function planRemoval(profileId: string, groupId: string, which: MemberChoice): Promise<Result<RemovalPlan>> {
  return caught(() => invoke('members:planRemoval', { profileId, groupId, which }));
}

/** Unlocks if need be, then carries the plan out; answers when the group has settled again or following it has ended. */
export function executeMembers(profileId: string, planId: string, confirmation: Confirmation): Promise<Result<MembersResult>> {
  const { reason, typed } = confirmation;
  return whenUnlocked(profileId, confirmation, () => invoke('members:execute', { profileId, planId, reason, typed }));
}
