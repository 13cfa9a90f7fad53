/** Figures in one answer: 16 MB. An hour of 4,000 partitions fits; of more, every second sample is told, or fewer. */
export const MOST_FIGURES = 2_000_000;

/**
 * Which of the samples [from, to) to tell, ascending, where each has `width` figures: all, or evenly thinned out so that
 * they are MOST_FIGURES at most. The newest is always among them.
 */
export function samplesToTell(from: number, to: number, width: number): readonly number[] {
  const most = Math.max(1, Math.floor(MOST_FIGURES / Math.max(1, width)));
  const step = Math.ceil((to - from) / most);
  const told: number[] = [];
  for (let index = to - 1; index >= from; index -= step) told.push(index);
  return told.reverse();
}
