import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { deserialize, serialize } from 'node:v8';
import { openJournal } from '../../src/main/operations/journal/journal';
import { parseBootstrapServers } from '../../src/main/clusters/bootstrap-servers';
import { openClient } from '../../src/main/clusters/open-client';
import { createClusterClient } from '../../src/main/kafka/connect';
import { openSnapshots, type Snapshots } from '../../src/main/monitor/snapshot';
import { groupDetail, groupHistory } from '../../src/main/monitor/views/group-detail';
import { groupsTable, groupsTrends } from '../../src/main/monitor/views/groups-table';
import { executePlan } from '../../src/main/operations/carry-out/execute';
import { makePlan } from '../../src/main/operations/plan/plan';

// The engine as the benchmark watches it: resident, one JSON command a line on standard input, one JSON answer each.

export interface RoundFigures {
  readonly ms: number;
  readonly cpuMs: number;
  /** Longest time for which the event loop was held, in milliseconds, to the millisecond timer's grain. */
  readonly holdMs: number;
  readonly requests: number;
  readonly groups: number;
  readonly groupPartitions: number;
  readonly members: number;
  readonly totalLag: number;
  readonly failures: number;
}

interface Command {
  readonly do: 'open' | 'round' | 'reset' | 'memory' | 'handOver' | 'setClockStep' | 'close';
  readonly bootstrap?: string;
  readonly stepMs?: number;
  readonly target?: 'to-earliest' | 'to-latest';
}

let snapshots: Snapshots | null = null;
const delay = monitorEventLoopDelay({ resolution: 1 });
const realNow = Date.now;

async function answer(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'open':
      snapshots?.close();
      snapshots = await open(command.bootstrap ?? '');
      return {};
    case 'round':
      return round(opened());
    case 'reset':
      return resetAll(command.bootstrap ?? '', command.target ?? 'to-earliest');
    case 'memory':
      return memory();
    case 'handOver':
      return handOver(opened());
    case 'setClockStep':
      setClockStep(command.stepMs ?? 0);
      return {};
    case 'close':
      snapshots?.close();
      return {};
  }
}

function open(bootstrap: string): Promise<Snapshots> {
  const client = createClusterClient({ bootstrapServers: parseBootstrapServers(bootstrap, 'bench'), clientId: 'offsight-bench', tls: null, sasl: null, connectTimeoutMs: 10_000 });
  return openSnapshots(client, { signal: new AbortController().signal, timeoutMs: 60_000 });
}

function opened(): Snapshots {
  if (snapshots === null) throw new Error('open first');
  return snapshots;
}

export interface ResetFigures {
  readonly planMs: number;
  /** Checked, kept on disk, committed, read back and written down. */
  readonly applyMs: number;
  readonly cpuMs: number;
  readonly holdMs: number;
  readonly partitions: number;
  readonly applied: number;
}

