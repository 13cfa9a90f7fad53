import { createInterface } from 'node:readline';
import { signalGroup, spawnOwned } from '../../scripts/lib/processes.mjs';

/**
 * A child that answers lines with lines, one at a time.
 * @template Answer
 */
export class LineProcess {
  #child;
  /** @type {AsyncIterator<string>} */
  #lines;
  #errors = '';

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {(line: string) => void} [onNote] hears the lines of standard error
   */
  constructor(command, args, onNote = () => undefined) {
    this.#child = spawnOwned(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const { stdin, stdout, stderr } = this.#child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('A child was started without pipes.');
    stdin.on('error', () => undefined);
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
    createInterface({ input: stderr }).on('line', (line) => {
      this.#errors = `${this.#errors}\n${line}`.slice(-2_000);
      onNote(line);
    });
  }

  /**
   * @returns {Promise<Answer>} the next line, which must be JSON
   * @throws {Error} when it ended; quotes its standard error
   */
  async next() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`${this.#child.spawnfile} ended.${this.#errors}`);
    return JSON.parse(value);
  }

  /**
   * @param {string} line
   * @returns {Promise<Answer>}
   */
  ask(line) {
    this.#child.stdin?.write(`${line}\n`);
    return this.next();
  }

  close() {
    if (this.#child.pid !== undefined) signalGroup(this.#child.pid, 'SIGKILL');
  }
}
