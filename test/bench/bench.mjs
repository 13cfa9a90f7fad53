import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { ensureBuild } from '../../scripts/lib/build.mjs';
import { NEWEST } from '../../scripts/lib/kafka-jars.mjs';
import { SetupError } from '../../scripts/lib/setup-error.mjs';
import { judge } from './goals.mjs';
import { measure } from './measure.mjs';
import { SCALES } from './scales.mjs';
import { buildEngine, startSetting } from './setting.mjs';
import { figure, markdownTable } from './statistics.mjs';

/**
 * @param {{ scales: readonly string[], runs: number, soak: number, withPeer: boolean, jsonFile: string | null }} options
 * @param {import('../../scripts/lib/progress.mjs').Progress} progress
 * @returns {Promise<number>} exit code: 0 when everything was measured, goals missed or not
 */
export async function bench(options, progress) {
  const scales = options.scales.map((name) => {
    const scale = name in SCALES ? SCALES[/** @type {keyof typeof SCALES} */ (name)] : undefined;
    if (scale === undefined) throw new SetupError(`There is no scale ${name}.`, `use one of ${Object.keys(SCALES).join(', ')}.`);
    return scale;
  });
  await ensureBuild(progress);
  const engineFile = await progress.step('Building the engine for the benchmark', buildEngine);
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model ?? 'unknown', cpus: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, kafka: NEWEST };
  process.stdout.write(`\n${machine.cpus} × ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, Kafka ${machine.kafka}; medians of ${options.runs} runs\n`);
  const results = [];
  for (const scale of scales) {
    const setting = await startSetting(scale, engineFile, progress);
    try {
      const measured = await measure(setting, engineFile, options, progress, scale.name);
      const goals = judge(scale.name, measured);
      results.push({ scale, truth: setting.truth, measured, goals });
      process.stdout.write(`\n${scale.name}: ${setting.truth.groups} groups, ${setting.truth.groupPartitions.toLocaleString('en')} group-partitions; every lag sum as seeded\n\n`);
      process.stdout.write(`${table(goals)}\n`);
    } finally {
      setting.close();
    }
  }
  if (options.jsonFile !== null) writeFileSync(options.jsonFile, `${JSON.stringify({ at: new Date().toISOString(), machine, options, results }, null, 1)}\n`);
  return 0;
}

/** @param {readonly import('./goals.mjs').Judged[]} goals */
function table(goals) {
  const rows = goals.map(({ name, value, unit, peer, goal, met }) => [
    name,
    `${figure(value)} ${unit}`,
    peer === null ? '' : `${figure(peer)} ${unit}`,
    peer === null ? '' : `1/${figure(peer / value)}`,
    goal ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  return markdownTable([['figure', 'Offsight', 'AdminClient', 'ratio', 'goal', ''], ...rows]);
}