/** All partitions of the seeded topics in one group, moved to one end. */
async function resetAll(bootstrap: string, target: 'to-earliest' | 'to-latest'): Promise<ResetFigures> {
  const { client } = await openClient({ bootstrapServers: bootstrap, commandConfig: null }, { byHand: true, mayWrite: true });
  const directory = mkdtempSync(join(tmpdir(), 'offsight-bench-'));
  const calls = { signal: new AbortController().signal, timeoutMs: 60_000 };
  try {
    await client.connect(calls);
    const { topics } = await client.readMetadata(null, calls);
    const scope = { kind: 'topics' as const, topics: topics.filter(({ topic }) => !topic.startsWith('__')).map(({ topic }) => ({ topic, partitions: null })) };
    delay.enable();
    delay.reset();
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const plan = await makePlan(client, { groupIds: ['bench-reset'], target: { kind: target }, scope, ownTargets: [], whenNoRecord: 'ask', createGroups: true }, 600_000, calls);
    const plannedAt = performance.now();
    const journal = openJournal(directory);
    const result = await executePlan(client, plan, { ...calls, journal, reason: '', onProgress: () => undefined });
    const applyMs = performance.now() - plannedAt;
    const used = process.cpuUsage(cpu);
    delay.disable();
    if (result.kind === 'refused') throw new Error(result.failures[0]?.message);
    const outcomes = result.groups.flatMap((group) => group.outcomes);
    return { planMs: plannedAt - startedAt, applyMs, cpuMs: (used.user + used.system) / 1_000, holdMs: Math.max(0, delay.max / 1e6 - 1), partitions: outcomes.length, applied: outcomes.filter(({ status }) => status === 'applied').length };
  } finally {
    client.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

let skippedMs = 0;
let stepMs = 0;

/** Lets `Date.now` jump by so much between rounds, so that hours of history are made in minutes. */
function setClockStep(ms: number): void {
  stepMs = ms;
  Date.now = () => realNow() + skippedMs;
}

async function round({ facts, round: run }: Snapshots): Promise<RoundFigures> {
  skippedMs += stepMs;
  delay.enable();
  delay.reset();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const { requests } = await run();
  const ms = performance.now() - startedAt;
  const used = process.cpuUsage(cpu);
  delay.disable();
  const records = [...facts.groups.values()];
  const sum = (of: (record: (typeof records)[number]) => number): number => records.reduce((total, record) => total + of(record), 0);
  return {
    ms,
    cpuMs: (used.user + used.system) / 1_000,
    holdMs: Math.max(0, delay.max / 1e6 - 1),
    requests,
    groups: records.length,
    groupPartitions: sum((record) => record.rows.count),
    members: sum((record) => (record.groupState === 'Empty' ? 0 : (record.description?.members.length ?? 0))),
    totalLag: sum((record) => record.totals.totalLag ?? 0),
    failures: facts.roundFailures.length,
  };
}

/** In MB: as it is, and after a full collection. */
function memory(): { readonly rssMb: number; readonly collectedRssMb: number; readonly heapMb: number; readonly buffersMb: number } {
  const { rss } = process.memoryUsage();
  for (let pass = 0; pass < 3; pass += 1) (globalThis as { gc?: () => void }).gc?.();
  const after = process.memoryUsage();
  return { rssMb: rss / 2 ** 20, collectedRssMb: after.rss / 2 ** 20, heapMb: after.heapUsed / 2 ** 20, buffersMb: after.arrayBuffers / 2 ** 20 };
}

/**
 * What the window's screens ask for, made and carried over both process boundaries (engine to main, main to
 * renderer): milliseconds of the copying, of the making, and bytes.
 */
function handOver({ facts }: Snapshots) {
  const [largest] = [...facts.groups.values()].sort((left, right) => right.rows.count - left.rows.count || membersOf(right) - membersOf(left));
  if (largest === undefined) throw new Error('no groups');
  const visible = [...facts.groups.keys()].slice(0, 40);
  const now = Date.now();
  return {
    'groups table, first time': carry(() => groupsTable(facts, 1, now, null)),
    'groups table, each round': carry(() => groupsTable(facts, 1, now, facts.structureRevision)),
    'sparklines of 40 rows': carry(() => groupsTrends(facts, visible, now)),
    'group page': carry(() => groupDetail(facts, largest, 1, 5_000)),
    'group history, first time': carry(() => groupHistory(facts, largest, null, null)),
    'group history, each round': carry(() => groupHistory(facts, largest, facts.history.get(largest.groupId)?.times.at(-2) ?? null, facts.history.get(largest.groupId)?.partitionsRevision ?? null)),
  };
}

function membersOf(record: { readonly description: { readonly members: readonly unknown[] } | null }): number {
  return record.description?.members.length ?? 0;
}

const CARRIED = 31;

function carry(make: () => unknown): { readonly copyMs: number; readonly makeMs: number; readonly bytes: number } {
  const makes: number[] = [];
  const copies: number[] = [];
  let bytes = 0;
  for (let pass = 0; pass < CARRIED; pass += 1) {
    const startedAt = performance.now();
    const value = make();
    const madeAt = performance.now();
    const first = serialize(value);
    const second = serialize(deserialize(first));
    deserialize(second);
    copies.push(performance.now() - madeAt);
    makes.push(madeAt - startedAt);
    bytes = first.length;
  }
  return { copyMs: median(copies), makeMs: median(makes), bytes };
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? NaN;
}

async function serve(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      process.stdout.write(`${JSON.stringify({ value: await answer(JSON.parse(line) as Command) })}\n`);
    } catch (error) {
      process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`);
    }
  }
  process.exit(0);
}

void serve();
