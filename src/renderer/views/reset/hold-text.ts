import { displayName } from '../../../shared/display-name';
import type { MovedBack, Verification } from '../../../shared/reset';
import { formatCount, formatCounted } from '../../../shared/text';

/** Whether what was applied holds, as far as it was looked at; null before the first look. */
export function holdText(looked: { readonly verification: Verification; readonly isLast: boolean } | null): string {
  if (looked === null) return 'Watching for 30 s whether it holds…';
  const [failure] = looked.verification.failures;
  if (failure !== undefined) return `Whether it holds is not known: ${displayName(failure.message, 400)}`;
  if (looked.verification.movedBack.length > 0) return 'It does not hold.';
  return looked.isLast ? 'It held for 30 s: nothing moved it back.' : 'It holds so far; watched for 30 s.';
}

/** What was moved again, and by whom as far as it can be told; empty for none. */
export function movedText(moved: readonly MovedBack[]): string {
  const [first] = moved;
  if (first === undefined) return '';
  const who = first.members.length === 0 ? 'by something that is no member (a consumer that assigns its partitions itself, or a tool). Find and stop it' : `by ${first.members.slice(0, 3).map(({ clientId, host }) => `${displayName(clientId, 40)} on ${displayName(host, 40)}`).join(', ')}`;
  const more = moved.length === 1 ? '' : ` So ${moved.length === 2 ? 'was' : 'were'} ${formatCounted(moved.length - 1, 'more partition', 'more partitions')}.`;
  return `${displayName(first.topic, 80)}-${first.partition} was moved back to ${first.now === null ? 'no offset' : formatCount(first.now)} ${who}.${more}`;
}
