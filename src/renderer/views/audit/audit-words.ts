import { RESET_ACTIONS, type AuditedOperation, type AuditedPartition, type AuditedStatus, type AuditEnd, type TornLine } from '../../../shared/audit';
import { displayName } from '../../../shared/display-name';
import { formatCount, formatCounted } from '../../../shared/text';

const WORDS: Readonly<Record<AuditedStatus, string>> = {
  applied: 'applied',
  failed: 'failed',
  skipped: 'not begun, or left as it was',
  reverted: 'applied, and moved by something else at once',
  unknown: 'not known',
  deleted: 'deleted',
  gone: 'was not there',
  'not-applied': 'not applied: it is as before',
  moved: 'neither as before nor as meant: something else moved it',
};
const FINE: ReadonlySet<AuditedStatus> = new Set(['applied', 'deleted', 'gone', 'skipped']);

/** What became of one partition; null: no result was written. */
export function statusWords(status: AuditedStatus | null): string {
  return status === null ? 'not written down' : WORDS[status];
}

export function statusTone(status: AuditedStatus | null): 'fine' | 'critical' {
  return status !== null && FINE.has(status) ? 'fine' : 'critical';
}

/** What was committed before; empty where the audit does not tell, or no offset was to change. */
export function beforeText(action: string, { oldOffset }: Pick<AuditedPartition, 'oldOffset'>): string {
  return RESET_ACTIONS.has(action) ? offsetText(oldOffset) : '';
}

/** What was to be committed; empty where no offset was to change. */
export function meantText(action: string, { newOffset }: Pick<AuditedPartition, 'newOffset'>): string {
  if (RESET_ACTIONS.has(action)) return offsetText(newOffset);
  return action === 'delete-offsets' || action === 'delete-groups' ? 'deleted' : '';
}

function offsetText(offset: number | null): string {
  return offset === null ? 'none' : formatCount(offset);
}

/** Which topics, and where to: `orders, to-offset 5`, `orders, copied to orders-dlq`; or which members: `consumer-2 and 1 more member`. */
export function aboutText({ topics, members, target, copiedTo }: Pick<AuditedOperation, 'topics' | 'members' | 'target' | 'copiedTo'>): string {
  const [first] = topics;
  const which = first === undefined ? [] : [topics.length === 1 ? displayName(first, 60) : `${displayName(first, 60)} and ${formatCounted(topics.length - 1, 'more topic')}`];
  const who = members.length === 0 ? [] : [membersText(members, 2)];
  return [...which, ...who, ...(target === null ? [] : [displayName(target, 80)]), ...(copiedTo === null ? [] : [`copied to ${displayName(copiedTo, 60)}`])].join(', ');
}

/** `consumer-2, consumer-4 and 3 more members`. */
export function membersText(members: readonly string[], most: number): string {
  const named = members.slice(0, most).map((name) => displayName(name, 60)).join(', ');
  return members.length > most ? `${named} and ${formatCounted(members.length - most, 'more member')}` : named;
}

/** What was cut off in the file, newest first in full and the others counted; null: nothing was. `moment` writes epoch ms. */
export function tornText(torn: readonly TornLine[], moment: (at: number) => string): string | null {
  const last = torn[torn.length - 1];
  if (last === undefined) return null;
  const { line, bytes, followedAt } = last;
  const which = followedAt === null ? 'The last line of the audit file' : `Line ${formatCount(line)} of the audit file`;
  const kept = followedAt === null ? 'It stays as it is, and the next line goes on after it.' : `It stays as it is: the next line, of ${moment(followedAt)}, has its hash.`;
  const older = torn.length === 1 ? '' : ` Before it ${formatCounted(torn.length - 1, 'other was', 'others were')} cut off.`;
  return `${which} was cut off after ${formatCounted(bytes, 'byte')} when the program or the computer ended while it was written (or by hand: that looks the same). What it said is lost: if it was the beginning of a change, that change was not made; if it was a result, the change is listed as cut off. ${kept}${older}`;
}

/** What a chain that is whole proves, and what it does not: lines cut off at its end leave no trace in the file. */
export function chainText(end: AuditEnd): string {
  switch (end.kind) {
    case 'missing':
      return `The newest ${end.lines === 1 ? 'line' : formatCounted(end.lines, 'line')} that this app wrote ${end.lines === 1 ? 'is' : 'are'} missing at the end of the audit file: it was cut off, or moved away.`;
    case 'replaced':
      return 'The last line that this app wrote to the audit file is not there any more: another one is in its place.';
    default:
      return `Each line carries the hash of the one before: none of those before the last was changed, taken out or put in between. ${end.kind === 'there' ? 'The last line that this app wrote is there.' : 'Lines cut off at the end would not show: this app wrote none since it started, so it cannot tell.'}`;
  }
}
