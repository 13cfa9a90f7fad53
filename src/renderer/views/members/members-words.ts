import type { Failure } from '../../../shared/failure';
import type { MemberChoice, MembersResult, RemovedMember } from '../../../shared/members';
import { formatCounted } from '../../../shared/text';
import { memberWord } from '../rebalances/rebalance-words';

/** What became of a removed member, in a phrase. */
export function removedText({ status, failure, cameBackAs }: RemovedMember): string {
  if (status === 'failed') return `is still a member: ${failure?.message ?? 'no reason given'}`;
  if (status === 'unknown') return `not known: ${failure?.message ?? 'neither an answer nor a reading came'}`;
  if (status === 'gone') return failure === null ? 'was no member any more' : `is no member any more. ${failure.message}`;
  return cameBackAs === null ? 'removed, not seen to come back' : `removed, came back as ${memberWord(cameBackAs)}, id …${cameBackAs.memberId.slice(-5)}: its process lives`;
}

/** `2 members removed, 1 failed`. */
export function removedCount(members: readonly RemovedMember[]): string {
  const count = (wanted: RemovedMember['status']): number => members.filter(({ status }) => status === wanted).length;
  const others = [[count('gone'), 'no member any more'], [count('failed'), 'failed'], [count('unknown'), 'not known']] as const;
  return [`${formatCounted(count('removed'), 'member')} removed`, ...others.filter(([of]) => of > 0).map(([of, words]) => `${of} ${words}`)].join(', ');
}

/** What somebody must know besides the result; empty: nothing. */
export function doubtsOf(result: Exclude<MembersResult, { readonly kind: 'refused' }>): readonly Failure[] {
  return [...(result.kind === 'rebalanced' && result.failure !== null ? [result.failure] : []), ...(result.auditFailure === null ? [] : [result.auditFailure])];
}

/** How the button that carries a removal out is called, but for the environment. */
export function removalAction(which: MemberChoice, count: number): string {
  return which.kind === 'all' ? `Remove all ${formatCounted(count, 'member')}` : `Remove ${formatCounted(count, 'member')}`;
}
