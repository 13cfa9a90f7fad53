import type { ChangedGroup } from './changed-group';
import { compareNames } from './group-shape';
import type { PresentMember } from './present-group';

/** Partitions and subscriptions that are gone through in all: it must not hold the engine up. */
const MOST_WORK = 300_000;

/**
 * The new members with ids for every way in which they could sort among the dynamic ones. Null where there are too many ways to try
 * (`slots`: partitions of the group).
 */
export function placesOf({ staying, coming }: ChangedGroup, slots: number): readonly (readonly PresentMember[])[] | null {
  const ids = ['', ...staying.filter(({ groupInstanceId }) => groupInstanceId === null).map(({ memberId }) => memberId).sort(compareNames)];
  const most = MOST_WORK / [...staying, ...coming].reduce((work, { subscription }) => work + subscription.length, slots);
  let ways: (readonly number[])[] = [[]];
  for (let left = coming.length; left > 0; left -= 1) {
    ways = ways.flatMap((way) => Array.from({ length: ids.length - (way[way.length - 1] ?? 0) }, (_, further) => [...way, (way[way.length - 1] ?? 0) + further]));
    if (ways.length > most) return null;
  }
  return ways.map((way) => coming.map((member, place) => ({ ...member, memberId: `${ids[way[place] ?? 0] ?? ''}\u0000${String(place).padStart(6, '0')}` })));
}
