import type { Log } from './log';

/** A page that goes wild must not fill the log: what happened before is soon the thing one looks for. */
const EVERY_MS = 10_000;

/** Warnings of which equal ones within 10 s become one line with their number. Texts must come from a small set. */
export function limitLog(log: Log): (text: string) => void {
  const repeated = new Map<string, number>();
  return (text) => {
    const count = repeated.get(text);
    if (count !== undefined) {
      repeated.set(text, count + 1);
      return;
    }
    log('warn', text);
    repeated.set(text, 0);
    setTimeout(() => {
      const more = repeated.get(text) ?? 0;
      repeated.delete(text);
      if (more > 0) log('warn', `${text} (${more} more within ${EVERY_MS / 1_000} s)`);
    }, EVERY_MS).unref();
  };
}
