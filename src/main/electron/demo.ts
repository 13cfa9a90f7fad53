import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ENVIRONMENTS } from '../../shared/cluster';
import type { ClusterSettings, DemoStatus } from '../../shared/contract';
import { readJsonFile, writeJsonFile } from './json-file';
import type { Log } from './log';

/** One line of the demo script's output. */
const progress = z.object({
  state: z.enum(['starting', 'running', 'failed']),
  text: z.string().max(2_000).nullish(),
  clusters: z.array(z.object({ name: z.string(), environment: z.enum(ENVIRONMENTS), bootstrapServers: z.string() })).optional(),
});
type DemoCluster = NonNullable<z.infer<typeof progress>['clusters']>[number];

export interface DemoPorts {
  /** The folder that holds package.json and, in a development checkout, scripts/. */
  readonly appFolder: string;
  /** The JSON file that remembers which clusters are the demo's. */
  readonly clustersFile: string;
  readonly log: Log;
  /** The saved cluster's profile id; rejects if it was not saved. */
  addCluster(settings: ClusterSettings): Promise<string>;
  removeCluster(profileId: string): Promise<void>;
  onStatus(status: DemoStatus): void;
}

const ROUND_INTERVAL_MS = 2_000;

/** Runs the demo's clusters in a process of their own, which ends them when its standard input closes: also when we crash. */
export class Demo {
  readonly #ports: DemoPorts;
  #status: DemoStatus;
  #child: ChildProcessWithoutNullStreams | null = null;

  constructor(ports: DemoPorts) {
    this.#ports = ports;
    this.#status = existsSync(this.#script())
      ? { state: 'idle', text: null }
      : { state: 'absent', text: 'The demo needs a checkout of Offsight’s source: run “npm run demo” there.' };
  }

  status(): DemoStatus {
    return this.#status;
  }

  /** Starts it unless it runs; progress comes by onStatus. */
  start(): DemoStatus {
    if (this.#status.state === 'absent' || this.#child !== null) return this.#status;
    this.#report('starting', 'Starting two Kafka clusters…');
    const child = spawn(process.env['npm_node_execpath'] ?? 'node', [this.#script(), '--clusters-only', '--json'], { cwd: this.#ports.appFolder, windowsHide: true });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    createInterface({ input: child.stdout }).on('line', (line) => void this.#read(line));
    child.on('error', (error) => this.#ended(`The demo could not be started: ${error.message}. Is Node on the PATH?`));
    child.on('exit', (code) => this.#ended(`The demo ended with ${code ?? 'a signal'}.`));
    return this.#status;
  }

  /** Takes away clusters that an earlier demo left in the list; they are gone for good. */
  async forgetClusters(): Promise<void> {
    const saved = z.array(z.string()).safeParse(readJsonFile(this.#ports.clustersFile));
    if (!saved.success || saved.data.length === 0) return;
    for (const profileId of saved.data) await this.#ports.removeCluster(profileId).catch(() => undefined);
    this.#remember([]);
  }

  /** Tells it to end; it cleans up by itself, which takes it some seconds. */
  close(): void {
    const child = this.#child;
    this.#child = null;
    child?.stdin.end();
    child?.unref();
  }

  #script(): string {
    return join(this.#ports.appFolder, 'scripts', 'demo.mjs');
  }

  async #read(line: string): Promise<void> {
    const parsed = progress.safeParse(parseJson(line));
    if (!parsed.success || this.#child === null) return;
    const { state, text = null, clusters = [] } = parsed.data;
    try {
      if (state === 'running') await this.#addClusters(clusters);
      this.#report(state, text);
    } catch (error) {
      this.#report('failed', `The demo’s clusters could not be added: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #addClusters(clusters: readonly DemoCluster[]): Promise<void> {
    await this.forgetClusters();
    const profileIds: string[] = [];
    try {
      for (const cluster of clusters) profileIds.push(await this.#ports.addCluster({ ...cluster, commandConfig: null, intervalMs: ROUND_INTERVAL_MS }));
    } finally {
      this.#remember(profileIds);
    }
  }

  /** Where that is not possible the demo runs all the same. */
  #remember(profileIds: readonly string[]): void {
    try {
      writeJsonFile(this.#ports.clustersFile, profileIds);
    } catch (error) {
      this.#ports.log('warn', `Which clusters are the demo’s could not be saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #ended(reason: string): void {
    if (this.#child === null) return;
    this.#child = null;
    this.#ports.log('warn', reason);
    if (this.#status.state !== 'failed') this.#report('failed', reason);
  }

  #report(state: DemoStatus['state'], text: string | null): void {
    this.#status = { state, text };
    this.#ports.onStatus(this.#status);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
