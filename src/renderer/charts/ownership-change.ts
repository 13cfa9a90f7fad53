/** One side of a picture of what moves: who has each partition there, and how it differs from the other side. */
export interface OwnershipChange {
  /** Row of each partition's owner on this side; -1 for nobody. */
  readonly owner: Int32Array;
  /** Row of its owner before, where that is another one (it is drawn as given up there); -1 where nothing is given up. */
  readonly givenUp: Int32Array;
  /** 1 where this owner did not have it before. */
  readonly taken: Uint8Array;
  /** 1 where it stands still on the way to the other side. */
  readonly stops: Uint8Array;
}

/** The side before a change, and the one after it. Rows by partition, -1 for nobody; `stops` as in OwnershipChange. */
export function ownershipChange(before: Int32Array, after: Int32Array, stops: Uint8Array): { readonly before: OwnershipChange; readonly after: OwnershipChange } {
  const none = new Int32Array(before.length).fill(-1);
  return {
    before: { owner: before, givenUp: none, taken: new Uint8Array(before.length), stops },
    after: {
      owner: after,
      givenUp: before.map((owner, partition) => (owner !== after[partition] ? owner : -1)),
      taken: Uint8Array.from(after, (owner, partition) => (owner >= 0 && owner !== before[partition] ? 1 : 0)),
      stops: new Uint8Array(after.length),
    },
  };
}
