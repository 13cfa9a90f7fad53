import type { Failure } from '../../shared/failure';
import type { GroupMember } from '../../shared/group';
import type { PlannedRemoval, RemovedMember } from '../../shared/members';
import { errorName, errorText } from '../kafka/protocol/errors';
import { identityOf } from '../rebalances/look';
import type { GroupNow } from './read-group';

/**
 * What came of asking the coordinator to remove members. `answered`: an error code (0: none) for each, by its member id. `refused`: nobody was removed. `unanswered`: nobody knows. A coordinator
 * that is not available is no refusal: Kafka says that also of a write that took too long, and may yet come through.
 */
export type LeaveAnswer = { readonly kind: 'answered'; readonly codes: ReadonlyMap<string, number> } | { readonly kind: 'refused' | 'unanswered'; readonly failure: Failure };

type Outcome = Pick<RemovedMember, 'status' | 'failure'>;

/** What became of each member, by what the coordinator said and what was read afterwards; a Failure: it could not be read. */
export function removalOutcomes(before: GroupNow, members: readonly PlannedRemoval[], answer: LeaveAnswer, now: GroupNow | Failure): readonly RemovedMember[] {
  const present = new Map('code' in now ? [] : now.members.map((member) => [member.memberId, member]));
  const listed = (memberId: string): GroupMember | Failure | null => ('code' in now ? now : (present.get(memberId) ?? null));
  return members.map((member) => ({ ...identityOf(member), cameBackAs: null, ...outcomeOf(member.memberId, before, answer, listed(member.memberId)) }));
}

/** `listed`: as it was read afterwards; null: it was not there. A KIP-848 member comes back under its own id, so that its being there proves nothing. */
function outcomeOf(memberId: string, { groupId, groupEpoch }: GroupNow, answer: LeaveAnswer, listed: GroupMember | Failure | null): Outcome {
  const scope = `member ${memberId}`;
  const isModern = groupEpoch !== null;
  const isUnread = listed !== null && 'code' in listed;
  if (answer.kind === 'refused') return { status: listed === null ? 'gone' : 'failed', failure: { ...answer.failure, scope } };
  const errorCode = answer.kind === 'answered' ? answer.codes.get(memberId) : undefined;
  if (errorCode === undefined) {
    const failure = answer.kind === 'answered' ? { scope, code: 'NOT_ANSWERED', message: 'The coordinator left this member out of its answer.' } : { ...answer.failure, scope };
    if (isUnread) return { status: 'unknown', failure: listed };
    if (listed === null) return { status: 'gone', failure: { ...failure, message: `Whether this removed it is not known: ${failure.message}` } };
    return { status: isModern ? 'unknown' : 'failed', failure };
  }
  const wasThere = errorCode === 0;
  if (!wasThere && errorName(errorCode) !== 'UNKNOWN_MEMBER_ID') return { status: 'failed', failure: { scope, code: errorName(errorCode), message: `It was not removed: ${errorText(errorCode)}.` } };
  if (isUnread) return { status: 'unknown', failure: listed };
  if (listed === null || isModern) return { status: wasThere ? 'removed' : 'gone', failure: null };
  return { status: 'failed', failure: { scope, code: 'THERE_AGAIN', message: `The coordinator ${wasThere ? 'removed it' : 'did not know it'}, but ${groupId} had it as a member when it was read back.` } };
}
