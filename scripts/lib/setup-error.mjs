/** A failure that somebody can mend: says what is missing or wrong, and how to put it right. Printed without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} missing what is missing or went wrong, one sentence
   * @param {string} fix what to do about it, one sentence
   */
  constructor(missing, fix) {
    super(`${missing}\n  Fix: ${fix}`);
    this.name = 'SetupError';
  }
}

/**
 * Runs a script's main function; a SetupError prints as text, a bug with its stack, both with exit code 1.
 * @param {() => Promise<number | void>} main resolves to the exit code (default 0)
 */
export async function runMain(main) {
  try {
    process.exit((await main()) ?? 0);
  } catch (error) {
    const text = error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${text}\n`);
    process.exit(1);
  }
}
