import { formatRate } from '../../shared/text';
import type { AssignedLoad, WhatIf } from '../../shared/what-if';
import type { RowLoads } from './assigned-load';
import type { Owners } from './group-shape';

/** The most that one of so many members has read of late: of those that were behind, if any was; null: of none is it known. */
export function mostRead(owners: Owners, { read, behind }: RowLoads, members: number): WhatIf['oneMemberReads'] {
  const reads = new Float64Array(members);
  const wasBehind = new Uint8Array(members);
  const owns = new Uint8Array(members);
  owners.forEach((owner, row) => {
    if (owner < 0) return;
    owns[owner] = 1;
    reads[owner] = (reads[owner] ?? 0) + (read[row] ?? NaN);
    if (behind[row] === 1) wasBehind[owner] = 1;
  });
  const mostOf = (counts: (member: number) => boolean): number => reads.reduce((most, perSecond, member) => (owns[member] === 1 && counts(member) && perSecond > most ? perSecond : most), -1);
  const behindMost = mostOf((member) => wasBehind[member] === 1);
  const most = mostOf(() => true);
  // One that reads faster than those that are behind shows that a member can.
  return most < 0 ? null : { perSecond: most, isMost: behindMost > 0 && behindMost >= most * ABOUT };
}

/** Members alike are never quite equally fast. */
const ABOUT = 0.9;
/** Lag of what is written in this time is work in flight, and does not shrink. */
const IN_FLIGHT_SECONDS = 10;

/** On what the estimate of how lag would grow rests: a sentence. */
export function outlookText(reads: WhatIf['oneMemberReads']): string {
  if (reads === null) return 'How fast its members read is not known: it was not watched for a minute.';
  const rate = `${formatRate(reads.perSecond)} records/s`;
  return reads.isMost ? `How lag would grow is an estimate: the busiest member reads ${rate}, and was behind in the last minutes.` : `The busiest member reads ${rate} and was not behind in the last minutes, so how much one can read is not known.`;
}

/** What a member would have, with how its lag would grow: an estimate. `oneMemberReads`: see WhatIf. */
export function withOutlook(load: AssignedLoad, oneMemberReads: WhatIf['oneMemberReads']): AssignedLoad {
  return { ...load, lagPerSecond: lagGrowth(load, oneMemberReads) };
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
