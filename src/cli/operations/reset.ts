import { readFileSync } from 'node:fs';
import { displayName, visibleJson } from '../../shared/display-name';
import type { MovedBack, ResetPlan, ResetResult, ResolvedRequest, ResolvedTarget } from '../../shared/reset';
import { foldFailures } from '../../shared/fold-failures';
import { GROUP_WARNING_TEXTS } from '../../shared/group-warning-texts';
import type { PlanTimes } from '../../shared/plan-times';
import { failed, succeeded, type Result } from '../../shared/result';
import { formatCount } from '../../shared/text';
import { PLAN_LIFE_MS } from '../../shared/writes';
import { executePlan } from '../../main/operations/carry-out/execute';
import { listGroupIds } from '../../main/operations/read/list-group-ids';
import { readOffsetsFile } from '../../main/operations/files/offsets-file';
import { makePlan } from '../../main/operations/plan/plan';
import { readPlanTimes, withLeaderEpochs } from '../../main/operations/plan/read-plan-times';
import { watchApplied } from '../../main/operations/carry-out/verify';
import { toFailure } from '../../main/kafka/errors';
import { EXIT } from '../exit-status';
import { failureLines, failureText } from '../print';
import { whyGuarded, type ChangeOptions } from './change-options';
import { print, refuse, say, sessionOf, type OperationContext, type OperationSession } from './context';
import { firstOf, memberLines } from './member-lines';
import { planJson, resultJson } from './plan-json';
import { exportText, movedBackText, planText, resultText } from './plan-text';
import { parseResetOptions } from './reset-options';

/** `reset …`. Throws UsageError. */
export function runReset(args: readonly string[], context: OperationContext): Promise<number> {
  const options = parseResetOptions(args);
  return context.withClient(options, options.change.execute, async (client, calls, saved) => {
    await client.connect(calls);
    const groupIds = options.allGroups ? await listGroupIds(client, calls) : options.groups;
    const { target: given, fromFile, scope, whenNoRecord, createGroups, change } = options;
    const target = given === null ? await offsetsOfFile(fromFile ?? '', groupIds) : succeeded(given);
    if (!target.ok) {
      refuse(target.failure, change);
      return EXIT.usage;
    }
    const request: ResolvedRequest = { groupIds, target: target.value, scope, ownTargets: [], whenNoRecord, createGroups };
    return carryOut(sessionOf(context, client, calls, saved), request, change, { csv: options.export ? (options.groups.length === 1 ? 'one-group' : 'groups') : null, times: options.times });
  });
}

