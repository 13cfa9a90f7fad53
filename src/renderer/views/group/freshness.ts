/** True when figures are older than they should be; ages in ms, times in epoch ms. */
export function isStale(sampledAt: number, now: number, staleAfterMs: number): boolean {
  return now - sampledAt > staleAfterMs;
}

/** Kafka's and our own codes for "there is no such group any more". */
const GONE = new Set(['GROUP_ID_NOT_FOUND', 'GROUP_GONE', 'NO_SUCH_GROUP', 'GROUP_NOT_FOUND']);

export function isGone(code: string): boolean {
  return GONE.has(code);
}
