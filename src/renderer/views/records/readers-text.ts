import { displayName } from '../../../shared/display-name';
import { formatCounted } from '../../../shared/text';

/** `billing and 2 groups read this topic: …`; null: none does. */
export function readersText(groupIds: readonly string[]): string | null {
  const [first, ...others] = groupIds;
  if (first === undefined) return null;
  const who = others.length === 0 ? `${displayName(first, 60)} reads` : `${displayName(first, 60)} and ${formatCounted(others.length, 'other group')} read`;
  return `${who} this topic: ${others.length === 0 ? 'it gets' : 'they get'} the copy as a new record.`;
}
