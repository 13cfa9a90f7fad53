import type { GroupDetail } from '../../../shared/group';
import { formatCount, formatDuration } from '../../../shared/text';
import { memberNames } from '../group/member-rows';

const NAMED_MOST = 3;

/** That a rebalance would wait for members that seem to have stopped: sentences, and the id of the member if it is only one. Null: none seems to. */
export function awaitedText(detail: GroupDetail): { readonly text: string; readonly only: string | null } | null {
  const members = detail.members ?? [];
  const [first] = detail.silent;
  if (first === undefined || detail.groupType === 'consumer') return null;
  const names = memberNames(members);
  const one = detail.silent.length === 1;
  const named = detail.silent.slice(0, NAMED_MOST).map(({ member }) => names[member]?.full ?? '').join(', ');
  const others = detail.silent.length > NAMED_MOST ? ` and ${formatCount(detail.silent.length - NAMED_MOST)} more` : '';
  const since = Math.min(...detail.silent.map((each) => each.since));
  const silence = `no commit for ${one ? '' : 'up to '}${formatDuration(detail.sampledAt - since)} though records wait`;
  return {
    text: `${named}${others} ${one ? 'seems' : 'seem'} to have stopped: ${silence}. The group will wait for ${one ? 'it' : 'them'}: if ${one ? 'its process is' : 'the processes are'} dead, until the session time-out; if ${one ? 'it hangs' : 'they hang'}, until max.poll.interval.ms (5 min unless set otherwise).`,
    only: one ? (members[first.member]?.memberId ?? null) : null,
  };
}
