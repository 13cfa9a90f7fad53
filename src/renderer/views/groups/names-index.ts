import { compareNames } from '../../format/compare-names';
import type { LoadedGroups } from '../../state/groups-table';

/** What is computed once per set of group ids: it costs more than a round may. */
export interface NamesIndex {
  readonly groupIds: readonly string[];
  readonly lowerIds: readonly string[];
  /** Place of each row in the order of names. */
  readonly rank: Int32Array;
  readonly rowOf: ReadonlyMap<string, number>;
}

export function indexNames(groupIds: LoadedGroups['names']['groupIds']): NamesIndex {
  return {
    groupIds,
    lowerIds: groupIds.map((groupId) => groupId.toLowerCase()),
    rank: rankOf(groupIds),
    rowOf: new Map(groupIds.map((groupId, row) => [groupId, row])),
  };
}

/** Place of each name in their order (numbers inside names by their value); null comes last. */
export function rankOf(names: readonly (string | null)[]): Int32Array {
  const order = Int32Array.from(names, (_name, index) => index);
  order.sort((left, right) => compareKnown(names[left] ?? null, names[right] ?? null) || left - right);
  const rank = new Int32Array(names.length);
  order.forEach((index, place) => {
    rank[index] = place;
  });
  return rank;
}

/** Null comes last. */
function compareKnown(left: string | null, right: string | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return compareNames(left, right);
}
