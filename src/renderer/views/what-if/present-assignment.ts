import type { GroupDetail } from '../../../shared/group';

/** Tells one assignment of a group from another: by assignor, members and owners. */
export function presentAssignment({ assignor, members, columns }: GroupDetail): string {
  return JSON.stringify([assignor, members?.map(({ memberId }) => memberId), Array.from(columns.owner)]);
}
