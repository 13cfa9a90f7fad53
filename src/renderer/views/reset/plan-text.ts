import { movedSinceText } from '../../../shared/moved-since-text';
import { passedOffsets } from '../../../shared/planned-change';
import type { PlannedGroup, PlannedPartition, ResetWarning } from '../../../shared/reset';
import { formatCount, formatCounted } from '../../../shared/text';

/** What a plan does, counted. */
export interface PlanEffect {
  readonly changing: number;
  readonly staying: number;
  readonly left: number;
  /** Records between the new and the old position, where it goes back. */
  readonly readAgain: number;
  /** Records between the old and the new position, where it goes on, that are still there. */
  readonly neverRead: number;
  /** Those of them that retention deleted already: nobody can read them any more. */
  readonly alreadyDeleted: number;
}

export function effectOf(groups: readonly Pick<PlannedGroup, 'partitions'>[]): PlanEffect {
  let changing = 0;
  let staying = 0;
  let left = 0;
  let readAgain = 0;
  let neverRead = 0;
  let alreadyDeleted = 0;
  for (const { partitions } of groups) {
    for (const partition of partitions) {
      if (partition.removesCommit) changing += 1;
      else if (partition.newOffset === null) left += 1;
      else if (partition.newOffset === partition.oldOffset) staying += 1;
      else {
        changing += 1;
        const passed = passedOffsets(partition);
        readAgain += passed.readAgain;
        neverRead += passed.neverRead;
        alreadyDeleted += passed.alreadyDeleted;
      }
    }
  }
  return { changing, staying, left, readAgain, neverRead, alreadyDeleted };
}

/** New minus old; null where one of them is not there. */
export function differenceOf({ oldOffset, newOffset }: PlannedPartition): number | null {
  return oldOffset === null || newOffset === null ? null : newOffset - oldOffset;
}

/** What becomes of the records between the old and the new position. Offsets, not records, where the log is compacted or transactional. */
export function effectText(partition: PlannedPartition): string {
  if (partition.removesCommit) return 'removes the commit';
  if (partition.newOffset === null) return 'left as it is';
  const moved = differenceOf(partition);
  if (moved === null) return partition.appliedOffset === undefined ? 'commits a first offset' : 'puts the offset back';
  if (moved === 0) return 'nothing changes';
  const { readAgain, neverRead, alreadyDeleted } = passedOffsets(partition);
  if (moved < 0) return `reads ${formatCount(readAgain)} again`;
  return alreadyDeleted > 0 && neverRead === 0 ? 'skips only what is deleted' : `skips ${formatCount(neverRead)}`;
}

const WARNINGS: Readonly<Record<ResetWarning, string>> = {
  'no-commit': 'nothing was committed here',
  'committed-below-log-start': 'committed below the log start: records are gone',
  'committed-beyond-end': 'committed beyond the log end',
  'no-record-at-or-after': 'no record at or after that time: goes to the log end',
  'skips-records': 'records between are never read by this group',
  'topic-recreated': 'the topic was made anew since it was committed',
  compacted: 'compacted: the difference counts offsets, not records',
  'open-transaction': 'a transaction is open there: its records are skipped',
  'near-retention': 'near the log start: retention may delete the records first',
  'moved-since': 'something has committed since',
  moving: 'it moved in the last minutes though the group has no member: something commits',
};

/** What to watch out for on one partition, one phrase each. */
export function watchOut(partition: PlannedPartition): readonly string[] {
  const { clamped, warnings, problem, logStartOffset, logEndOffset } = partition;
  if (problem !== null) return [problem.message];
  return [
    ...(clamped === 'to-log-start' ? [`clamped to the log start, ${formatCount(logStartOffset ?? 0)}`] : []),
    ...(clamped === 'to-log-end' ? [`clamped to the log end, ${formatCount(logEndOffset ?? 0)}`] : []),
    ...warnings.map((warning) => (warning === 'moved-since' ? movedSinceText(partition) : WARNINGS[warning])),
  ];
}

/** `6 partitions change` and what that means, for a heading. */
export function planSentence({ changing, readAgain, neverRead, alreadyDeleted }: PlanEffect): { readonly what: string; readonly again: string | null; readonly never: string | null } {
  return {
    what: changing === 0 ? 'Nothing changes.' : `${formatCounted(changing, 'partition')} ${changing === 1 ? 'changes' : 'change'}.`,
    again: readAgain === 0 ? null : `${formatCounted(readAgain, 'record')} will be read again`,
    never: [...(neverRead === 0 ? [] : [`${formatCounted(neverRead, 'record')} will never be read`]), ...(alreadyDeleted === 0 ? [] : [`${formatCounted(alreadyDeleted, 'record')} ${alreadyDeleted === 1 ? 'is' : 'are'} already deleted`])].join(', ') || null,
  };
}

/** What else is to be known of the whole: what stays, what is left out. */
export function planAside({ staying, left }: PlanEffect): string {
  return [
    ...(staying === 0 ? [] : [`${formatCounted(staying, 'partition')} ${staying === 1 ? 'stays' : 'stay'} where ${staying === 1 ? 'it is' : 'they are'}.`]),
    ...(left === 0 ? [] : [`${formatCounted(left, 'partition')} cannot be planned and ${left === 1 ? 'is' : 'are'} left as ${left === 1 ? 'it is' : 'they are'}.`]),
    'Nothing is written yet. All of it is checked again when it is applied: if anything moved, nothing is written. Afterwards it is read back and watched for 30 s.',
  ].join(' ');
}
