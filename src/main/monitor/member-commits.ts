import type { MemberCommits } from '../rebalances/look';
import type { GroupRecord } from './group-record';

/** Offsets and descriptions are asked for in one flight: within so little, no partition changes hands and is committed anew. */
const SAME_FLIGHT_MS = 100;

/** Lags are worked out at the end of a round. */
const SAME_ROUND_MS = 1_000;

/** Whether what arrived at `at` is as old as the description of `describedAt`, or older: its owners are those of the offsets. Epoch ms. */
export function isOfLook(at: number, describedAt: number): boolean {
  return at <= describedAt + SAME_FLIGHT_MS;
}

/** Offsets were read since the last rebalance, so that they are known to be those of the present owners. */
export function areOwnersRead({ ownersReadAt, rebalances, firstDescribedAt }: GroupRecord): boolean {
  return ownersReadAt >= (rebalances?.settledAt ?? firstDescribedAt);
}

/**
 * When each member that the rows know as an owner was last seen to commit, by member id, as of the newest description: what was
 * read since, whoever had its partitions next may have committed.
 */
export function commitsOfMembers(record: GroupRecord): ReadonlyMap<string, MemberCommits> {
  const { rows, rowMembers, committedAt, describedAt, readBeforeLookAt } = record;
  const ownedSince = areOwnersRead(record) ? record.ownersReadAt : NaN;
  const commits = new Map<string, { -readonly [Key in keyof MemberCommits]: MemberCommits[Key] }>();
  if (rowMembers === null) return commits;
  const readAt = isOfLook(committedAt, describedAt) ? committedAt : readBeforeLookAt;
  for (let row = 0; row < rows.count; row += 1) {
    const member = rowMembers[rows.owner[row] ?? -1];
    if (member === undefined) continue;
    const known = commits.get(member.memberId) ?? { lastCommitAt: NaN, readAt, ownedSince, waitingSince: NaN, gapMs: 0 };
    const changedAt = rows.commitChangedAt[row] ?? NaN;
    const committed = isOfLook(changedAt, describedAt) ? changedAt : (rows.commitBeforeLook[row] ?? NaN);
    if (committed > ownedSince && !(committed <= known.lastCommitAt)) known.lastCommitAt = committed;
    const laggingSince = rows.laggingSince[row] ?? NaN;
    if (laggingSince <= describedAt + SAME_ROUND_MS && !(laggingSince >= known.waitingSince)) known.waitingSince = laggingSince;
    known.gapMs = Math.max(known.gapMs, rows.commitGapMs[row] ?? 0);
    commits.set(member.memberId, known);
  }
  return commits;
}
