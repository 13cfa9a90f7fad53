import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from '../../shared/failure';
import type { MembersResult, RebalancePlan } from '../../shared/members';
import { formatAddress } from '../kafka/address';
import type { CallOptions, ClusterClient } from '../kafka/cluster-client';
import { KafkaFailure, toFailure } from '../kafka/errors';
import type { JoinGroupResponse } from '../kafka/protocol/apis/join-group';
import { errorText, kafkaError } from '../kafka/protocol/errors';
import { closeJournal, writeIntent, type Journal } from '../operations/journal/journal';
import { afterwards } from './afterwards';
import { membersDrift } from './drift';
import { follow } from './follow';
import { askForPair, joinAndWait, leaveUntilGone, prepareJoin, refusal, type JoinedGroup, type NewMember, type PhantomPair } from './phantom-member';
import type { PhantomStore } from './phantom-store';
import { planRebalance } from './plan-rebalance';
import { describeAt, readGroup, type GroupNow } from './read-group';

export interface MembersOptions extends CallOptions {
  readonly journal: Journal;
  readonly phantoms: PhantomStore;
  /** Where the cluster's settings are, for whoever has to clean up after us; null: it needs none. */
  readonly commandConfig: string | null;
  /** In the operator's words; may be empty. */
  readonly reason: string;
  /** One sentence about how far it has come. */
  progressed(text: string): void;
  /** The group is about to be changed: `text`, a sentence without its full stop. */
  triggered(text: string): void;
}

const LISTED_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 5;
const JOIN_MS = 10 * 60_000;
const LEAVE_FOR_MS = 30_000;
const ANSWER_MS = 2_000;

/**
 * Has a classic group rebalance once: a phantom joins without topics, and leaves while the coordinator waits for the others. What is on
 * disk by then names it, so that it can be removed whatever dies. Rejects with KafkaFailure only before anything was done.
 */
export async function triggerRebalance(client: ClusterClient, plan: RebalancePlan, options: MembersOptions): Promise<MembersResult> {
  const { journal, phantoms, signal, timeoutMs } = options;
  if (Date.now() > plan.expiresAt) return refused({ scope: 'plan', code: 'PLAN_EXPIRED', message: 'The plan is too old to be carried out. Look at a fresh one.' });
  if (plan.refusal !== null) return refused(plan.refusal);
  const before = await readGroup(client, plan.groupId, { signal, timeoutMs });
  const drift = membersDrift(plan, planRebalance(before, { ...plan, kafkaClusterId: client.kafkaClusterId }));
  if (drift.length > 0) return { kind: 'refused', failures: drift };
  const group: JoinedGroup = { groupId: plan.groupId, coordinatorId: before.coordinatorId, protocolType: before.protocolType ?? '', protocolName: before.assignor ?? '' };
  await prepareJoin(client, group, { signal, timeoutMs });
  const pair = await askForPair(client, group, { signal, timeoutMs });
  const memberIds = idsOf(pair);
  if (before.members.some(({ memberId }) => memberIds.includes(memberId))) throw new KafkaFailure('MEMBER_ID_TAKEN', `The coordinator gave out the id of an existing member of ${plan.groupId}, so nobody joined.`, { retriable: false });

  const unwritten = writeDown(client, plan, memberIds, options);
  if (unwritten !== null) {
    await leaveUntilGone(client, { ...group, memberIds }, 0, group.coordinatorId); // an id that was given out holds up rebalances until its session is over
    return refused(unwritten);
  }
  const since = performance.now();
  const passed = await passThrough(client, group, pair, options);
  const settled = outcomeOf(group.groupId, passed);
  if (passed.left === null) phantoms.remove(plan.planId);
  const auditFailure = await closeJournal(journal, plan.planId, { outcome: { status: settled === null ? 'applied' : settled.isRefused ? 'failed' : 'unknown', error: settled?.failure.message ?? null } });
  if (settled?.isRefused === true) return { kind: 'refused', failures: [settled.failure, ...(auditFailure === null ? [] : [auditFailure])] };
  const followed = await follow(client, before, { signal, timeoutMs, since, quietMs: 0, progressed: (text) => options.progressed(text) });
  return { kind: 'rebalanced', operationId: plan.planId, afterwards: afterwards(before, followed, new Map()), failure: settled?.failure ?? null, auditFailure };
}

/** Null: who will join, and why, is on disk. */
function writeDown(client: ClusterClient, { planId, groupId, assignor, members }: RebalancePlan, memberIds: readonly string[], { journal, phantoms, commandConfig, reason }: MembersOptions): Failure | null {
  try {
    const bootstrapServers = client.settings.bootstrapServers.map((server) => formatAddress(server)).join(',');
    phantoms.save({ operationId: planId, groupId, memberIds, kafkaClusterId: client.kafkaClusterId, bootstrapServers, commandConfig, process: process.pid, host: hostname() });
  } catch (error) {
    return { scope: 'disk', code: 'PHANTOM_NOT_WRITTEN', message: `Who would join the group could not be kept on disk, so nobody did: ${error instanceof Error ? error.message : String(error)}` };
  }
  const unwritten = writeIntent(journal, client, { operationId: planId, action: 'rebalance', reason, offsets: null, wish: { groupIds: [groupId], assignor, members: members.length, phantoms: memberIds } });
  if (unwritten !== null) phantoms.remove(planId);
  return unwritten;
}

