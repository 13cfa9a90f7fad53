import type { DeletionWish, PlannedGroupDeletion } from '../../../shared/deletion';
import { formatCounted } from '../../../shared/text';

export interface DeletionEffect {
  /** Committed offsets that go. */
  readonly offsets: number;
  /** What is known of the records that wait behind them, in a sentence. */
  readonly text: string;
}

export function deletionEffect(groups: readonly PlannedGroupDeletion[]): DeletionEffect {
  const going = groups.flatMap(({ partitions }) => partitions).filter(({ committedOffset, problem }) => committedOffset !== null && problem === null);
  const unknown = going.filter(({ lag }) => lag === null).length;
  const lag = going.reduce((sum, each) => sum + (each.lag ?? 0), 0);
  const waiting = lag === 0 ? 'No record waits behind them' : `${formatCounted(lag, 'record waits', 'records wait')} behind them`;
  return { offsets: going.length, text: going.length === 0 ? '' : `${waiting}${unknown === 0 ? '.' : `; of ${formatCounted(unknown, 'partition')} it is not known.`}` };
}

/** `2 groups go, with all that they have committed.` */
export function deletionSentence({ kind }: DeletionWish, count: number): string {
  if (count === 0) return 'Nothing goes.';
  return kind === 'groups' ? `${formatCounted(count, 'group goes', 'groups go')}, with all that ${count === 1 ? 'it has' : 'they have'} committed.` : `${formatCounted(count, 'committed offset goes', 'committed offsets go')}.`;
}

/** What a deletion is about: the group, or how many. */
export function subjectOf(wish: DeletionWish): string {
  if (wish.kind === 'offsets') return wish.groupId;
  const [first = ''] = wish.groupIds;
  return wish.groupIds.length === 1 ? first : formatCounted(wish.groupIds.length, 'group');
}
