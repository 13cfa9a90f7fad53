import type { PlannedGroup, PlannedPartition } from './reset';

/** Whether carrying out the plan changes it. */
export function isToBeWritten({ oldOffset, newOffset, removesCommit }: Pick<PlannedPartition, 'oldOffset' | 'newOffset' | 'removesCommit'>): boolean {
  return removesCommit ? oldOffset !== null : newOffset !== null && newOffset !== oldOffset;
}

/** Whether carrying out the plan changes anything of it; one that is refused is left alone. */
export function isToBeChanged({ refusal, partitions }: Pick<PlannedGroup, 'refusal' | 'partitions'>): boolean {
  return refusal === null && partitions.some(isToBeWritten);
}

/** Offsets between an old and a new position; of a compacted or transactional log not each is a record. */
export interface PassedOffsets {
  /** Still in the log, between the new position and the old one. */
  readonly readAgain: number;
  /** Still in the log, between the old position and the new one. */
  readonly neverRead: number;
  /** Between the old position and the new one, but deleted already (below the log start). */
  readonly alreadyDeleted: number;
}

/** All 0 where one of the positions is not there. A log whose start or end is not known counts as if it held all. */
export function passedOffsets({ oldOffset, newOffset, logStartOffset, logEndOffset }: Pick<PlannedPartition, 'oldOffset' | 'newOffset' | 'logStartOffset' | 'logEndOffset'>): PassedOffsets {
  if (oldOffset === null || newOffset === null) return { readAgain: 0, neverRead: 0, alreadyDeleted: 0 };
  const held = (from: number, to: number): number => Math.max(0, Math.min(to, logEndOffset ?? to) - Math.max(from, logStartOffset ?? from));
  const neverRead = held(oldOffset, newOffset);
  const alreadyDeleted = logStartOffset === null ? 0 : Math.max(0, Math.min(newOffset, logStartOffset) - oldOffset);
  return { readAgain: held(newOffset, oldOffset), neverRead, alreadyDeleted };
}
