import type { Look } from '../rebalances/look';
import { RebalanceLog } from '../rebalances/rebalance-log';
import type { GroupDescription, GroupRecord } from './group-record';
import { commitsOfMembers } from './member-commits';

/** The newest that is known of the group's members, before another description is taken over. Null: nothing yet. */
export function lookOf({ description, describedAt, seenEmptyAt }: GroupRecord): Look | null {
  if (description === null) return seenEmptyAt > 0 ? { at: seenEmptyAt, groupState: 'Empty', assignor: null, groupEpoch: null, members: [] } : null;
  // Empty groups are listed, and not described.
  return { ...description, at: description.members.length === 0 && seenEmptyAt > describedAt ? seenEmptyAt : describedAt };
}

/** Has the group's log take over a description that differs from what was known before. */
export function noteLook(record: GroupRecord, before: Look | null, description: GroupDescription, at: number): void {
  record.rebalances ??= new RebalanceLog();
  record.rebalances.observe(before, { ...description, at }, { movedAt: record.movedAt, commits: () => commitsOfMembers(record), triggers: record.triggers });
}
