import { openCluster, test } from './support/harness-test';
import { openReset } from './support/sheets';

// A figure to read, not a promise to keep: what other programs do on the machine decides it.
test('reports frames per second of 10,000 groups while rounds arrive', async ({ offsight }) => {
  const page = await offsight.open('fixture=10k&every=1000');
  await openCluster(page, /^warehouse/);
  await page.getByRole('grid').waitFor();
  const scrolling = await page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]');
    const gaps: number[] = [];
    let last = performance.now();
    let at = 0;
    while (gaps.length < 300) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      gaps.push(performance.now() - last);
      last = performance.now();
      at += 60;
      grid?.scrollTo(0, at);
    }
    return gaps.slice(1);
  });
  await page.keyboard.press('/');
  const filtering = await page.evaluate(async () => {
    const input = document.querySelector('input');
    if (input === null) throw new Error('No filter box.');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const gaps: number[] = [];
    let last = performance.now();
    const typed = 'lag:>100 -sink* topic:events ';
    for (let frame = 0; frame < 240; frame += 1) {
      if (frame % 8 === 0) {
        setValue?.call(input, typed.slice(0, (frame / 8) % typed.length));
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    return gaps.slice(1);
  });
  const text = `${report('scrolling', scrolling)}; ${report('filtering', filtering)}`;
  test.info().annotations.push({ type: 'frames', description: text });
  process.stdout.write(`${text}\n`);
});

test('reports how long a group of 1,000 partitions and 200 members takes to open', async ({ offsight }) => {
  const page = await offsight.open('fixture=incident&every=0&group=wide200&hold=1');
  await page.waitForTimeout(4_000); // its code is loaded while the window is idle
  const opening = () =>
    page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const start = performance.now();
      window.harness.openGroup();
      while (document.querySelector('main table[aria-label="Partitions"] tbody tr') === null) await frame();
      const table = performance.now() - start;
      while (document.querySelector('.recharts-line') === null) await frame();
      await frame();
      const chart = performance.now() - start;
      window.harness.closeGroup();
      await frame();
      return { table, chart };
    });
  const first = await opening();
  await page.waitForTimeout(1_000);
  const second = await opening();
  const words = ({ table, chart }: Awaited<ReturnType<typeof opening>>) => `its table after ${table.toFixed(0)} ms, its chart after ${chart.toFixed(0)} ms`;
  const text = `first opening: ${words(first)}; second: ${words(second)}`;
  test.info().annotations.push({ type: 'opening', description: text });
  process.stdout.write(`${text}\n`);
});

test('reports frames per second of a plan of 10,000 partitions', async ({ offsight }) => {
  const page = await offsight.open('fixture=wide-plan&every=1000');
  await openReset(page, /^warehouse/u, 'bulk-loader');
  await page.getByText('10,000 partitions change.').waitFor();
  const scrolling = (region: string) =>
    page.evaluate(async (selector) => {
      const scroller = document.querySelector(selector);
      const gaps: number[] = [];
      let last = performance.now();
      for (let frame = 1; frame < 300; frame += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        gaps.push(performance.now() - last);
        last = performance.now();
        scroller?.scrollTo(0, frame * 60);
      }
      return gaps.slice(1);
    }, region);
  const plan = await scrolling('[role=region][aria-label=Plan]');
  await page.getByRole('button', { name: 'Partitions of events' }).click();
  const tree = await scrolling('[aria-label="Topics and partitions"]');
  const startedAt = Date.now();
  await page.getByRole('radio', { name: 'to-latest' }).check();
  await page.getByText('10,000 partitions change.').waitFor();
  await page.getByText(/records will never be read/u).waitFor();
  const text = `${report('scrolling the plan', plan)}; ${report('scrolling the tree', tree)}; another target shown after ${Date.now() - startedAt} ms, 350 of them waiting for more typing`;
  test.info().annotations.push({ type: 'frames', description: text });
  process.stdout.write(`${text}\n`);
});

function report(what: string, gaps: readonly number[]): string {
  const sorted = [...gaps].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return `${what}: median ${(1_000 / at(0.5)).toFixed(0)} frames/s, 99th percentile ${at(0.99).toFixed(0)} ms, longest ${at(1).toFixed(0)} ms`;
}
