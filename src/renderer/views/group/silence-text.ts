import type { GroupDetail, GroupMember, SilentMember } from '../../../shared/group';
import { formatDuration } from '../../../shared/text';
import { DEFAULT_SESSION_MS, sessionSource } from '../../../shared/time-outs';

/** What it may mean that a member has committed nothing for a while: for a cell, and in full. It is never called dead. `now`: epoch ms. */
export function silenceText(detail: GroupDetail, { member, since }: SilentMember, now: number): { readonly short: string; readonly full: string } {
  const told = sessionOf(detail, detail.members?.[member]);
  const sessionMs = told ?? DEFAULT_SESSION_MS;
  const source = sessionSource(detail.groupType, told);
  const silent = formatDuration(detail.sampledAt - since);
  if (detail.sampledAt - since > sessionMs) {
    if (told === null && detail.members?.[member]?.groupInstanceId) {
      return {
        short: `${silent}; dead, or a longer session`,
        full: `No commit for ${silent} though records wait. It is a static member, and those often have a longer session time-out than the default of ${formatDuration(sessionMs)}, which Kafka does not tell: it is dead and holds its partitions until that is over, or it lives and hangs.`,
      };
    }
    // It may have stopped later than its last sign of life: that it is still there tells only of that time.
    return {
      short: `${silent}; lived on${told === null ? ', by the default' : ''}`,
      full: `No commit for ${silent} though records wait. Its session time-out is over and it is still in the group: it lived on after its last commit${told === null ? ', or its time-out is longer' : ''}. That goes by ${source}.`,
    };
  }
  const left = formatDuration(Math.max(0, Math.ceil((since + sessionMs - now) / 1_000) * 1_000));
  return { short: `${silent}; if stopped, leaves in ~${left}`, full: `No commit for ${silent} though records wait. If it stopped then, it leaves in about ${left}, by ${source}.` };
}

/** Ms; null: the group's settings do not tell this member's. */
function sessionOf({ groupType, timeOuts }: GroupDetail, member: GroupMember | undefined): number | null {
  return groupType === 'consumer' && member?.memberType !== 'consumer' ? null : (timeOuts?.sessionMs ?? null);
}
