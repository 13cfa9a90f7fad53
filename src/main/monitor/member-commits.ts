import type { MemberCommits } from '../rebalances/look';
import type { GroupRecord } from './group-record';

/** When each member that the rows know as an owner was last seen to commit, by member id. */
export function commitsOfMembers({ rows, rowMembers, committedAt, firstDescribedAt, rebalances }: GroupRecord): ReadonlyMap<string, MemberCommits> {
  const commits = new Map<string, { -readonly [Key in keyof MemberCommits]: MemberCommits[Key] }>();
  const ownedSince = rebalances?.settledAt ?? firstDescribedAt;
  if (rowMembers === null) return commits;
  for (let row = 0; row < rows.count; row += 1) {
    const member = rowMembers[rows.owner[row] ?? -1];
    if (member === undefined) continue;
    const known = commits.get(member.memberId) ?? { lastCommitAt: NaN, readAt: committedAt, ownedSince, waiting: false };
    const changedAt = rows.commitChangedAt[row] ?? NaN;
    if (!(changedAt <= known.lastCommitAt) && !Number.isNaN(changedAt)) known.lastCommitAt = changedAt;
    if ((rows.lag[row] ?? NaN) > 0) known.waiting = true;
    commits.set(member.memberId, known);
  }
  return commits;
}
