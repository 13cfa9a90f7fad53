import type { Failure } from '../../shared/failure';
import type { MembersResult, PlannedRemoval, RemovalPlan, RemovedMember } from '../../shared/members';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import { LEAVE_GROUP } from '../kafka/protocol/apis/leave-group';
import { errorText, kafkaError } from '../kafka/protocol/errors';
import { closeJournal, writeIntent } from '../operations/journal/journal';
import { pause } from '../operations/pause';
import { coordinatorOf } from '../operations/read/coordinators';
import { identityOf } from '../rebalances/look';
import { afterwards } from './afterwards';
import { formatCounted } from '../../shared/text';
import { groupAsPlanned } from './drift';
import { follow } from './follow';
import type { MembersOptions } from './members-options';
import { planRemoval } from './plan-removal';
import { describeGroup, type GroupNow } from './read-group';
import { removalOutcomes, type LeaveAnswer } from './removal-outcome';
import { pairReturned } from './returned';

const ATTEMPTS = 5;
const PAUSE_MS = 300;
/** So long another broker takes at most to take a group over, as brokers are set by default. */
const READ_BACK_MS = 30_000;
/** What brokers keep of a reason. */
const LONGEST_REASON = 255;
/** Who was removed notices at the next heartbeat, every 3 s (KIP-848: 5 s) unless set otherwise, and joins again then. */
const QUIET_MS = 4_500;
const QUIET_MODERN_MS = 7_000;

/** Removes members, all in one request, and reads back who is left. Rejects with KafkaFailure only before anything was done. */
export async function removeMembers(client: ClusterClient, plan: RemovalPlan, options: MembersOptions): Promise<MembersResult> {
  const { journal, signal, timeoutMs, reason } = options;
  const { planId, groupId, members } = plan;
  const checked = await groupAsPlanned(client, plan, (group, frame) => planRemoval(group, plan.which, frame), { signal, timeoutMs });
  if (!checked.ok) return refused(checked.failure);
  const before = checked.value;
  if ((await client.versionOf(before.coordinatorId, LEAVE_GROUP, { signal, timeoutMs })) === null) {
    throw new KafkaFailure('UNSUPPORTED_VERSION', 'Removing members needs brokers of Kafka 2.4 or later.', { retriable: false });
  }
  const unwritten = writeIntent(journal, client, { operationId: planId, action: 'remove-members', reason, offsets: null, wish: { groupIds: [groupId], members: members.map((member) => ({ ...identityOf(member) })) } });
  if (unwritten !== null) return refused(unwritten);
  const since = performance.now();
  options.changing();
  options.progressed(`${formatCounted(members.length, 'member')} ${members.length === 1 ? 'is' : 'are'} asked to leave.`);
  const answer = await leave(client, groupId, members, reason, timeoutMs);
  const removed = removalOutcomes(before, members, answer, await readAgain(client, before, timeoutMs));
  const auditFailure = await closeJournal(journal, planId, { outcome: auditedOutcome(removed), members: removed.map(({ memberId, status, failure }) => ({ memberId, status, error: failure?.message ?? null })) });
  const followed = await follow(client, before, { signal, timeoutMs, since, quietMs: before.groupEpoch === null ? QUIET_MS : QUIET_MODERN_MS, progressed: (text) => options.progressed(text) });
  const returned = pairReturned(before, removed.filter(({ status }) => status === 'removed' || status === 'gone'), followed.now);
  const cameBackAs = new Map((followed.now?.members ?? []).flatMap((member) => {
    const was = returned.get(member.memberId);
    return was === undefined ? [] : [[was.memberId, identityOf(member)] as const];
  }));
  return {
    kind: 'removed',
    operationId: planId,
    members: removed.map((member) => ({ ...member, cameBackAs: cameBackAs.get(member.memberId) ?? null })),
    afterwards: afterwards(before, followed, returned),
    auditFailure,
  };
}

/** Not cancelled in mid-flight: nobody would know what became of it. */
async function leave(client: ClusterClient, groupId: string, members: readonly PlannedRemoval[], reason: string, timeoutMs: number): Promise<LeaveAnswer> {
  const scope = `group ${groupId}`;
  const calls: CallOptions = { signal: new AbortController().signal, timeoutMs };
  for (let attempt = 1; ; attempt += 1) {
    try {
      // Both ids: then a static member that was replaced meanwhile is left alone.
      const request = { groupId, members: members.map(({ memberId, groupInstanceId }) => ({ memberId, groupInstanceId })), reason: reasonText(reason) };
      const answer = await client.send(await coordinatorOf(client, groupId, calls), LEAVE_GROUP, request, calls);
      if (answer.errorCode === 0) return { kind: 'answered', codes: new Map(answer.members.map(({ memberId, errorCode }) => [memberId, errorCode])) };
      const { name, retriable } = kafkaError(answer.errorCode);
      if (!retriable) return { kind: 'refused', failure: { scope, code: name, message: name === 'GROUP_AUTHORIZATION_FAILED' ? `Nobody was removed: these credentials need READ on ${groupId}.` : `The coordinator of ${groupId} removed nobody: ${errorText(answer.errorCode)}.` } };
      if (attempt === ATTEMPTS) return { kind: 'unanswered', failure: { scope, code: name, message: `The coordinator of ${groupId} did not say that it removed anybody: ${errorText(answer.errorCode)}.` } };
    } catch (error) {
      return { kind: 'unanswered', failure: toFailure(scope, error) };
    }
    await pause(PAUSE_MS * attempt, calls.signal);
  }
}

function reasonText(reason: string): string {
  return [...`Removed by an operator${reason === '' ? '' : `: ${reason}`}`].slice(0, LONGEST_REASON).join('');
}

/** Goes on after a cancellation: somebody must know what became of it. */
async function readAgain(client: ClusterClient, group: GroupNow, timeoutMs: number): Promise<GroupNow | Failure> {
  const until = performance.now() + READ_BACK_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await describeGroup(client, group, { signal: new AbortController().signal, timeoutMs });
    } catch (error) {
      if (performance.now() > until || (error instanceof KafkaFailure && error.code === 'CANCELLED')) return toFailure(`group ${group.groupId}`, error);
    }
    await pause(PAUSE_MS * Math.min(attempt, ATTEMPTS), new AbortController().signal);
  }
}

function auditedOutcome(removed: readonly RemovedMember[]): { readonly status: 'applied' | 'failed' | 'unknown'; readonly error: string | null } {
  const failed = removed.find(({ status }) => status === 'failed') ?? removed.find(({ failure }) => failure !== null);
  if (failed === undefined) return { status: 'applied', error: null };
  return { status: failed.status === 'failed' ? 'failed' : 'unknown', error: failed.failure?.message ?? null };
}

function refused(failure: Failure): MembersResult {
  return { kind: 'refused', failures: [failure] };
}
