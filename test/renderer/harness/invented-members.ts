import type { EventName, Events } from '../../../src/shared/contract';
import type { Failure } from '../../../src/shared/failure';
import type { GroupDetail, GroupMember } from '../../../src/shared/group';
import type { GroupAfterwards, MemberChoice, MembersResult, PlannedRemoval, RebalancePlan, RemovalPlan } from '../../../src/shared/members';
import { failed, succeeded, type Result } from '../../../src/shared/result';
import { noteTriggered } from './invented-rebalances';

type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

const plans = new Map<string, RebalancePlan | RemovalPlan>();
let made = 0;

export function inventedRebalancePlan(detail: GroupDetail): Result<RebalancePlan> {
  const members = detail.members ?? [];
  const partitions = members.reduce((sum, member) => sum + countOf(member), 0);
  const cooperative = detail.assignor === 'cooperative-sticky';
  const refusal = detail.groupType === 'consumer' ? refuse(detail, 'NOT_APPLICABLE', 'A KIP-848 group has no rebalance to trigger: its coordinator moves partitions one by one whenever the target assignment changes, and the one that would come out now is the one it has.') : members.length === 0 ? refuse(detail, 'NO_MEMBERS', 'It has no members: there is nothing to rebalance.') : null;
  return keep<RebalancePlan>({
    ...common(detail, refusal), kind: 'rebalance', partitions, stops: cooperative ? 0 : partitions, instead: detail.groupType === 'consumer' ? 'remove-members' : null,
    members: members.map((member) => ({ ...identity(member), partitions: countOf(member), assignment: member.assignment })),
    consequences: refusal === null ? [cooperative ? 'Cooperative: no partition moves and none stands still.' : `Eager: all ${partitions} partitions stop and come back to the same members.`, 'A member without partitions joins and leaves at once; nobody is removed. It is one rebalance.', 'A commit that is under way may be refused and is tried again by the consumer.'] : [],
  });
}

export function inventedRemovalPlan(detail: GroupDetail, which: MemberChoice): Result<RemovalPlan> {
  const all = detail.members ?? [];
  const chosen = all.filter((member) => which.kind === 'all' || (which.kind === 'host' ? member.host === which.host : which.memberIds.includes(member.memberId)));
  const refusal = chosen.length === 0 ? refuse(detail, 'NO_SUCH_MEMBER', 'None of them is a member of the group (any more).') : null;
  return keep<RemovalPlan>({
    ...common(detail, refusal), kind: 'removal', which, remaining: all.length - chosen.length,
    members: chosen.map((member): PlannedRemoval => ({ ...identity(member), partitions: countOf(member), assignment: member.assignment, by: member.groupInstanceId === null ? 'member-id' : 'instance-id' })),
    consequences: refusal === null ? [`${chosen.length} of ${all.length} members lose their partitions at once; the others take them over.`, 'What they have read and not committed is done again.', 'A member whose process lives comes straight back, under another member id.'] : [],
  });
}

export async function carryOutMembers(planId: string, emit: Emit): Promise<Result<MembersResult>> {
  const plan = plans.get(planId);
  if (plan === undefined) return failed({ scope: 'plan', code: 'NO_SUCH_PLAN', message: 'That plan is not known (any more). Look at a fresh one.' });
  for (const text of plan.kind === 'rebalance' ? ['Joining as a member without topics…', 'Left again. Waiting until the group is stable…'] : ['Removing…', 'Waiting until the group is stable…']) {
    emit('members:progressed', { planId, text });
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  noteTriggered(plan.groupId, plan.kind === 'rebalance' ? 'A rebalance was triggered from here' : 'Members were removed from here');
  const afterwards: GroupAfterwards = { settledAfterMs: 3_100, groupState: 'Stable', generation: { from: 12, to: 13 }, groupEpoch: { from: null, to: null }, rebalances: 1, moved: { count: 0, moves: [] }, text: 'Stable after 3.1 s, generation 12 → 13, 0 partitions moved.' };
  if (plan.kind === 'rebalance') return succeeded({ kind: 'rebalanced', operationId: planId, afterwards, failure: null, auditFailure: null });
  return succeeded({ kind: 'removed', operationId: planId, afterwards, auditFailure: null, members: plan.members.map((member, index) => ({ ...identity(member), status: 'removed' as const, failure: null, cameBackAs: index === 0 ? { ...identity(member), memberId: `${member.memberId.slice(0, 60)}-again` } : null })) });
}

function common({ groupId, groupType, groupState, assignor }: GroupDetail, refusal: Failure | null) {
  made += 1;
  const protocol = assignor === null || assignor === '' ? null : assignor === 'cooperative-sticky' || groupType === 'consumer' ? ('cooperative' as const) : ('eager' as const);
  return { planId: `9a10000${made % 10}-0000-4000-8000-${String(made).padStart(12, '0')}`, kafkaClusterId: 'q1Sh-9_ISia_zwGINzRvyQ', createdAt: Date.now(), expiresAt: Date.now() + 120_000, groupId, groupType, groupState, assignor, protocol, refusal };
}

function keep<Plan extends RebalancePlan | RemovalPlan>(plan: Plan): Result<Plan> {
  plans.set(plan.planId, plan);
  return succeeded(plan);
}

function refuse({ groupId }: GroupDetail, code: string, message: string): Failure {
  return { scope: `group ${groupId}`, code, message };
}

function identity({ memberId, groupInstanceId, clientId, host }: Pick<GroupMember, 'memberId' | 'groupInstanceId' | 'clientId' | 'host'>) {
  return { memberId, groupInstanceId, clientId, host };
}

function countOf({ assignment }: GroupMember): number {
  return (assignment ?? []).reduce((sum, { partitions }) => sum + partitions.length, 0);
}
