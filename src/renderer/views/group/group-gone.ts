/** Kafka's and our own codes for "no broker lists such a group". */
const GONE = new Set(['GROUP_ID_NOT_FOUND', 'NOT_FOUND']);

export function isGone(code: string): boolean {
  return GONE.has(code);
}

/** Our code while a new engine (or a new cluster) has not finished its first round. */
export const NOT_READ_YET = 'NOT_READ_YET';
