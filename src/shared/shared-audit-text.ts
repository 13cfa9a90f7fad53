import type { SharedAudit, SharedWriter } from './shared-audit';
import { displayName } from './display-name';
import { formatCount, formatCounted } from './text';

/** How much of the topic is shown. */
export function readText({ lines, hasMore, isTrimmed }: Pick<SharedAudit, 'lines' | 'hasMore' | 'isTrimmed'>): string {
  const read = hasMore ? `Read: the newest ${formatCounted(lines, 'line')}; older ones are in the topic.` : `Read: ${formatCounted(lines, 'line')}, all that ${lines === 1 ? 'is' : 'are'} there.`;
  return `${read}${isTrimmed ? ' The topic has deleted records: older lines may be gone.' : ''} Whoever may write to the topic can write such lines: what counts is the file of the computer that made the change.`;
}

/** What is in the topic and not in the list; null: nothing is. */
export function leftOutText({ notLines, elsewhere }: Pick<SharedAudit, 'notLines' | 'elsewhere'>): string | null {
  const left = [...(notLines === 0 ? [] : [`${formatCounted(notLines, 'record is', 'records are')} no line of an audit`]), ...(elsewhere === 0 ? [] : [`${formatCounted(elsewhere, 'change is', 'changes are')} of another cluster`])];
  return left.length === 0 ? null : `Not listed: ${left.join('; ')}.`;
}

export function isContradicted({ wrong, contradicting }: SharedWriter): boolean {
  return wrong + contradicting > 0;
}

/** What the lines of one writer prove: `mara@bastion-1: 24 lines: 20 follow from …`. */
export function writerText({ user, host, lines, following, shortened, wrong, contradicting }: SharedWriter): string {
  const who = user === null && host === null ? 'Results of changes whose beginnings were not read' : displayName([user, host].filter((part) => part !== null).join('@'), 80);
  const rest = lines - following - contradicting;
  const parts = [
    ...(wrong === 0 ? [] : [`${formatCounted(wrong, 'is', 'are')} not what ${wrong === 1 ? 'its' : 'their'} own hash says: changed, or made up`]),
    ...(contradicting === 0 ? [] : [`${formatCounted(contradicting, 'contradicts', 'contradict')} another line: changed, made up, or of another audit file of that computer`]),
    ...(following === 0 ? [] : [`${formatCounted(following, 'carries', 'carry')} the hash of the line before`]),
    ...(rest === 0 ? [] : [`of ${formatCount(rest)} the line before was not read (it is older, or about another cluster)`]),
    ...(shortened === 0 ? [] : [`${formatCounted(shortened, 'was', 'were')} shortened for the topic, so that the hash cannot be checked`]),
  ];
  return `${who}: ${formatCounted(lines, 'line')}: ${parts.join('; ')}.`;
}
