/**
 * What is known of one group's position in one partition. Order is the column encoding: append only.
 * - behind: committed < log end. caught-up: committed = log end (a measured zero).
 * - no-commit: the group has no committed offset here (never, or not any more); its lag is not a number.
 * - below-log-start: committed < log start: records were deleted before they were read.
 * - beyond-end: committed > log end: the log was truncated or the topic was created again.
 * - topic-gone / no-leader / not-authorised: why the log's ends are not known.
 * - unknown: anything else; a reason stands beside it.
 */
export const LAG_STATES = [
  'behind',
  'caught-up',
  'no-commit',
  'below-log-start',
  'beyond-end',
  'topic-gone',
  'no-leader',
  'not-authorised',
  'unknown',
] as const;
export type LagState = (typeof LAG_STATES)[number];

/** One-word-to-three labels for the screen. */
export const LAG_STATE_LABELS: Readonly<Record<LagState, string>> = {
  behind: 'Behind',
  'caught-up': 'Caught up',
  'no-commit': 'No committed offset',
  'below-log-start': 'Records gone',
  'beyond-end': 'Beyond the end',
  'topic-gone': 'Topic gone',
  'no-leader': 'No leader',
  'not-authorised': 'Not authorised',
  unknown: 'Unknown',
};
