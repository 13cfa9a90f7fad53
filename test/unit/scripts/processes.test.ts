import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../../scripts/lib/processes.mjs';

test('a failed command is quoted to its last word, also where that ends no line', async () => {
  const script = 'console.log("first"); process.stderr.write("disk full"); process.exitCode = 3;';
  await expect(run(process.execPath, ['-e', script])).rejects.toThrow(/ended with code 3[^]*disk full/);
});

test('a command that is too slow is ended, and that is said', async () => {
  await expect(run(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)'], { timeoutMs: 300 })).rejects.toThrow('took longer than 300 ms');
});

test.skipIf(process.platform !== 'linux')('a script and what it started end when npm is killed, though a shell stands between', async () => {
  const library = new URL('../../../scripts/lib/processes.mjs', import.meta.url).href;
  const script = `import { exitOnSignals, spawnOwned } from '${library}'; exitOnSignals(); const child = spawnOwned('sleep', ['600']); console.log(process.pid, child.pid); setInterval(() => undefined, 1_000);`;
  const shell = `"${process.execPath}" --input-type=module -e "$SCRIPT"; true`;
  const npm = spawn(process.execPath, ['-e', `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(shell)}], { stdio: 'inherit' })`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SCRIPT: script, npm_lifecycle_event: 'demo' },
  });
  const pids = await new Promise<readonly number[]>((resolve) => createInterface({ input: npm.stdout }).once('line', (line) => resolve(line.split(' ').map(Number))));
  onTestFinished(() => pids.filter(isAlive).forEach((pid) => process.kill(pid, 'SIGKILL')));
  expect(pids.filter(isAlive)).toEqual(pids);
  npm.kill('SIGKILL');
  await expect.poll(() => pids.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
