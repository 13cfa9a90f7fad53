import type { GroupDetail } from '../../../shared/group';
import { LAG_STATES } from '../../../shared/lag';

const NO_COMMIT = LAG_STATES.indexOf('no-commit');

/** No committed offset in this row's partition (of a share group: no start offset). */
export function hasNoCommit({ columns }: GroupDetail, row: number): boolean {
  return columns.lagState[row] === NO_COMMIT;
}

/** The same, and the partition is not known to be empty: something may wait there that no sum of lag counts. */
export function mayHideLag(detail: GroupDetail, row: number): boolean {
  return hasNoCommit(detail, row) && detail.columns.logStartOffset[row] !== detail.columns.logEndOffset[row];
}

/** What stands for a group's place in a partition. */
export function offsetWord({ groupType }: Pick<GroupDetail, 'groupType'>): 'committed offset' | 'start offset' {
  return groupType === 'share' ? 'start offset' : 'committed offset';
}
