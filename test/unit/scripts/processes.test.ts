import { expect, test } from 'vitest';
import { run } from '../../../scripts/lib/processes.mjs';

test('a failed command is quoted to its last word, also where that ends no line', async () => {
  const script = 'console.log("first"); process.stderr.write("disk full"); process.exitCode = 3;';
  await expect(run(process.execPath, ['-e', script])).rejects.toThrow(/ended with code 3[^]*disk full/);
});

test('a command that is too slow is ended, and that is said', async () => {
  await expect(run(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { timeoutMs: 300 })).rejects.toThrow('took longer than 300 ms');
});