async function offsetsOfFile(path: string, groupIds: readonly string[]): Promise<Result<ResolvedTarget>> {
  const wrong = (message: string): Result<never> => failed({ scope: `file ${path}`, code: 'BAD_FILE', message });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return wrong(`It could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const read = await readOffsetsFile(text);
  if (!read.ok) return wrong(read.problem);
  if (groupIds.length > 1 && read.offsets.some(({ groupId }) => groupId === null)) return wrong('It has three columns (topic, partition, offset), which is only for one group; of several it needs group,topic,partition,offset.');
  return succeeded({ kind: 'to-offsets', origin: 'file', offsets: read.offsets });
}

export interface Presentation {
  /** The plan as CSV instead of a table or JSON, with the group's name in it or without; null: not. */
  readonly csv?: 'one-group' | 'groups' | null;
  /** The only cluster that it is for; left out: any. */
  readonly kafkaClusterId?: string | null;
  /** Whether the times of the records at its positions are read and shown. */
  readonly times?: boolean;
}

/** Plans, prints, and with `execute` carries out and watches. Resolves with the exit status. */
export async function carryOut(session: OperationSession, request: ResolvedRequest, change: ChangeOptions, { csv = null, kafkaClusterId = null, times = false }: Presentation = {}): Promise<number> {
  const { client, calls, journal, saved } = session;
  if (kafkaClusterId !== null && client.kafkaClusterId !== kafkaClusterId) {
    return refuse({ scope: 'cluster', code: 'ANOTHER_CLUSTER', message: `That was done on cluster ${kafkaClusterId}; ${client.kafkaClusterId ?? 'an unknown one'} answers at this address.` }, change);
  }
  const made = await makePlan(client, request, PLAN_LIFE_MS[saved?.environment ?? 'development'], calls);
  const read = times ? await readPlanTimes(client, made, calls) : null;
  const plan = read === null ? made : withLeaderEpochs(made, read);
  if (csv !== null) print(exportText(plan, csv));
  else if (!change.json) print(planText(plan, read));
  sayAll(plan, read);
  if (!change.execute) {
    if (csv === null) print(change.json ? visibleJson(planJson(plan, read)) : '\nNothing was changed: this is a dry run. Add --execute.');
    return statusOfPlan(plan);
  }
  const guarded = whyGuarded(saved, plan.groups.map(({ groupId }) => groupId), change);
  const result: ResetResult = guarded === null ? await executePlan(client, plan, { ...calls, journal, reason: change.reason.trim(), onProgress: () => undefined }) : { kind: 'refused', failures: [guarded] };
  if (!change.json && result.kind === 'done' && csv === null) print(resultText(result));
  const watched = result.kind === 'done' && change.watchMs > 0 ? await watch(session, result, change.watchMs) : NOT_WATCHED;
  if (change.json && csv === null) print(visibleJson(resultJson(plan, result, watched.movedBack, read)));
  const status = statusOfResult(plan, result);
  if (watched.isEnded) return EXIT.interrupted;
  return watched.isWhole ? status : Math.max(status, EXIT.someFailed);
}

interface Watched {
  readonly movedBack: readonly MovedBack[];
  /** Nothing was moved back, and all could be read at the end. */
  readonly isWhole: boolean;
  /** By Ctrl-C. */
  readonly isEnded: boolean;
}

const NOT_WATCHED: Watched = { movedBack: [], isWhole: true, isEnded: false };

/** Looks at what was applied for a while, and says at once what something else moved back. */
async function watch({ client, calls }: OperationSession, { groups }: Extract<ResetResult, { kind: 'done' }>, forMs: number): Promise<Watched> {
  const moved = new Map<string, MovedBack>();
  try {
    const last = await watchApplied(client, groups, forMs, calls, ({ movedBack }) => {
      for (const each of movedBack) {
        const key = JSON.stringify([each.groupId, each.topic, each.partition]);
        if (!moved.has(key)) say({ scope: `group ${each.groupId}`, code: 'MOVED_BACK', message: movedBackText(each) });
        moved.set(key, each);
      }
    });
    for (const failure of last.failures) say(failure);
    return { movedBack: [...moved.values()], isWhole: moved.size === 0 && last.failures.length === 0, isEnded: false };
  } catch (error) {
    say({ ...toFailure('watch', error), message: 'Watching was ended before its time. What was applied stays applied.' });
    return { movedBack: [...moved.values()], isWhole: false, isEnded: true };
  }
}

function statusOfPlan({ groups }: ResetPlan): number {
  if (groups.every(({ refusal }) => refusal !== null)) return groups.length === 0 ? EXIT.allKnown : EXIT.refused;
  return groups.every(({ refusal, partitions }) => refusal === null && partitions.every(({ problem }) => problem === null)) ? EXIT.allKnown : EXIT.someFailed;
}

function statusOfResult(plan: ResetPlan, result: ResetResult): number {
  if (result.kind === 'refused') {
    const unsaid = result.failures.filter((failure) => !plan.groups.some(({ refusal }) => refusal === failure));
    for (const line of firstOf(foldFailures(unsaid).flatMap(({ scope, first, more }) => [...first.map(failureText), ...(more === 0 ? [] : [`${displayName(scope, 300)}: the same of ${formatCount(more)} more; --json has all of them.`])]))) process.stderr.write(`${line}\n`);
    if (!unsaid.some(({ message }) => /nothing was changed/iu.test(message))) process.stderr.write('Nothing was changed.\n');
    return EXIT.refused;
  }
  if (result.auditFailure !== null) say(result.auditFailure);
  const all = result.groups.flatMap(({ outcomes }) => outcomes);
  const problems = new Set(plan.groups.flatMap(({ partitions }) => partitions.map(({ problem }) => problem)));
  for (const line of failureLines(all.flatMap(({ failure }) => (failure === null || problems.has(failure) ? [] : [failure])))) process.stderr.write(`${line}\n`);
  const whole = all.every(({ status }) => status === 'applied') && plan.groups.every(({ refusal }) => refusal === null) && result.auditFailure === null;
  return whole ? EXIT.allKnown : EXIT.someFailed;
}

/** What of the plan cannot be done or is not known, on standard error, and what to give for it to be. */
function sayAll({ groups, failures: unread }: ResetPlan, read: PlanTimes | null): void {
  const failures = groups.flatMap(({ refusal, partitions }) => [...(refusal === null ? [] : [refusal]), ...partitions.flatMap(({ problem }) => problem ?? [])]);
  for (const line of failureLines([...failures, ...unread, ...(read?.failures ?? [])])) process.stderr.write(`${line}\n`);
  for (const line of memberLines(groups.filter(({ refusal }) => refusal !== null))) process.stderr.write(`${line}\n`);
  for (const { groupId, warnings } of groups) for (const warning of warnings) process.stderr.write(`note: ${displayName(groupId, 249)}: ${GROUP_WARNING_TEXTS[warning]}\n`);
  for (const [code, advice] of ADVICE) if (failures.some((failure) => failure.code === code)) process.stderr.write(`note: ${advice}\n`);
}

const ADVICE: ReadonlyMap<string, string> = new Map([
  ['NO_RECORD_AT_OR_AFTER', 'with --no-record-to-latest such partitions go to their log end, which skips all that waits there.'],
  ['GROUP_ID_NOT_FOUND', 'with --create-group a group that does not exist is created by its offsets.'],
]);
