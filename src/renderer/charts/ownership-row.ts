/** One line of the ownership picture. */
export interface OwnershipRow {
  readonly key: string;
  /** Ready for the screen: escaped. `main` gives way where room is short, `suffix` stays. */
  readonly label: string;
  readonly main: string;
  readonly suffix: string;
  /** Lag of its partitions together; NaN = not known; null = it has none. */
  readonly lag: number | null;
  /** What that sum leaves out, as a phrase: then it is a lower bound. Null: nothing. */
  readonly notCounted: string | null;
  /** It owns nothing: why, in a phrase. Null: it owns something, or what it owns is not known. */
  readonly idle: string | null;
  /** member: one that may own. none: partitions that nobody owns. */
  readonly kind: 'member' | 'none';
  /** It holds a broken partition. */
  readonly broken: boolean;
}
