const TICK_MS = 200;
const QUIET_LINE_EVERY_MS = 15_000;

/**
 * One line per long step: what, how long, how far. On a terminal the line is redrawn in place; elsewhere a step
 * prints when it begins, now and then while it lasts, and when it ends.
 * @typedef {(fraction: number | null, detail?: string) => void} Report fraction 0..1, null if not known
 * @typedef {{
 *   step: <T>(text: string, work: (report: Report) => Promise<T>) => Promise<T>,
 *   note: (text: string) => void,
 * }} Progress
 */

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Progress}
 */
export function createProgress(stream = process.stdout) {
  const live = stream.isTTY === true;
  return {
    note: (text) => void stream.write(`  ${text}\n`),
    async step(text, work) {
      const startedAt = Date.now();
      /** @type {number | null} */
      let fraction = null;
      let detail = '';
      let lastQuietLineAt = startedAt;
      const line = () => {
        const percent = fraction === null ? '' : ` ${Math.floor(fraction * 100)} %`;
        return `${text}${percent}${detail === '' ? '' : ` (${detail})`} ${seconds(startedAt)}`;
      };
      if (!live) stream.write(`… ${text}\n`);
      const timer = setInterval(() => {
        if (live) stream.write(`\r\u001b[2K${`… ${line()}`.slice(0, (stream.columns || 80) - 1)}`);
        else if (Date.now() - lastQuietLineAt >= QUIET_LINE_EVERY_MS) {
          lastQuietLineAt = Date.now();
          stream.write(`  ${line()}\n`);
        }
      }, TICK_MS);
      try {
        const value = await work((newFraction, newDetail) => {
          fraction = newFraction;
          detail = newDetail ?? '';
        });
        stream.write(`${live ? '\r\u001b[2K' : ''}✓ ${text} ${seconds(startedAt)}\n`);
        return value;
      } catch (error) {
        stream.write(`${live ? '\r\u001b[2K' : ''}✗ ${text} ${seconds(startedAt)}\n`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/**
 * The same as JSON lines `{"state":"starting","text":…}` for a program that reads them.
 * @returns {Progress}
 */
export function createJsonProgress() {
  /** @param {string} text */
  const say = (text) => void process.stdout.write(`${JSON.stringify({ state: 'starting', text })}\n`);
  return {
    note: say,
    async step(text, work) {
      say(text);
      let lastAt = 0;
      return work((fraction, detail) => {
        if (Date.now() - lastAt < 500) return;
        lastAt = Date.now();
        say(`${text}${fraction === null ? '' : ` ${Math.floor(fraction * 100)} %`}${detail === undefined ? '' : ` (${detail})`}`);
      });
    },
  };
}

/** Says nothing: for tests.
 * @type {Progress} */
export const silentProgress = { note: () => undefined, step: (_text, work) => work(() => undefined) };

/** @param {number} startedAt epoch ms */
function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
