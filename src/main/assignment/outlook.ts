import { formatRate } from '../../shared/text';
import type { AssignedLoad, WhatIf } from '../../shared/what-if';
import type { RowLoads } from './assigned-load';
import type { Owners } from './group-shape';

/** Members alike are never quite equally fast. */
const ABOUT = 0.9;
/** Lag of what is written in this time is work in flight, and does not shrink. */
const IN_FLIGHT_SECONDS = 10;

/** The most that one of so many members has read of late; null: of none is it known. */
export function mostRead(owners: Owners, { read, behind }: RowLoads, members: number): WhatIf['oneMemberReads'] {
  const reads = new Float64Array(members).fill(-1);
  const wasBehind = new Uint8Array(members);
  owners.forEach((owner, row) => {
    if (owner < 0) return;
    reads[owner] = Math.max(0, reads[owner] ?? 0) + (read[row] ?? NaN);
    if (behind[row] === 1) wasBehind[owner] = 1;
  });
  const most = reads.reduce((top, perSecond) => (perSecond > top ? perSecond : top), -1);
  return most < 0 ? null : { perSecond: most, isMost: most > 0 && reads.some((perSecond, member) => wasBehind[member] === 1 && perSecond >= most * ABOUT) };
}

/** On what the estimate of how lag would grow rests: a sentence. */
export function outlookText(reads: WhatIf['oneMemberReads']): string {
  if (reads === null) return 'How fast its members read is not known: it was not watched for a minute.';
  const rate = `${formatRate(reads.perSecond)} records/s`;
  return reads.isMost ? `How lag would grow is an estimate: the busiest member reads ${rate}, and was behind in the last minutes.` : `The busiest member reads ${rate} and was not behind in the last minutes, so how much one can read is not known.`;
}

/** What each member would have, with how its lag would grow: as now where it keeps just what it has, else an estimate. */
export function withOutlook(loads: { readonly before: readonly AssignedLoad[]; readonly after: readonly AssignedLoad[] }, before: Owners, after: Owners, { stuck }: RowLoads, reads: WhatIf['oneMemberReads']): readonly AssignedLoad[] {
  const isChanged = new Uint8Array(loads.after.length);
  const isStuck = new Uint8Array(loads.after.length);
  after.forEach((owner, row) => {
    const former = before[row] ?? -1;
    if (owner !== former && owner >= 0) isChanged[owner] = 1;
    if (owner !== former && former >= 0) isChanged[former] = 1;
    // Nobody reads it now, and whether another member could is not known.
    if (owner >= 0 && stuck[row] === 1) isStuck[owner] = 1;
  });
  return loads.after.map((load, member) => ({ ...load, lagPerSecond: isChanged[member] !== 1 ? (loads.before[member]?.lagPerSecond ?? null) : isStuck[member] === 1 ? null : lagGrowth(load, reads) }));
}

function lagGrowth({ partitions, lag, producedPerSecond }: AssignedLoad, reads: WhatIf['oneMemberReads']): number | null {
  if (partitions === 0) return 0;
  if (producedPerSecond === null || reads === null) return null;
  const grows = producedPerSecond - reads.perSecond;
  if (grows > 0 && reads.isMost) return grows;
  if (grows > 0) return reads.perSecond >= producedPerSecond * ABOUT ? 0 : null;
  if (lag === null) return null;
  return lag <= producedPerSecond * IN_FLIGHT_SECONDS ? 0 : grows;
}
