import type { NamesIndex } from './names-index';

/** Which group stands where. */
export interface Order {
  /** Row of the table at each place; -1 where a group has gone while the order was held. */
  readonly rows: Int32Array;
  /** The index whose row numbers these are. */
  readonly index: NamesIndex;
  /** Names of the places whose groups have gone. */
  readonly gone: ReadonlyMap<number, string>;
}

export function freshOrder(rows: Int32Array, index: NamesIndex): Order {
  return { rows, index, gone: new Map() };
}

/**
 * The same groups at the same places in a newer table: nothing moves. Groups that have gone leave their place empty;
 * new ones (among `matching`) come after the last place.
 */
export function holdOrder(held: Order, matching: Int32Array, index: NamesIndex): Order {
  if (held.index === index) return held;
  const gone = new Map<number, string>();
  const known = new Set<number>();
  const rows = held.rows.map((row, place) => {
    const groupId = row === -1 ? (held.gone.get(place) ?? '') : (held.index.groupIds[row] ?? '');
    const now = index.rowOf.get(groupId) ?? -1;
    if (now === -1) gone.set(place, groupId);
    else known.add(now);
    return now;
  });
  const added = matching.filter((row) => !known.has(row) && !held.index.rowOf.has(index.groupIds[row] ?? ''));
  const all = new Int32Array(rows.length + added.length);
  all.set(rows);
  all.set(added, rows.length);
  return { rows: all, index, gone };
}
