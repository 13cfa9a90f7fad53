import type { OwnershipRow } from '../../charts/ownership-row';
import type { GroupDetail } from '../../../shared/group';
import { displayName } from '../../../shared/display-name';
import { partName } from '../../format/part-name';
import { formatCount, formatCounted } from '../../../shared/text';
import { hostName, type MemberRow } from './member-rows';
import { ownershipInput, type OwnershipInput } from './ownership-input';

export type OwnershipBy = 'member' | 'client' | 'host';

/** Rows of the ownership picture and the row of each partition's owner, with the members of one client id or host together. */
export function ownershipBy(detail: GroupDetail, members: readonly MemberRow[], by: OwnershipBy): OwnershipInput {
  const single = ownershipInput(detail, members);
  if (by === 'member') return single;
  const keyOf = new Map(members.map(({ index, member, name }) => [`member ${index} ${name.full}`, by === 'host' ? hostName(member.host) : member.clientId]));
  const rows: OwnershipRow[] = [];
  const counts: number[] = [];
  const idle: number[] = [];
  const placeOf = new Map<string, number>();
  const moved = single.rows.map((row) => {
    const name = keyOf.get(row.key);
    const key = name === undefined ? row.key : `${by} ${name}`;
    const at = placeOf.get(key) ?? rows.length;
    placeOf.set(key, at);
    const known = rows[at];
    const shown = name === undefined ? row.label : displayName(name, 80) || '(no name)';
    rows[at] = known === undefined ? { ...row, key, label: shown, ...partName(shown) } : together(known, row);
    counts[at] = (counts[at] ?? 0) + 1;
    idle[at] = (idle[at] ?? 0) + (row.idle === null ? 0 : 1);
    return at;
  });
  return {
    rows: rows.map((row, at) => ((counts[at] ?? 1) === 1 ? row : withMembers(row, counts[at] ?? 1, idle[at] ?? 0))),
    owner: single.owner.map((row) => moved[row] ?? -1),
    target: single.target.map((row, partition) => (row < 0 || moved[row] === moved[single.owner[partition] ?? -1] ? -1 : (moved[row] ?? -1))),
  };
}

/** `10.4.1.21, 13 members, 4 idle`. */
function withMembers(row: OwnershipRow, members: number, idle: number): OwnershipRow {
  const suffix = `, ${formatCounted(members, 'member')}${idle === 0 || idle === members ? '' : `, ${formatCount(idle)} idle`}`;
  return { ...row, label: `${row.label}${suffix}`, main: row.label, suffix };
}

function together(left: OwnershipRow, right: OwnershipRow): OwnershipRow {
  const lags = [left.lag, right.lag].filter((lag): lag is number => lag !== null);
  const known = lags.filter((lag) => !Number.isNaN(lag));
  const notCounted = left.notCounted ?? right.notCounted ?? (known.length < lags.length ? 'the lag of some of its partitions is not known' : null);
  return {
    ...left,
    lag: lags.length === 0 ? null : known.length === 0 ? Number.NaN : known.reduce((sum, lag) => sum + lag, 0),
    notCounted,
    idle: left.idle === null || right.idle === null ? null : left.idle,
    broken: left.broken || right.broken,
  };
}
