import { join } from 'node:path';
import { ROOT } from './folders.mjs';
import { run } from './processes.mjs';

const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name);

/** Everything that looks at the code without running it, by the name that is printed. */
const CHECKS = /** @type {const} */ ([
  ['types: main, preload, command line, tests, scripts', 'tsc', ['-p', 'tsconfig.node.json']],
  ['types: renderer', 'tsc', ['-p', 'tsconfig.renderer.json']],
  ['types: shared, without DOM and Node', 'tsc', ['-p', 'tsconfig.shared.json']],
  ['lint', 'oxlint', []],
  ['architecture', 'vitest', ['run', '--project', 'unit', 'test/architecture.test.ts']],
]);

/**
 * Runs all checks side by side.
 * @param {(line: string) => void} write hears a line per check, and a failed one's whole output
 * @returns {Promise<{ passed: number, failed: number }>} in checks
 */
export async function runChecks(write) {
  let failed = 0;
  await Promise.all(
    CHECKS.map(async ([name, program, args]) => {
      const startedAt = Date.now();
      /** @type {string[]} */
      const lines = [];
      try {
        await run(bin(program), args, { cwd: ROOT, env: { NO_COLOR: '1' }, onLine: (line) => lines.push(line) });
        write(`✓ ${name} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
      } catch {
        failed += 1;
        write(`✗ ${name}\n${lines.map((line) => `  ${line}`).join('\n')}`);
      }
    }),
  );
  return { passed: CHECKS.length - failed, failed };
}
