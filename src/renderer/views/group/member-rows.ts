import type { GroupDetail, GroupMember } from '../../../shared/group';
import { VERDICT_LEVEL, VERDICTS } from '../../../shared/verdict';
import { displayName } from '../../../shared/display-name';
import { compareNames } from '../../format/compare-names';
import { partName } from '../../format/part-name';
import { countPartitions } from './assignment-text';
import { idleReason } from './idle-reason';
import { hasNoCommit, mayHideLag } from './uncommitted';

/** What people call a member; for the screen. Where room is short `main` gives way and `suffix` stays. */
export interface MemberName {
  readonly full: string;
  readonly main: string;
  /** Tells members apart: the name's own end, or for one client id the host or the end of the member id. May be empty. */
  readonly suffix: string;
}

/** A member with what its partitions add up to. */
export interface MemberRow {
  /** Index into GroupDetail.members. */
  readonly index: number;
  readonly member: GroupMember;
  readonly name: MemberName;
  /** Null: its assignment is not readable. */
  readonly partitions: number | null;
  /** Over its partitions with known lag; null if it has none with known lag. */
  readonly lag: number | null;
  readonly unknownPartitions: number;
  /** Of its partitions those without a committed offset: what waits there is not in `lag`. */
  readonly uncommittedPartitions: number;
  /** It owns a partition that is broken. */
  readonly broken: boolean;
  /** Why it owns nothing, in a phrase; null if it owns something or that is not known. */
  readonly idle: string | null;
  /** Index of the partition with most lag that it owns, -1 if none lags. */
  readonly worst: number;
}

/** Letters of the end of a member id: mostly enough to tell two apart, and the most that is shown. */
const END = 5;
const LONGEST_END = 13;

/** One row per member, in the broker's order by name; empty when the members are not known. */
export function memberRows(detail: GroupDetail): MemberRow[] {
  const members = detail.members ?? [];
  const names = memberNames(members);
  const lag = new Float64Array(members.length).fill(Number.NaN);
  const unknown = new Int32Array(members.length);
  const uncommitted = new Int32Array(members.length);
  const broken = new Uint8Array(members.length);
  const worst = new Int32Array(members.length).fill(-1);
  const { columns } = detail;
  columns.owner.forEach((owner, partition) => {
    if (owner < 0 || owner >= members.length) return;
    const value = columns.lag[partition]!;
    if (mayHideLag(detail, partition)) uncommitted[owner]! += 1;
    else if (Number.isNaN(value) && !hasNoCommit(detail, partition)) unknown[owner]! += 1;
    else if (!Number.isNaN(value)) lag[owner] = (Number.isNaN(lag[owner]) ? 0 : lag[owner]!) + value;
    if (value > 0 && (worst[owner]! < 0 || value > columns.lag[worst[owner]!]!)) worst[owner] = partition;
    if (VERDICT_LEVEL[VERDICTS[columns.verdict[partition]!] ?? 'unknown'] === 'broken') broken[owner] = 1;
  });
  return members
    .map((member, index): MemberRow => ({
      index,
      member,
      name: names[index]!,
      partitions: member.assignment === null ? null : countPartitions(member.assignment),
      lag: Number.isNaN(lag[index]) ? null : lag[index]!,
      unknownPartitions: unknown[index]!,
      uncommittedPartitions: uncommitted[index]!,
      broken: broken[index] === 1,
      idle: idleReason(detail, member),
      worst: worst[index]!,
    }))
    .sort((left, right) => compareNames(left.name.full, right.name.full) || left.index - right.index);
}

/**
 * Names by member index: the instance id or the client id. Many groups give every member the same client id: then its
 * host tells it apart, and where that does not, the end of its member id.
 */
export function memberNames(members: readonly GroupMember[]): MemberName[] {
  const main = members.map((member) => (member.groupInstanceId ?? '') || member.clientId || member.memberId);
  const withHost = members.map((member, index) => `${main[index]!}\n${member.host}`);
  const mains = countOf(main);
  const hosts = countOf(withHost);
  const ends = endsOf(members, main);
  return members.map((member, index) => {
    const shown = main[index] === '' ? '(no name)' : displayName(main[index]!, 80);
    if (mains.get(main[index]!) === 1) return { full: shown, ...partName(shown) };
    const suffix = hosts.get(withHost[index]!) === 1 ? ` ${displayName(hostName(member.host), 45)}` : ` …${displayName(member.memberId.slice(-(ends.get(main[index]!) ?? END)))}`;
    return { full: `${shown}${suffix}`, main: shown, suffix };
  });
}

/** Brokers put a slash before the address. */
export function hostName(host: string): string {
  return host.startsWith('/') ? host.slice(1) : host;
}

/** How much of the end of their member ids tells members of one name apart: as little as does. */
function endsOf(members: readonly GroupMember[], names: readonly string[]): Map<string, number> {
  const ends = new Map<string, number>();
  for (const end of [LONGEST_END, 8, END]) {
    const seen = countOf(members.map(({ memberId }, index) => `${names[index]!}\n${memberId.slice(-end)}`));
    const alike = new Set(members.flatMap(({ memberId }, index) => (seen.get(`${names[index]!}\n${memberId.slice(-end)}`) === 1 ? [] : [names[index]!])));
    for (const name of names) if (end === LONGEST_END || !alike.has(name)) ends.set(name, end);
  }
  return ends;
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
