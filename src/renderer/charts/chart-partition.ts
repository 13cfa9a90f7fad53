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
  /** The group has no offset there, and so no lag: which one is missing. Null: it has one, or that is not known. */
  readonly missingOffset: 'committed offset' | 'start offset' | null;
  /** Its own verdict is one of the broken ones. */
  readonly broken: boolean;
  /** The shape that stands for what is broken; of no meaning otherwise. */
  readonly glyph: 'stalled' | 'stopped' | 'other';
  /** Epoch ms since when it is broken; NaN if not known. */
  readonly since: number;
  /** It may have been so before. */
  readonly atLeast: boolean;
}

/** The lag now in a word: a figure, or why it is none. */
export function lagWords({ lag, missingOffset }: Pick<ChartPartition, 'lag' | 'missingOffset'>): string {
  if (missingOffset !== null) return missingOffset === 'start offset' ? 'no start' : 'no commit';
  return Number.isNaN(lag) ? 'unknown' : formatCount(lag);
}
