import { expect, test } from 'vitest';
import { removalOutcomes, type LeaveAnswer } from '../../../src/main/members/removal-outcome';
import type { Failure } from '../../../src/shared/failure';
import type { RemovedMember } from '../../../src/shared/members';
import { group, member } from './group';

const UNKNOWN_MEMBER_ID = 25;
const FENCED_INSTANCE_ID = 82;
const REFUSED: LeaveAnswer = { kind: 'refused', failure: { scope: 'group g', code: 'GROUP_AUTHORIZATION_FAILED', message: 'Nobody was removed: these credentials need READ on g.' } };
const UNANSWERED: LeaveAnswer = { kind: 'unanswered', failure: { scope: 'group g', code: 'TIMED_OUT', message: 'No answer.' } };
const UNREAD: Failure = { scope: 'group g', code: 'UNREACHABLE_REFUSED', message: 'Refused.' };

const said = (code: number): LeaveAnswer => ({ kind: 'answered', codes: new Map([['a', code]]) });

/** Of member `a`, once it was asked to leave. */
function outcome(answer: LeaveAnswer, then: 'there' | 'away' | 'unread', groupEpoch: number | null): string {
  const before = group({ groupEpoch });
  const now = then === 'unread' ? UNREAD : group({ groupEpoch, members: [...(then === 'there' ? [member('a', 2)] : []), member('b', 2)] });
  const removed: readonly RemovedMember[] = removalOutcomes(before, [{ memberId: 'a', groupInstanceId: null, clientId: 'app', host: 'h', partitions: 2, assignment: null, by: 'member-id' }], answer, now);
  return removed.map(({ status, failure }) => `${status}${failure === null ? '' : ` ${failure.code}`}`).join();
}

test.each<{ readonly what: string; readonly answer: LeaveAnswer; readonly classic: readonly [there: string, away: string, unread: string]; readonly modern: readonly [there: string, away: string, unread: string] }>([
  { what: 'removed it', answer: said(0), classic: ['failed THERE_AGAIN', 'removed', 'unknown UNREACHABLE_REFUSED'], modern: ['removed', 'removed', 'unknown UNREACHABLE_REFUSED'] },
  { what: 'did not know it', answer: said(UNKNOWN_MEMBER_ID), classic: ['failed THERE_AGAIN', 'gone', 'unknown UNREACHABLE_REFUSED'], modern: ['gone', 'gone', 'unknown UNREACHABLE_REFUSED'] },
  { what: 'left it alone', answer: said(FENCED_INSTANCE_ID), classic: ['failed FENCED_INSTANCE_ID', 'failed FENCED_INSTANCE_ID', 'failed FENCED_INSTANCE_ID'], modern: ['failed FENCED_INSTANCE_ID', 'failed FENCED_INSTANCE_ID', 'failed FENCED_INSTANCE_ID'] },
  { what: 'said nothing of it', answer: { kind: 'answered', codes: new Map() }, classic: ['failed NOT_ANSWERED', 'gone NOT_ANSWERED', 'unknown UNREACHABLE_REFUSED'], modern: ['unknown NOT_ANSWERED', 'gone NOT_ANSWERED', 'unknown UNREACHABLE_REFUSED'] },
  { what: 'did not answer', answer: UNANSWERED, classic: ['failed TIMED_OUT', 'gone TIMED_OUT', 'unknown UNREACHABLE_REFUSED'], modern: ['unknown TIMED_OUT', 'gone TIMED_OUT', 'unknown UNREACHABLE_REFUSED'] },
  { what: 'refused the whole', answer: REFUSED, classic: ['failed GROUP_AUTHORIZATION_FAILED', 'gone GROUP_AUTHORIZATION_FAILED', 'failed GROUP_AUTHORIZATION_FAILED'], modern: ['failed GROUP_AUTHORIZATION_FAILED', 'gone GROUP_AUTHORIZATION_FAILED', 'failed GROUP_AUTHORIZATION_FAILED'] },
])('what became of a member that is there, away, or not read, when the coordinator $what', ({ answer, classic, modern }) => {
  const told = (groupEpoch: number | null): readonly string[] => (['there', 'away', 'unread'] as const).map((then) => outcome(answer, then, groupEpoch));
  expect({ classic: told(null), modern: told(7) }).toEqual({ classic, modern });
});
