/** The engine's code for "no broker lists such a group". */
export function isGone(code: string): boolean {
  return code === 'NOT_FOUND';
}

/** Our code while a new engine (or a new cluster) has not finished its first round. */
export const NOT_READ_YET = 'NOT_READ_YET';
