/** What a chart needs to know of a partition beside its samples; same order as the samples' columns. */
export interface ChartPartition {
  /** Ready for the screen: escaped. */
  readonly label: string;
  /** Lag now; NaN = not known. */
  readonly lag: number;
  /** Its own verdict is one of the broken ones. */
  readonly broken: boolean;
  /** Epoch ms since when it is broken; NaN if not known. */
  readonly since: number;
}
