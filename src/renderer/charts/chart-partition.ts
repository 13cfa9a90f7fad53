import { formatCount } from '../../shared/text';

/** What a chart needs to know of a partition beside its samples; same order as the samples' columns. */
export interface ChartPartition {
  /** `orders-3`, ready for the screen: escaped. */
  readonly label: string;
  /** The same in two parts: where room is short the topic gives way and the number stays. */
  readonly topic: string;
  readonly suffix: string;
  /** Lag now; NaN = not known. */
  readonly lag: number;
  /** The group has no committed offset there (a share group no start offset): why its lag is no number. */
  readonly uncommitted: boolean;
  /** Its own verdict is one of the broken ones. */
  readonly broken: boolean;
  /** The shape that stands for what is broken; of no meaning otherwise. */
  readonly glyph: 'stalled' | 'stopped' | 'other';
  /** Epoch ms since when it is broken; NaN if not known. */
  readonly since: number;
}

/** The lag now in a word: a figure, or why it is none. */
export function lagWords({ lag, uncommitted }: Pick<ChartPartition, 'lag' | 'uncommitted'>): string {
  if (uncommitted) return 'no commit';
  return Number.isNaN(lag) ? 'unknown' : formatCount(lag);
}
