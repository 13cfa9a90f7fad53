/**
 * The judgement of a group (or of one partition), from the engine's own samples. Order is the column encoding
 * and, for groups, the urgency: lower index = more urgent. Append only inside a level.
 */
export const VERDICTS = [
  'records-lost', // committed offset below the log start: records were deleted unread, whoever works on the rest
  'stopped', // lag, and no member to work on it
  'stalled', // a member owns it, there is lag, and the committed offset has not moved for a while
  'beyond-end', // committed offset past the log end: the log was truncated or the topic created again
  'falling-behind', // lag grows
  'not-committing', // a member owns it, records are there, and nothing has been committed for a while
  'behind', // lag that is not growing, but more than a minute's work
  'rebalancing',
  'catching-up', // lag shrinks
  'watching', // too early: too few samples to say which way the lag goes, or to miss a first commit
  'unknown', // some of it could not be read
  'no-permission',
  'ok',
  'ok-no-member', // no member and nothing left to read
] as const;
export type Verdict = (typeof VERDICTS)[number];

const INDEX_OF = new Map<Verdict, number>(VERDICTS.map((verdict, index) => [verdict, index]));

/** Index into VERDICTS. */
export function verdictIndex(verdict: Verdict): number {
  return INDEX_OF.get(verdict) ?? 0;
}

/** The five buckets of the screen's counts. */
export const VERDICT_LEVELS = ['broken', 'behind', 'moving', 'unknown', 'ok'] as const;
export type VerdictLevel = (typeof VERDICT_LEVELS)[number];

export const VERDICT_LEVEL: Readonly<Record<Verdict, VerdictLevel>> = {
  stopped: 'broken',
  stalled: 'broken',
  'records-lost': 'broken',
  'beyond-end': 'broken',
  'falling-behind': 'behind',
  'not-committing': 'behind',
  behind: 'behind',
  rebalancing: 'moving',
  'catching-up': 'moving',
  watching: 'moving',
  unknown: 'unknown',
  'no-permission': 'unknown',
  ok: 'ok',
  'ok-no-member': 'ok',
};

export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = {
  stopped: 'Stopped',
  stalled: 'Stalled',
  'records-lost': 'Records lost',
  'beyond-end': 'Beyond the end',
  'falling-behind': 'Falling behind',
  'not-committing': 'Not committing',
  behind: 'Behind',
  rebalancing: 'Rebalancing',
  'catching-up': 'Catching up',
  watching: 'Watching',
  unknown: 'Unknown',
  'no-permission': 'No permission',
  ok: 'OK',
  'ok-no-member': 'OK, no member',
};
