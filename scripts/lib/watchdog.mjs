// Outlives its parent by a moment. The parent names process groups and folders on our standard input; when that closes,
// because the parent ended in whatever way, the groups are killed and the folders removed.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { killMarked, signalGroup } from './processes.mjs';

const [markName = '', markValue = ''] = process.argv.slice(2);
/** @type {Set<number>} */
const groups = new Set();
/** @type {Set<string>} */
const folders = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const { kill, spare, remove } = /** @type {{ kill?: number, spare?: number, remove?: string }} */ (JSON.parse(line));
  if (kill !== undefined) groups.add(kill);
  if (spare !== undefined) groups.delete(spare);
  if (remove !== undefined) folders.add(remove);
}

for (const pid of groups) signalGroup(pid, 'SIGKILL');
for (let attempt = 0; attempt < 20 && killMarked(markName, markValue) > 0; attempt += 1) await sleep(50);
for (const folder of folders) {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      break;
    } catch {
      await sleep(100);
    }
  }
}
