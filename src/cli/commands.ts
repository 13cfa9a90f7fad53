import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../shared/failure';
import { visibleJson } from '../shared/display-name';
import type { GroupDetail } from '../shared/group';
import { groupDetail } from '../main/monitor/views/group-detail';
import type { RoundReport } from '../main/monitor/round';
import type { Snapshots } from '../main/monitor/snapshot';
import { groupFailures, groupJson } from './group-json';
import { groupLines } from './group-lines';
import type { Options } from './options';
import { failureText, groupsText, membersText, partitionsText } from './print';

export interface Session {
  readonly snapshots: Snapshots;
  readonly signal: AbortSignal;
}

const ALL_KNOWN = 0;
const SOME_FAILED = 2;
const NOT_REACHED = 3;
const INTERRUPTED = 130;

export async function runGroups({ snapshots }: Session, options: Options): Promise<number> {
  const report = await snapshots.round();
  const groups = groupLines(snapshots.facts, options.states, options.types);
  const failures = snapshots.facts.roundFailures;
  if (options.json) print(visibleJson({ ...head(snapshots, report), groups, failures }));
  else print(groupsText(groups));
  return finish(report, failures);
}

export async function runDescribe({ snapshots }: Session, options: Options): Promise<number> {
  const report = await snapshots.round();
  const { details, failures } = describe(snapshots, options);
  if (options.json) print(visibleJson({ ...head(snapshots, report), groups: details.map(groupJson), failures }));
  else print(details.map(options.members ? membersText : partitionsText).join('\n\n'));
  return finish(report, failures);
}

/** Draws again in place until interrupted, or `--count` times. */
export async function runWatch({ snapshots, signal }: Session, options: Options): Promise<number> {
  let status = ALL_KNOWN;
  for (let drawn = 0; !signal.aborted && drawn < (options.count ?? Infinity); drawn += 1) {
    const startedAt = Date.now();
    const report = await snapshots.round();
    if (signal.aborted) break;
    const detailed = options.groups.length > 0 || options.allGroups;
    const { details, failures } = detailed ? describe(snapshots, options) : { details: [], failures: snapshots.facts.roundFailures };
    const body = detailed ? details.map(options.members ? membersText : partitionsText).join('\n\n') : groupsText(groupLines(snapshots.facts, options.states, options.types));
    const when = new Date(report.startedAt).toISOString();
    const clear = process.stdout.isTTY ? '\u001b[H\u001b[2J' : '';
    print(`${clear}${when}, round of ${report.ms} ms, ${report.brokersAnswering} of ${report.brokers} brokers\n\n${body}${failures.map((failure) => `\n! ${failureText(failure)}`).join('')}`);
    status = statusOf(report, failures);
    if (drawn + 1 < (options.count ?? Infinity)) await pause(startedAt + (options.intervalMs ?? 5_000) - Date.now(), signal);
  }
  return signal.aborted && options.count !== null ? INTERRUPTED : status;
}

/** One line for each round: what it took on this side and on the wire. */
export async function runRounds({ snapshots, signal }: Session, options: Options): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let status = ALL_KNOWN;
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
      groupPartitions: sum(lines.map((line) => line.partitions)),
      members: sumKnown(lines.map((line) => line.members)),
      totalLag: sumKnown(lines.map((line) => line.totalLag)),
      loopHoldMs: round(Math.max(0, delay.max / 1e6 - 1)),
      rssMb: round(process.memoryUsage().rss / 1_048_576),
    };
    print(options.json ? visibleJson(figures) : Object.entries(figures).map(([name, value]) => `${name} ${value}`).join('  '));
    status = Math.max(status, finish(report, snapshots.facts.roundFailures));
    if (done + 1 < (options.count ?? 10)) await pause(startedAt + (options.intervalMs ?? 0) - performance.now(), signal);
  }
  return signal.aborted ? INTERRUPTED : status;
}

function describe(snapshots: Snapshots, options: Options): { readonly details: readonly GroupDetail[]; readonly failures: readonly Failure[] } {
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
    const detail = groupDetail(facts, record, 1, 5_000, Date.now());
    details.push(detail);
    failures.push(...groupFailures(detail));
  }
  return { details, failures: distinct(failures) };
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
  for (const failure of failures) process.stderr.write(`${failureText(failure)}\n`);
  return statusOf(report, failures);
}

function statusOf(report: RoundReport, failures: readonly Failure[]): number {
  if (report.brokersAnswering === 0) return NOT_REACHED;
  return failures.length > 0 ? SOME_FAILED : ALL_KNOWN;
}

function distinct(failures: readonly Failure[]): readonly Failure[] {
  return [...new Map(failures.map((failure) => [`${failure.scope}\u0000${failure.code}\u0000${failure.message}`, failure])).values()];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.max(0, ms), undefined, { signal }).catch(() => undefined);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Null where nothing of it is known. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 && values.length > 0 ? null : sum(known);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
