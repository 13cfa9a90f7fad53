import { useEffect, useState } from 'react';
import type { GroupOccupant } from '../../../shared/reset';
import type { RefusedGroup } from './ResetRefused';

/** A member in the way. `seenAt`: epoch ms of the newest plan that found it in the group. */
export interface Occupant {
  readonly groupId: string;
  readonly member: GroupOccupant;
  readonly seenAt: number;
  /** A newer plan did not find it. */
  readonly hasLeft: boolean;
}

/** Who is in the groups, and, while somebody waits, who was and has left. `at`: epoch ms at which the plan with these groups was made. */
export function useOccupants(groups: readonly RefusedGroup[], at: number, isWaiting: boolean): readonly Occupant[] {
  const [seen, setSeen] = useState<readonly Occupant[]>([]);
  useEffect(() => setSeen((before) => occupantsOf(isWaiting ? before : [], groups, at)), [groups, at, isWaiting]);
  return seen;
}

/** Those of the newest plan first; then who was seen before and is not in it. */
export function occupantsOf(before: readonly Occupant[], groups: readonly Pick<RefusedGroup, 'groupId' | 'members'>[], at: number): readonly Occupant[] {
  const present = groups.flatMap(({ groupId, members }) => members.map((member): Occupant => ({ groupId, member, seenAt: at, hasLeft: false })));
  const here = new Set(present.map(keyOf));
  return [...present, ...before.filter((occupant) => !here.has(keyOf(occupant))).map((occupant) => ({ ...occupant, hasLeft: true }))];
}

function keyOf({ groupId, member }: Occupant): string {
  return JSON.stringify([groupId, member.memberId]);
}
