import type { GroupDetail } from '../../../shared/group';
import { formatCount, formatCounted } from '../../../shared/text';
import { VERDICTS, type Verdict } from '../../../shared/verdict';
import { isLowerBound } from '../../format/lag-bound';
import type { MemberRow } from './member-rows';
import { partitionLabel } from './partition-label';

export interface OwnershipFinding {
  /** What stands out, or null: `consumer-2 holds 99 % of the lag`. */
  readonly headline: string | null;
  /** Verdict of the partition behind it; null without a headline. */
  readonly verdict: Verdict | null;
  /** How the partitions are spread, and whether the lag is a member's or a partition's. */
  readonly text: string;
}

/** Below this, lag is ordinary work in flight, and who holds it is not a finding. */
const LEAST_LAG = 100;

/** What the picture of who owns what says, in words. */
export function ownershipFinding(detail: GroupDetail, rows: readonly MemberRow[]): OwnershipFinding {
  const unowned = detail.columns.owner.reduce((count, owner) => count + (owner < 0 ? 1 : 0), 0);
  const spread = spreadText(detail, rows, unowned);
  const total = detail.totalLag ?? 0;
  const [top] = [...rows].sort((left, right) => (right.lag ?? -1) - (left.lag ?? -1));
  const share = total > 0 && top?.lag ? top.lag / total : 0;
  if (rows.length < 2 || top === undefined || total < LEAST_LAG || share < 0.5) return { headline: null, verdict: null, text: spread };
  const percent = share > 0.99 && share < 1 ? 99 : Math.round(share * 100);
  const worst = top.worst < 0 ? Number.NaN : detail.columns.lag[top.worst]!;
  const onePartition = (top.partitions ?? 0) > 1 && worst / top.lag! >= 0.9;
  const label = top.worst < 0 ? '' : partitionLabel(detail.topics[detail.columns.topic[top.worst]!] ?? '', detail.columns.partition[top.worst]!);
  const where = onePartition ? `${worst === top.lag ? 'all' : 'most'} of that is ${label} alone, not the whole member.` : `over ${formatCounted(top.partitions ?? 0, 'partition')}.`;
  return { headline: `${top.name.full} holds ${percent} % of the ${isLowerBound(detail) ? 'known ' : ''}lag`, verdict: top.worst < 0 ? 'behind' : (VERDICTS[detail.columns.verdict[top.worst]!] ?? 'unknown'), text: `${where.charAt(0).toUpperCase()}${where.slice(1)} ${spread}` };
}

function spreadText(detail: GroupDetail, rows: readonly MemberRow[], unowned: number): string {
  if (detail.members === null) return 'The members are not known, so neither is who owns what.';
  const all = formatCounted(detail.columns.owner.length, 'partition');
  if (rows.length === 0) return `No member: nobody works on ${detail.columns.owner.length === 1 ? 'its partition' : `its ${all}`}.`;
  const counts = rows.flatMap(({ partitions }) => (partitions === null || partitions === 0 ? [] : [partitions]));
  const idle = rows.filter((row) => row.idle !== null).length;
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  const parts: string[] = [];
  if (counts.length > 0) parts.push(`${least === most ? '' : `${formatCount(least)} to `}${formatCounted(most, 'partition')} per member`);
  if (idle > 0) parts.push(`${formatCount(idle)} idle`);
  if (unowned > 0 && detail.groupType !== 'share') parts.push(`${formatCount(unowned)} without an owner`);
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}
