/** Where the committed offset stands in the log, as shares of the ruler from 0 (log start) to 1 (log end). */
export interface RulerMarks {
  /** Where the log itself begins and ends on the ruler. */
  readonly logFrom: number;
  readonly logTo: number;
  /** The committed offset, or null if there is none or it is not known. */
  readonly at: number | null;
  /** below: in front of the log, its records are gone. beyond: behind its end. */
  readonly place: 'inside' | 'below' | 'beyond' | null;
}

/** Room kept outside the log for a committed offset that is not in it. */
const OUTSIDE = 0.12;

/** NaN in: not known. Null out: the log's ends are not known, so there is nothing to draw. */
export function rulerMarks(logStart: number, committed: number, logEnd: number): RulerMarks | null {
  if (Number.isNaN(logStart) || Number.isNaN(logEnd)) return null;
  if (Number.isNaN(committed)) return { logFrom: 0, logTo: 1, at: null, place: null };
  if (committed < logStart) return { logFrom: OUTSIDE, logTo: 1, at: 0, place: 'below' };
  if (committed > logEnd) return { logFrom: 0, logTo: 1 - OUTSIDE, at: 1, place: 'beyond' };
  return { logFrom: 0, logTo: 1, at: logEnd === logStart ? 1 : (committed - logStart) / (logEnd - logStart), place: 'inside' };
}
