import type { GroupDetail, GroupMember, SilentMember } from '../../../shared/group';
import { formatDuration } from '../../../shared/text';
import { DEFAULT_SESSION_MS, sessionSource } from '../../../shared/time-outs';

/** What it may mean that a member has committed nothing for a while: for a cell, and in full. It is never called dead. `now`: epoch ms. */
export function silenceText(detail: GroupDetail, { member, since }: SilentMember, now: number): { readonly short: string; readonly full: string } {
  const told = sessionOf(detail, detail.members?.[member]);
  const sessionMs = told ?? DEFAULT_SESSION_MS;
  const silent = formatDuration(detail.sampledAt - since);
  // It may have stopped later than its last sign of life: that it is still there tells only of that time.
  if (detail.sampledAt - since > sessionMs) {
    const orLonger = told === null ? ', or its time-out is longer' : '';
    return { short: `none for ${silent}: it lived on${orLonger === '' ? '' : ', or longer time-out'}`, full: `No commit for ${silent} though records wait. Its session time-out of ${formatDuration(sessionMs)} is over and it is still in the group: it lived on after that${orLonger}.${told === null ? ` That goes by ${sessionSource(detail.groupType, told)}.` : ''}` };
  }
  const leaves = `leaves in about ${formatDuration(Math.max(0, Math.ceil((since + sessionMs - now) / 1_000) * 1_000))}`;
  return { short: `none for ${silent}: if stopped, ${leaves}`, full: `No commit for ${silent} though records wait. If it stopped then, it ${leaves}, by ${sessionSource(detail.groupType, told)}.` };
}

/** Ms; null: the group's settings do not tell this member's. */
function sessionOf({ groupType, timeOuts }: GroupDetail, member: GroupMember | undefined): number | null {
  return groupType === 'consumer' && member?.memberType !== 'consumer' ? null : (timeOuts?.sessionMs ?? null);
}
