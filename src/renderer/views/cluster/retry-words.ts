import { formatAge } from '../../format/format-age';

/** When a connection is tried again, as a phrase: `now`, `in 6 s`. Epoch ms in. */
export function retryWords(retryAt: number, now: number): string {
  return retryAt <= now ? 'now' : `in ${formatAge(retryAt - now + 999)}`;
}