/** The one that joins leaves first: the other keeps the rebalance open until then. */
function idsOf({ joining, holding }: PhantomPair): readonly string[] {
  return [joining.memberId, holding.memberId];
}

interface Passed {
  /** The coordinator was seen to list it while it waited: the rebalance has begun. */
  readonly wasListed: boolean;
  /** What the join was answered with; null: nothing. */
  readonly joined: JoinGroupResponse | Failure | null;
  /** That was so before the member was asked to leave. */
  readonly wasAnsweredFirst: boolean;
  /** Null: it is not in the group any more. */
  readonly left: Failure | null;
}

/** Joins, leaves as soon as the coordinator lists the member, and is back when it is gone. Never rejects. */
async function passThrough(client: ClusterClient, group: JoinedGroup, pair: PhantomPair, options: MembersOptions): Promise<Passed> {
  const ending = new AbortController();
  let joined: JoinGroupResponse | Failure | null = null;
  options.triggered('A rebalance was triggered here');
  options.progressed('A member without topics joins the group.');
  const answered = joinAndWait(client, group, pair.joining, { signal: ending.signal, timeoutMs: JOIN_MS }).then(
    (answer) => void (joined = answer),
    (error: unknown) => void (joined = toFailure(`group ${group.groupId}`, error)),
  );
  const wasListed = await untilListed(client, group, pair.joining, () => joined !== null, options);
  const wasAnsweredFirst = joined !== null;
  const left = await leaveUntilGone(client, { ...group, memberIds: idsOf(pair) }, LEAVE_FOR_MS, group.coordinatorId);
  options.progressed(left === null ? 'It has left again; the group waits for its members.' : `It could not be seen to leave: ${left.message}`);
  await Promise.race([answered, sleep(ANSWER_MS, undefined, { ref: false })]);
  const answer: JoinGroupResponse | Failure | null = joined;
  ending.abort();
  return { wasListed, wasAnsweredFirst, joined: answer, left };
}

/** False: it was not listed before the join was answered, the time was over, or the caller cancelled. */
async function untilListed(client: ClusterClient, group: JoinedGroup, { memberId }: NewMember, isAnswered: () => boolean, { signal, timeoutMs }: CallOptions): Promise<boolean> {
  const until = performance.now() + LISTED_WITHIN_MS;
  while (!isAnswered() && !signal.aborted && performance.now() < until) {
    const now: GroupNow | null = await describeAt(client, group.coordinatorId, { groupId: group.groupId, groupType: null, protocolType: null }, { signal, timeoutMs }).catch(() => null);
    if (now?.members.some((member) => member.memberId === memberId) === true) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  return false;
}

/** Null: one rebalance, and nobody is left behind. `isRefused`: there was none. */
function outcomeOf(groupId: string, { wasListed, wasAnsweredFirst, joined, left }: Passed): { readonly failure: Failure; readonly isRefused: boolean } | null {
  const scope = `group ${groupId}`;
  const because = joined === null ? '' : 'errorCode' in joined ? ` (${errorText(joined.errorCode)})` : ` (${joined.message})`;
  const doubt = (code: string, message: string) => ({ isRefused: false, failure: { scope, code, message } });
  if (left !== null) return doubt('PHANTOM_LEFT_BEHIND', `The member that joined ${groupId} for a moment could not be seen to leave: ${left.message} It is asked to leave again until it has, also when Offsight is started anew; the broker forgets it by itself when its session times out.`);
  if (joined === null) return wasListed ? null : doubt('NOT_SEEN', `Whether ${groupId} began a rebalance is not known: the coordinator was not seen to take the new member in. Nobody was left behind in the group.`);
  if (!('errorCode' in joined)) return doubt('NOT_SEEN', `Whether ${groupId} had its rebalance is not known: the connection to its coordinator failed${because}. Nobody was left behind in the group.`);
  if (joined.errorCode === 0) return doubt('TWO_REBALANCES', `All members of ${groupId} had joined again before the passing member had left, so there were two rebalances.`);
  if (kafkaError(joined.errorCode).retriable) return doubt('COORDINATOR_MOVED', `Whether ${groupId} had its rebalance is not known: its coordinator changed meanwhile${because}. Nobody was left behind in the group.`);
  if (wasAnsweredFirst && !wasListed) return { isRefused: true, failure: toFailure(scope, refusal(groupId, joined.errorCode)) };
  return wasListed ? null : doubt('NOT_SEEN', `Whether ${groupId} began a rebalance is not known: the new member was asked to leave before the coordinator was seen to take it in. Nobody was left behind in the group.`);
}

function refused(failure: Failure): MembersResult {
  return { kind: 'refused', failures: [failure] };
}
