/** Two samples further apart than this many of their usual intervals have a gap between them: one may be missing, not two. */
export const LONGEST_HOLD = 2.5;
