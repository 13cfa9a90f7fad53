import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { DemoStatus } from '../../../src/shared/contract';
import { Demo } from '../../../src/main/electron/demo';

const folder = mkdtempSync(join(tmpdir(), 'demo-'));
afterEach(() => rmSync(folder, { recursive: true }));

test('a demo that runs is not said to have failed where its clusters cannot be saved as its own', async () => {
  mkdirSync(join(folder, 'scripts'));
  const line = { state: 'running', text: 'ready', clusters: [{ name: 'demo', environment: 'development', bootstrapServers: '127.0.0.1:1' }] };
  writeFileSync(join(folder, 'scripts', 'demo.mjs'), `console.log(${JSON.stringify(JSON.stringify(line))}); process.stdin.resume();`);
  writeFileSync(join(folder, 'no-folder'), '');
  const added: string[] = [];
  const logged: string[] = [];
  const status = await new Promise<DemoStatus>((resolve) => {
    const demo = new Demo({
      appFolder: folder,
      clustersFile: join(folder, 'no-folder', 'clusters.json'),
      log: (_level, text) => logged.push(text),
      addCluster: async ({ name }) => `${added.push(name)}`,
      removeCluster: async () => undefined,
      onStatus: (each) => {
        if (each.state === 'starting') return;
        demo.close();
        resolve(each);
      },
    });
    demo.start();
  });
  expect([status, added, logged]).toEqual([{ state: 'running', text: 'ready' }, ['demo'], [expect.stringMatching(/^Which clusters are the demo’s could not be saved: EEXIST/)]]);
});
