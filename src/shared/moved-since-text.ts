import type { PlannedPartition } from './reset';
import { formatCount, formatCounted } from './text';

/** What has happened to a partition since the operation that is to be taken back: one phrase. */
export function movedSinceText({ appliedOffset = null, oldOffset, newOffset }: Pick<PlannedPartition, 'appliedOffset' | 'oldOffset' | 'newOffset'>): string {
  const moved = `applied ${offsetText(appliedOffset)}, now ${offsetText(oldOffset)}`;
  if (appliedOffset === null || oldOffset === null) return `${moved}: something has committed since`;
  if (oldOffset < appliedOffset) return `${moved}: something has moved it back since`;
  const since = oldOffset - Math.max(appliedOffset, newOffset ?? oldOffset);
  return since > 0 ? `${moved}: ${formatCounted(since, 'record')} committed since would be read again` : `${moved}: something has committed since`;
}

function offsetText(offset: number | null): string {
  return offset === null ? 'none' : formatCount(offset);
}
