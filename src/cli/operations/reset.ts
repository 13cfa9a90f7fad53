import { readFileSync } from 'node:fs';
import { displayName, visibleJson } from '../../shared/display-name';
import type { Failure } from '../../shared/failure';
import type { PlannedPartition, ResetOutcome, ResetPlan, ResetResult, ResolvedRequest, ResolvedTarget } from '../../shared/reset';
import { executePlan } from '../../main/operations/execute';
import type { Journal } from '../../main/operations/journal';
import { listGroupIds } from '../../main/operations/list-group-ids';
import { readOffsetsFile } from '../../main/operations/offsets-file';
import { makePlan } from '../../main/operations/plan';
import type { CallOptions, ClusterClient } from '../../main/kafka/cluster-client';
import { KafkaFailure } from '../../main/kafka/errors';
import { EXIT } from '../exit-status';
import { failureText } from '../print';
import { table } from '../table';
import type { ResetOptions } from './reset-options';

export interface OperationSession {
  readonly client: ClusterClient;
  readonly calls: CallOptions;
  readonly journal: Journal;
}

const PLAN_LIFE_MS = 10 * 60_000;

export interface Presentation {
  readonly execute: boolean;
  readonly export: boolean;
  readonly json: boolean;
  readonly reason: string;
}

export async function runReset(session: OperationSession, options: ResetOptions): Promise<number> {
  await session.client.connect(session.calls);
  const groupIds = options.allGroups ? await listGroupIds(session.client, session.calls) : options.groups;
  const { scope, whenNoRecord, createGroups } = options;
  const target = options.target ?? offsetsOfFile(options.fromFile ?? '', groupIds);
  return carryOut(session, { groupIds, target, scope, ownTargets: [], whenNoRecord, createGroups }, options);
}

function offsetsOfFile(path: string, groupIds: readonly string[]): ResolvedTarget {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new KafkaFailure('BAD_SETTINGS', `The file ${path} could not be read: ${error instanceof Error ? error.message : String(error)}.`, { retriable: false });
  }
  const read = readOffsetsFile(text);
  if (!read.ok) throw new KafkaFailure('BAD_SETTINGS', `${path}: ${read.problem}`, { retriable: false });
  if (groupIds.length > 1 && read.offsets.some(({ groupId }) => groupId === null)) throw new KafkaFailure('BAD_SETTINGS', `${path} has three columns (topic, partition, offset), which is only for one group; of several it needs group,topic,partition,offset.`, { retriable: false });
  return { kind: 'to-offsets', origin: 'file', offsets: read.offsets };
}

/** Plans, prints, and with `execute` carries out. `kafkaClusterId`: the only cluster that it is for; null: any. Resolves with the exit status. */
export async function carryOut({ client, calls, journal }: OperationSession, request: ResolvedRequest, options: Presentation, kafkaClusterId: string | null = null): Promise<number> {
  if (kafkaClusterId !== null && client.kafkaClusterId !== kafkaClusterId) {
    say({ scope: 'cluster', code: 'ANOTHER_CLUSTER', message: `That was done on cluster ${kafkaClusterId}; ${client.kafkaClusterId ?? 'an unknown one'} answers at this address.` });
    return EXIT.refused;
  }
  const plan = await makePlan(client, request, PLAN_LIFE_MS, calls);
  if (options.export) print(exportText(plan));
  else if (!options.json) print(planText(plan));
  if (!options.execute) {
    if (options.json) print(visibleJson(planJson(plan)));
    sayAll(plan);
    return plan.groups.every(({ refusal, partitions }) => refusal === null && partitions.every(({ problem }) => problem === null)) ? EXIT.allKnown : plan.groups.some(({ refusal }) => refusal === null) ? EXIT.someFailed : EXIT.refused;
  }
  const result = await executePlan(client, plan, { ...calls, journal, reason: options.reason, onProgress: () => undefined });
  if (options.json) print(visibleJson(resultJson(plan, result)));
  else if (result.kind === 'done' && !options.export) print(resultText(result));
  sayAll(plan);
  return statusOf(plan, result);
}

function statusOf(plan: ResetPlan, result: ResetResult): number {
  if (result.kind === 'refused') {
    for (const failure of result.failures) say(failure);
    return EXIT.refused;
  }
  if (result.auditFailure !== null) say(result.auditFailure);
  const all = result.groups.flatMap(({ outcomes }) => outcomes);
  for (const { failure } of all) if (failure !== null) say(failure);
  const whole = all.every(({ status }) => status === 'applied') && plan.groups.every(({ refusal }) => refusal === null) && result.auditFailure === null;
  return whole ? EXIT.allKnown : EXIT.someFailed;
}

