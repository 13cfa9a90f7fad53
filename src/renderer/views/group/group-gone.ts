/** Kafka's and our own codes for "there is no such group any more". */
const GONE = new Set(['GROUP_ID_NOT_FOUND', 'GROUP_GONE', 'NO_SUCH_GROUP', 'GROUP_NOT_FOUND']);

export function isGone(code: string): boolean {
  return GONE.has(code);
}
