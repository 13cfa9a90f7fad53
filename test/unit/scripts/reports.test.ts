import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { vitestOutcome } from '../../../scripts/lib/reports.mjs';

/** Inside the project: the runner resolves its own packages from there. */
const folder = mkdtempSync(join(import.meta.dirname, '../../../node_modules/.reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a failed run names its tests and a file that cannot be read', () => {
  writeFileSync(join(folder, 'a.test.mjs'), `import { expect, test } from 'vitest'; test('one', () => {}); test('two', () => expect(1).toBe(2));`);
  writeFileSync(join(folder, 'b.test.mjs'), 'import "./nothing.mjs";');
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { exclude: [] } };');
  const file = join(folder, 'report.json');
  const vitest = join(import.meta.dirname, '../../../node_modules/.bin/vitest');
  expect(spawnSync(vitest, ['run', '--root', folder, '--reporter=json', `--outputFile.json=${file}`], { stdio: 'pipe', cwd: folder }).status).toBe(1);
  const outcome = vitestOutcome(JSON.parse(readFileSync(file, 'utf8')));
  expect(outcome).toMatchObject({ passed: 1, failed: 1 });
  expect(outcome.failures).toHaveLength(2);
  expect(outcome.failures?.[0]).toMatch(/a\.test\.mjs › two › AssertionError: expected 1 to be 2/);
  expect(outcome.failures?.[1]).toMatch(/b\.test\.mjs › the file itself/);
});
