import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { failureKey, type Failure } from '../shared/failure';
import { visibleJson } from '../shared/display-name';
import type { GroupDetail } from '../shared/group';
import type { RoundReport } from '../main/monitor/round';
import type { Snapshots } from '../main/monitor/snapshot';
import { EXIT } from './exit-status';
import { detailOf, groupFailures, lineFailures } from './group-failures';
import { groupJson } from './group-json';
import { groupLines, type GroupLine } from './group-lines';
import type { Options } from './options';
import { failureLines, groupsText, membersText, noGroupText, partitionsText } from './print';

export interface Session {
  readonly snapshots: Snapshots;
  readonly signal: AbortSignal;
}

/** What a command shows of one round. */
interface Shown {
  readonly text: string;
  readonly failures: readonly Failure[];
}

export async function runGroups({ snapshots }: Session, options: Options): Promise<number> {
  const report = await snapshots.round();
  const { lines, text, failures } = groups(snapshots, report, options);
  if (options.json) print(visibleJson({ ...head(snapshots, report), groups: lines, failures }));
  else print(text);
  if (options.json && lines.length === 0) process.stderr.write(`note: ${text}\n`);
  return finish(report, failures);
}

export async function runDescribe({ snapshots }: Session, options: Options): Promise<number> {
  const report = await snapshots.round();
  const { details, text, failures } = describe(snapshots, options);
  if (options.json) print(visibleJson({ ...head(snapshots, report), groups: details.map(groupJson), failures }));
  else if (text !== '') print(text);
  return finish(report, failures);
}

/** Draws again in place until interrupted, or `--count` times. */
export async function runWatch({ snapshots, signal }: Session, options: Options): Promise<number> {
  let status: number = EXIT.allKnown;
  for (let drawn = 0; !signal.aborted && drawn < (options.count ?? Infinity); drawn += 1) {
    const startedAt = performance.now();
    const report = await snapshots.round();
    if (signal.aborted) break;
    const detailed = options.groups.length > 0 || options.allGroups;
    const { text, failures } = detailed ? describe(snapshots, options) : groups(snapshots, report, options);
    const when = new Date(report.startedAt).toISOString();
    const clear = process.stdout.isTTY ? '\u001b[H\u001b[2J' : '';
    print(`${clear}${when}, round of ${report.ms} ms, ${report.brokersAnswering} of ${report.brokers} brokers\n\n${text}${failureLines(failures).map((line) => `\n! ${line}`).join('')}`);
    status = statusOf(report, failures);
    if (drawn + 1 < (options.count ?? Infinity)) await pause(startedAt + (options.intervalMs ?? 5_000) - performance.now(), signal);
  }
  return signal.aborted && options.count !== null ? EXIT.interrupted : status;
}

/** One line for each round: what it took on this side and on the wire. */
export async function runRounds({ snapshots, signal }: Session, options: Options): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let status: number = EXIT.allKnown;
  for (let done = 0; !signal.aborted && done < (options.count ?? 10); done += 1) {
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    delay.enable();
    delay.reset();
    const report = await snapshots.round();
    const ms = performance.now() - startedAt;
    delay.disable();
    const used = process.cpuUsage(cpu);
    const lines = groupLines(snapshots.facts, null, null);
    const figures = {
      ms: round(ms),
      cpuMs: round((used.user + used.system) / 1_000),
      requests: report.requests,
      bytesIn: report.bytesIn,
      groups: lines.length,
      groupPartitions: sumKnown(lines.map((line) => line.partitions)),
      members: sumKnown(lines.map((line) => line.members)),
      totalLag: sumKnown(lines.map((line) => line.totalLag)),
      loopHoldMs: round(Math.max(0, delay.max / 1e6 - 1)),
      rssMb: round(process.memoryUsage().rss / 1_048_576),
    };
    print(options.json ? visibleJson(figures) : Object.entries(figures).map(([name, value]) => `${name} ${value}`).join('  '));
    status = Math.max(status, finish(report, distinct([...snapshots.facts.roundFailures, ...lineFailures(snapshots.facts, lines)])));
    if (done + 1 < (options.count ?? 10)) await pause(startedAt + (options.intervalMs ?? 0) - performance.now(), signal);
  }
  return signal.aborted ? EXIT.interrupted : status;
}

function groups({ facts }: Snapshots, report: RoundReport, options: Options): Shown & { readonly lines: readonly GroupLine[] } {
  const lines = groupLines(facts, options.states, options.types);
  const text = lines.length > 0 ? groupsText(lines) : noGroupText([...facts.groups.values()], { ...options, complete: report.brokersAnswering === report.brokers });
  return { lines, text, failures: distinct([...facts.roundFailures, ...lineFailures(facts, lines)]) };
}

function describe(snapshots: Snapshots, options: Options): Shown & { readonly details: readonly GroupDetail[] } {
  const { facts } = snapshots;
  const wanted = options.groups.length > 0 ? [...new Set(options.groups)] : [...facts.groups.keys()].sort();
  const details: GroupDetail[] = [];
  const failures: Failure[] = [...facts.roundFailures];
  for (const groupId of wanted) {
    const record = facts.groups.get(groupId);
    if (record === undefined) {
      failures.push({ scope: `group ${groupId}`, code: 'GROUP_ID_NOT_FOUND', message: `No broker that answered lists the group ${groupId}, or these credentials may not see it.` });
      continue;
    }
    const detail = detailOf(facts, record);
    details.push(detail);
    failures.push(...groupFailures(detail));
  }
  return { details, text: details.map(options.members ? membersText : partitionsText).join('\n\n'), failures: distinct(failures) };
}

function head(snapshots: Snapshots, report: RoundReport) {
  const { client } = snapshots;
  return {
    cluster: { clusterId: client.kafkaClusterId, brokers: client.brokers.map(({ nodeId, host, port }) => ({ nodeId, host, port })) },
    sampledAt: new Date(report.startedAt).toISOString(),
    requests: report.requests,
  };
}

/** Says on standard error what failed, and gives the exit status. */
function finish(report: RoundReport, failures: readonly Failure[]): number {
  for (const line of failureLines(failures)) process.stderr.write(`${line}\n`);
  return statusOf(report, failures);
}

function statusOf(report: RoundReport, failures: readonly Failure[]): number {
  if (report.brokersAnswering === 0) return EXIT.notReached;
  return failures.length > 0 ? EXIT.someFailed : EXIT.allKnown;
}

function distinct(failures: readonly Failure[]): readonly Failure[] {
  return [...new Map(failures.map((failure) => [failureKey(failure), failure])).values()];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}

/** Null where nothing of it is known. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 && values.length > 0 ? null : known.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
