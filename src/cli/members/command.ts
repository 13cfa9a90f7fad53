import { resolve } from 'node:path';
import { toFailure, KafkaFailure } from '../../main/kafka/errors';
import { removeOrphan } from '../../main/members/orphans';
import { PhantomStore } from '../../main/members/phantom-store';
import { newFrame, type PlanFrame } from '../../main/members/plan-frame';
import { planRebalance } from '../../main/members/plan-rebalance';
import { planRemoval } from '../../main/members/plan-removal';
import { NO_SUCH_GROUP, readGroup, type GroupNow } from '../../main/members/read-group';
import { readHeartbeat } from '../../main/members/read-heartbeat';
import { removeMembers } from '../../main/members/remove-members';
import { triggerRebalance } from '../../main/members/trigger-rebalance';
import { visibleJson } from '../../shared/display-name';
import type { MemberChoice, MembersResult, RebalancePlan, RemovalPlan } from '../../shared/members';
import { oneGroup, readArguments, refusePositionals } from '../arguments';
import { CONNECTION_OPTIONS, connectionOf, type ConnectionOptions } from '../connection-options';
import { dataDirectory } from '../data-directory';
import { EXIT } from '../exit-status';
import { CHANGE_OPTIONS, changeOf, whyGuarded, type ChangeOptions } from '../operations/change-options';
import { print, refuse, say, sessionOf, type OperationContext, type OperationSession } from '../operations/context';
import { UsageError } from '../usage';
import { planText, resultText } from './text';

const OPTIONS = { ...CONNECTION_OPTIONS, ...CHANGE_OPTIONS, group: { type: 'string', multiple: true } } as const;
const CHOICE_OPTIONS = { 'member-id': { type: 'string', multiple: true }, 'instance-id': { type: 'string', multiple: true }, host: { type: 'string' }, all: { type: 'boolean' } } as const;

interface Wish {
  readonly connection: ConnectionOptions;
  readonly groupId: string;
  readonly change: ChangeOptions;
  readonly plan: (group: GroupNow, frame: PlanFrame, heartbeatMs: number | null) => RebalancePlan | RemovalPlan;
}

/** `rebalance …`. Throws UsageError. */
export function runRebalance(args: readonly string[], context: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  refusePositionals('rebalance', positionals);
  return run(context, { connection: connectionOf(values), groupId: oneGroup(values.group), change: changeOf(values), plan: planRebalance });
}

/** `remove-members …`. Throws UsageError. */
export function runRemoveMembers(args: readonly string[], context: OperationContext): Promise<number> {
  const { values, positionals } = readArguments(args, { ...OPTIONS, ...CHOICE_OPTIONS });
  refusePositionals('remove-members', positionals);
  const groupId = oneGroup(values.group);
  const which = choiceOf(values);
  return run(context, { connection: connectionOf(values), groupId, change: changeOf(values), plan: (group, frame, heartbeatMs) => planRemoval(group, which, frame, heartbeatMs) });
}

function choiceOf(values: { readonly 'member-id'?: readonly string[] | undefined; readonly 'instance-id'?: readonly string[] | undefined; readonly host?: string | undefined; readonly all?: boolean | undefined }): MemberChoice {
  const memberIds = values['member-id'] ?? [];
  const instanceIds = values['instance-id'] ?? [];
  const isNamed = memberIds.length + instanceIds.length > 0;
  if ([isNamed, values.host !== undefined, values.all === true].filter(Boolean).length !== 1) throw new UsageError('Which members? Give --member-id or --instance-id (or several), or --host H, or --all. describe --members lists them.');
  if (values.all === true) return { kind: 'all' };
  return values.host === undefined ? { kind: 'members', memberIds, instanceIds } : { kind: 'host', host: values.host };
}

function run(context: OperationContext, { connection, groupId, change, plan: make }: Wish): Promise<number> {
  return context.withClient(connection, change.execute, async (client, calls, saved) => {
    await client.connect(calls);
    let plan: RebalancePlan | RemovalPlan;
    try {
      const group = await readGroup(client, groupId, calls);
      plan = make(group, newFrame(client, saved?.environment ?? 'development'), await readHeartbeat(client, group, calls));
    } catch (error) {
      if (!(error instanceof KafkaFailure) || error.code !== NO_SUCH_GROUP) throw error;
      return refuse(toFailure(`group ${groupId}`, error), change);
    }
    if (!change.json) print(planText(plan));
    if (plan.refusal !== null) say(plan.refusal);
    if (!change.execute || plan.refusal !== null) {
      if (change.json) print(visibleJson(plan));
      else if (plan.refusal === null) print('\nNothing was done: this is a dry run. Add --execute.');
      return plan.refusal === null ? EXIT.allKnown : EXIT.refused;
    }
    const commandConfig = saved === null ? connection.commandConfig : saved.commandConfig;
    const result = await carryOut(sessionOf(context, client, calls, saved), plan, change, commandConfig === null ? null : resolve(commandConfig));
    print(change.json ? visibleJson(result) : resultText(result));
    return statusOf(result, calls.signal.aborted);
  });
}

async function carryOut({ client, calls, journal, saved }: OperationSession, plan: RebalancePlan | RemovalPlan, change: ChangeOptions, commandConfig: string | null): Promise<MembersResult> {
  const guarded = whyGuarded(saved, [plan.groupId], change);
  if (guarded !== null) return { kind: 'refused', failures: [guarded] };
  const phantoms = new PhantomStore(dataDirectory());
  for (const phantom of phantoms.all()) {
    if (phantom.kafkaClusterId !== client.kafkaClusterId) continue;
    const failure = await removeOrphan(client, phantom, { phantoms, journal });
    if (failure !== null) say(failure);
  }
  const options = {
    ...calls,
    journal,
    phantoms,
    commandConfig,
    reason: change.reason.trim(),
    progressed: (text: string) => void (change.json ? undefined : process.stderr.write(`${text}\n`)),
    changing: () => undefined,
  };
  return plan.kind === 'rebalance' ? triggerRebalance(client, plan, options) : removeMembers(client, plan, options);
}

function statusOf(result: MembersResult, isEnded: boolean): number {
  if (result.kind === 'refused') {
    for (const failure of result.failures) say(failure);
    return EXIT.refused;
  }
  const failures = [...(result.kind === 'rebalanced' ? [result.failure] : result.members.map(({ failure }) => failure)), result.auditFailure].filter((failure) => failure !== null);
  for (const failure of failures) say(failure);
  if (failures.length > 0) return EXIT.someFailed;
  if (result.afterwards.settledAfterMs !== null) return EXIT.allKnown;
  return isEnded ? EXIT.interrupted : EXIT.someFailed;
}