function planText(plan: ResetPlan): string {
  const rows = plan.groups.flatMap((group) => group.partitions.map((partition) => ({ groupId: group.groupId, ...partition })));
  return table(rows, [
    { title: 'GROUP', value: (row) => row.groupId },
    { title: 'TOPIC', value: (row) => row.topic },
    { title: 'PARTITION', right: true, value: (row) => row.partition },
    { title: 'OLD-OFFSET', right: true, value: (row) => row.oldOffset },
    { title: 'NEW-OFFSET', right: true, value: (row) => row.newOffset },
    { title: 'DIFFERENCE', right: true, value: (row) => (row.newOffset === null || row.oldOffset === null ? null : row.newOffset - row.oldOffset) },
    { title: 'LOG-START-OFFSET', right: true, value: (row) => row.logStartOffset },
    { title: 'LOG-END-OFFSET', right: true, value: (row) => row.logEndOffset },
    { title: 'NOTE', value: noteOf },
  ]);
}

function noteOf({ clamped, warnings, problem }: PlannedPartition): string {
  if (problem !== null) return 'left as it is';
  return [...(clamped === null ? [] : [`clamped ${clamped}`]), ...warnings].join(', ');
}

function resultText(result: Extract<ResetResult, { kind: 'done' }>): string {
  const rows = result.groups.flatMap(({ groupId, outcomes }) => outcomes.map((outcome) => ({ groupId, ...outcome })));
  const body = table(rows, [
    { title: 'GROUP', value: (row) => row.groupId },
    { title: 'TOPIC', value: (row) => row.topic },
    { title: 'PARTITION', right: true, value: (row) => row.partition },
    { title: 'NEW-OFFSET', right: true, value: (row) => row.newOffset },
    { title: 'READ-BACK', right: true, value: (row) => row.readBack },
    { title: 'STATUS', value: (row) => row.status },
  ]);
  return `\n${body}\n\nTo take it back: undo ${result.operationId}`;
}

/** As Kafka's own tool exports: three columns for one group, four for several, no header. What cannot be planned is left out. */
function exportText(plan: ResetPlan): string {
  const several = plan.groups.length > 1;
  return plan.groups
    .flatMap(({ groupId, partitions }) => partitions.filter(({ newOffset }) => newOffset !== null).map(({ topic, partition, newOffset }) => [...(several ? [quoted(groupId)] : []), quoted(topic), partition, newOffset].join(',')))
    .join('\n');
}

function quoted(name: string): string {
  return /[",\r\n]/u.test(name) ? `"${name.replace(/"/gu, '""')}"` : name;
}

function planJson(plan: ResetPlan) {
  return { planId: plan.planId, groups: plan.groups.map(({ groupId, groupType, groupState, refusal, partitions }) => ({ groupId, groupType, groupState, refusal: refusal?.message ?? null, partitions: partitions.map(partitionJson) })) };
}

function partitionJson({ topic, partition, oldOffset, newOffset, clamped, warnings, problem }: PlannedPartition) {
  return { topic, partition, oldOffset, newOffset, clamped: clamped !== null, warnings, ...(problem === null ? {} : { problem: problem.message }) };
}

function resultJson(plan: ResetPlan, result: ResetResult) {
  const outcomes = new Map(result.kind === 'done' ? result.groups.map(({ groupId, outcomes: of }) => [groupId, of]) : []);
  const { planId, groups } = planJson(plan);
  return {
    planId,
    ...(result.kind === 'refused' ? { refused: result.failures.map(({ message }) => message) } : { operationId: result.operationId }),
    groups: groups.map((group) => ({ ...group, partitions: group.partitions.map((partition, index) => ({ ...partition, ...outcomeJson(outcomes.get(group.groupId)?.[index]) })) })),
  };
}

function outcomeJson(outcome: ResetOutcome | undefined) {
  return outcome === undefined ? { status: 'skipped', error: null } : { status: outcome.status, error: outcome.failure?.message ?? null };
}

/** What of the plan cannot be done, on standard error. */
function sayAll(plan: ResetPlan): void {
  for (const { refusal, partitions } of plan.groups) {
    if (refusal !== null) say(refusal);
    for (const { problem } of partitions) if (problem !== null) say(problem);
  }
}

function say(failure: Failure): void {
  process.stderr.write(`${failureText(failure)}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function unknownOperation(operationId: string): Failure {
  return { scope: 'operation', code: 'NO_SNAPSHOT', message: `There is no snapshot of an operation ${displayName(operationId, 64)}.` };
}
