// npm run bench: Offsight's engine against Kafka's AdminClient on a real broker. See docs/performance.md.
import { parseArgs } from 'node:util';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { exitOnSignals } from './lib/processes.mjs';
import { createProgress } from './lib/progress.mjs';
import { runVisibly } from './lib/run-visibly.mjs';
import { runMain } from './lib/setup-error.mjs';

const USAGE = `npm run bench -- [options]
  --scale S1|S2|S3   which scale, may be given again (default S1 and S2; S3 needs about 12 GiB and half an hour)
  --runs N           counted runs of each side (default 15)
  --soak N           rounds of the long run (default 1000; 0 leaves it out)
  --window           instead: frames, openings and start of the real window on 10,000 groups
  --no-peer          Offsight alone: no ratios
  --json FILE        also writes every figure to FILE`;

await runMain(async () => {
  exitOnSignals();
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', multiple: true, default: ['S1', 'S2'] },
      runs: { type: 'string', default: '15' },
      soak: { type: 'string', default: '1000' },
      window: { type: 'boolean', default: false },
      'no-peer': { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const progress = createProgress();
  await ensureNodeModules(progress);
  if (values.window) return runVisibly('playwright', ['test', '-c', 'test/bench/window/playwright.config.ts']);
  const { bench } = await import('../test/bench/bench.mjs');
  return bench({ scales: values.scale, runs: Number(values.runs), soak: Number(values.soak), withPeer: !values['no-peer'], jsonFile: values.json ?? null }, progress);
});
