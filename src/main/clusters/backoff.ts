const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait before the next attempt to connect, after `attempts` failed ones (1 or more): 1 s, then at
 * random between 1 s and a limit that doubles up to 30 s, so that many clients do not come back at the same moment.
 */
export function backoffMs(attempts: number, random: () => number = Math.random): number {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, Math.min(attempts - 1, 10)));
  return Math.round(FIRST_MS + random() * (limit - FIRST_MS));
}
